// A mail (RFC 5322, MIME), known by the structure of its header, never by its name; what reads it is loaded when one is there.
import { looksLikeMail } from '../mail/mail-header.js';
import { defineContainer } from './container.js';

export const mail = defineContainer({
  kind: 'email',
  opens: (head) => looksLikeMail(head),
  async *entries(source, budget) {
    const { readMail } = await import('../mail/read-mail.js');
    yield* readMail(source, budget);
  },
});
