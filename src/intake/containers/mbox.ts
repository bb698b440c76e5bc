// mbox: several mails in one file, each behind a line `From sender date`. A mail that was saved with that line is one of one.
import { postmarkEnd } from '../mail/mail-header.js';
import { defineContainer } from './container.js';

export const mbox = defineContainer({
  opens: (head) => postmarkEnd(head) > 0,
  async *entries(source, budget) {
    const { readMbox } = await import('../mail/read-mbox.js');
    yield* readMbox(source, budget);
  },
});
