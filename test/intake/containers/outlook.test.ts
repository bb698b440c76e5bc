// Outlook messages with their optional package: as any other mail, and never mistaken for an old document.
import { describe, expect, test } from 'vitest';
import { readBytes, statusOf } from '../read-bytes.js';
import { writeDoc, writeMsg } from '../write-msg.js';
import { zipOf } from '../write-zip.js';

const notesAndStatus = async (bytes: Buffer) => {
  const told = await readBytes(bytes);
  return [told.notes, statusOf(told, 'a')];
};

test('the letter, attachments in archives and attached messages are read as of a mail', async () => {
  const archive = zipOf({ 'b.txt': 'PAGE b' });
  const inner = { body: 'PAGE inner', files: { 'c.txt': 'PAGE c' } };
  const message = writeMsg({
    body: 'PAGE ä 日本',
    files: { 'ケース.zip': archive },
    messages: { 'Older mail': inner },
  });
  for (const once of [false, true]) {
    const told = await readBytes(message, {}, once);
    expect(told.read).toEqual({
      'a!/body.txt': 'PAGE ä 日本',
      'a!/ケース.zip!/b.txt': 'PAGE b',
      'a!/Older mail.msg!/body.txt': 'PAGE inner',
      'a!/Older mail.msg!/c.txt': 'PAGE c',
    });
    expect(told.notes).toEqual([]);
    expect(told.upload.artifacts[0]).toMatchObject({ kind: 'email', status: 'ok' });
  }
});

test('of text and HTML that say the same one is read, HTML as people see it', async () => {
  const html = '<p>PAGE</p><table><tr><td>a</td><td>b</td></tr></table>';
  expect((await readBytes(writeMsg({ html }))).read['a!/body.txt']).toMatch(/PAGE\s+a\tb/);
  expect(Object.keys((await readBytes(writeMsg({ body: 'PAGE a b', html }))).read)).toEqual(['a!/body.txt']);
});

describe('what is not read is told', () => {
  test.each([
    [
      'an encrypted message',
      { messageClass: 'IPM.Note.SMIME', files: { 'smime.p7m': 'x' } },
      'mail-encrypted @a!/smime.p7m',
    ],
    ['an attachment on a server', { elsewhere: 'big.zip' }, 'mail-elsewhere @a!/big.zip'],
    ['a letter in RTF only', { rtf: 'x' }, 'outlook-body @a!/body.rtf'],
  ])('%s', async (_, message, note) => {
    expect(await notesAndStatus(writeMsg(message))).toEqual([[note], 'unreadable']);
  });

  test('one that breaks off', async () => {
    const whole = writeMsg({ body: 'PAGE', files: { 'a.bin': Buffer.alloc(50_000, 1) } });
    expect(await notesAndStatus(whole.subarray(0, whole.length / 2))).toEqual([['outlook-broken @a'], 'unreadable']);
  });

  test('an old document, where only all of it tells that it is none', async () => {
    const told = await readBytes(writeDoc());
    expect(told.notes).toEqual(['office-not-read @a']);
    expect(told.upload.artifacts[0]).toMatchObject({ kind: 'office', status: 'unreadable' });
  });
});
