// Every container there is; the first that opens a file gets it. Compressions and tar stand first: they are known by their
// beginning, and a zip may lie inside a tar. Office documents are zips too, hence before it; mails are text.
import type { Container } from './container.js';
import { gzip } from './gzip.js';
import { mail } from './mail.js';
import { mbox } from './mbox.js';
import { office } from './office.js';
import { outlook } from './outlook.js';
import { pdf } from './pdf.js';
import { tar } from './tar.js';
import { zip } from './zip.js';
import { zlib } from './zlib.js';

export const containers: readonly Container[] = [gzip, zlib, tar, office, zip, pdf, outlook, mbox, mail];
