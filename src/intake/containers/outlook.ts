// Outlook messages ([MS-OXMSG]): compound files, as old office documents are; read by an optional package
// (unpack/unpack-outlook.ts).
import { unreadDocument } from '../sniff.js';
import { defineContainer } from './container.js';

const compoundFile = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';

export const outlook = defineContainer({
  kind: 'email',
  async opens(head, tail) {
    if (head.toString('latin1', 0, 8) !== compoundFile) return false;
    return unreadDocument(Buffer.concat([head, await tail()]), 'outlook-message') === 'outlook-message';
  },
  reader: 'outlook',
});
