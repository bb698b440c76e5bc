// Every container there is; the first that opens a file gets it. Compressions and tar stand first: they are known by their
// beginning, and a zip may lie inside a tar.
import type { Container } from './container.js';
import { gzip } from './gzip.js';
import { tar } from './tar.js';
import { zip } from './zip.js';
import { zlib } from './zlib.js';

export const containers: readonly Container[] = [gzip, zlib, tar, zip];
