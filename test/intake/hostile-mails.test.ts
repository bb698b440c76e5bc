// Mails made to do harm, and just large ones, through the whole program as it is shipped: each ends soon, within little memory,
// and says what was not read.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.js';
import { judgeFile, secondsMax } from './judge-file.js';
import { filePart, type MailPart, multipart, textPart, writeMail } from './write-mail.js';

const folder = mkdtempSync(join(tmpdir(), 'hostile-mails-'));
afterAll(() => rmSync(folder, { recursive: true }));

const peakMiBMax = 128;
const evidence = 'There was a client error in the Secure Email module: E4017: Device is offline [409]\n';
const sibling = filePart('sibling.txt', evidence);

function nested(levels: number): MailPart {
  const openings = Array.from(
    { length: levels },
    (_, i) => `--b${i}\r\nContent-Type: multipart/mixed; boundary="b${i + 1}"\r\n\r\n`,
  );
  return { header: ['Content-Type: multipart/mixed; boundary="b0"'], body: openings.join('') };
}

const flowing = (bytes: number, line: string) => line.repeat(Math.ceil(bytes / line.length));
const mails: Readonly<
  Record<string, { readonly mail: () => Buffer; readonly codes: readonly string[]; readonly isRead: boolean }>
> = {
  '10,000 multiparts in each other': {
    mail: () => writeMail(multipart('mixed', [sibling, nested(10_000)])),
    codes: ['mail-too-deep'],
    isRead: true,
  },
  '3,000 parts': {
    mail: () =>
      writeMail(multipart('mixed', [sibling, ...Array.from({ length: 3000 }, (_, i) => filePart(`f${i}`, 'x'))])),
    codes: ['entries-folded'],
    isRead: true,
  },
  '10 MiB of lines that are nearly delimiters': {
    mail: () => writeMail(multipart('mixed', [textPart(flowing(10 << 20, '--=_mixe\n')), sibling])),
    codes: ['limit-reached'],
    isRead: true,
  },
  '30 MiB of blank lines': {
    mail: () => writeMail(multipart('mixed', [textPart(flowing(30 << 20, '\n')), sibling])),
    codes: ['limit-reached'],
    isRead: true,
  },
  'a header of 10 MiB': {
    mail: () => writeMail(multipart('mixed', [sibling]), [`X-Large: ${'x'.repeat(10 << 20)}`]),
    codes: ['mail-header-cut'],
    isRead: false,
  },
  'a header of 10 MiB in folded lines': {
    mail: () => writeMail(multipart('mixed', [sibling]), [`X-Large: y${flowing(10 << 20, '\r\n x')}`]),
    codes: ['mail-header-cut'],
    isRead: false,
  },
  'a name with a way out, escapes and direction marks': {
    mail: () => writeMail(multipart('mixed', [filePart('../../\u001b]0;x\u0007\u202egnp.txt', evidence)])),
    codes: [],
    isRead: true,
  },
  'a name of 1 MiB': {
    mail: () => writeMail(multipart('mixed', [filePart('n'.repeat(1 << 20), evidence)])),
    codes: [],
    isRead: true,
  },
  'HTML of nothing but open tags, comments and quotes': {
    mail: () =>
      writeMail(multipart('mixed', [textPart(flowing(4 << 20, '<table><td a="<!-- <b \''), 'text/html'), sibling])),
    codes: [],
    isRead: true,
  },
  'an attachment of 100 MiB': {
    mail: () => writeMail(multipart('mixed', [filePart('zeros.bin', Buffer.alloc(100 << 20)), sibling])),
    codes: ['unsupported-container'],
    isRead: true,
  },
};

describe('hostile mails', () => {
  test.each(Object.entries(mails))('%s', { timeout: 2 * secondsMax * 1000 }, (_, { mail, codes, isRead }) => {
    const path = join(folder, 'mail.eml');
    writeFileSync(path, mail());
    const { stdout, status, peakMiB } = judgeFile(path);
    expect([0, 3]).toContain(status);
    expect(peakMiB).toBeLessThan(peakMiBMax);
    // No control, no direction mark: neither in names.
    expect(stdout).not.toMatch(/\p{Cf}|(?!\n)\p{Cc}/u);
    const { artifacts, diagnostics, symptoms } = JSON.parse(stdout) as Report;
    expect(artifacts.find(({ id }) => String(id) === 'mail.eml')?.kind).toBe('email');
    expect(diagnostics.map(({ code }) => code)).toEqual(expect.arrayContaining([...codes]));
    if (isRead) expect(symptoms.map(({ symptom }) => symptom)).toContain('tile-error');
  });
});
