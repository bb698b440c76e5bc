// Mails: what somebody wrote is text, what hangs on them are files; nothing of them is lost without a word.
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readBytes, statusOf } from '../read-bytes.js';
import { filePart, forwardedPart, multipart, textPart, writeMail } from '../write-mail.js';
import { zipOf } from '../write-zip.js';

const one = 'PAGE one';
const kindOf = ({ upload }: Awaited<ReturnType<typeof readBytes>>, id: string) =>
  upload.artifacts.find((artifact) => artifact.id === id)?.kind;

describe('a mail', () => {
  test.each([false, true])('is opened, with its letter and its files in it (as a stream: %s)', async (once) => {
    const bytes = writeMail(multipart('mixed', [textPart('PAGE letter'), filePart('a.txt', one)]));
    const told = await readBytes(bytes, {}, once);
    expect(told.read).toEqual({ 'a!/body.txt': 'PAGE letter', 'a!/a.txt': one });
    expect(kindOf(told, 'a')).toBe('email');
    expect(told.notes).toEqual([]);
    expect(statusOf(told, 'a')).toBe('ok');
  });

  test('is itself where nothing is around its text', async () => {
    expect((await readBytes(writeMail(textPart(one)))).read).toEqual({ 'a!/body.txt': one });
  });

  test('leads through forwarded mails and archives', async () => {
    const inner = writeMail(
      multipart('mixed', [textPart('PAGE inner'), filePart('case.zip', zipOf({ 'x.gz': gzipSync(one) }))]),
    );
    const told = await readBytes(
      writeMail(multipart('mixed', [textPart('PAGE outer'), forwardedPart(inner)], 'outer')),
    );
    expect(told.read).toEqual({
      'a!/body.txt': 'PAGE outer',
      'a!/forwarded.eml!/body.txt': 'PAGE inner',
      'a!/forwarded.eml!/case.zip!/x.gz!/x': one,
    });
    expect(told.notes).toEqual([]);
  });

  test('forwarded mails go to the limit of nesting, and what lies deeper is told', async () => {
    let bytes = writeMail(textPart(one));
    for (let depth = 1; depth <= 5; depth++) bytes = writeMail(multipart('mixed', [forwardedPart(bytes)], `b${depth}`));
    const told = await readBytes(bytes);
    expect(told.read).toEqual({});
    expect(told.notes).toEqual([`limit-reached nesting @a${'!/forwarded.eml'.repeat(5)}`]);
  });

  test.each([
    ['From: a@example.com\nSent: Monday\nTo: b@example.com\nSubject: token\n\nPAGE', 'words copied from a mail'],
    ['Date: Wed, 01 Jan 2025 10:00:00 GMT\nContent-Type: text/html\nServer: x\n\nPAGE', 'the header of a web answer'],
    ['From: a@example.com\nthis is a note\nMessage-ID: <1@example.com>\n\nPAGE', 'a text'],
  ])('is none: %j (%s)', async (text) => {
    expect(kindOf(await readBytes(Buffer.from(text)), 'a')).not.toBe('email');
  });

  test('a mailbox holds several, also where a letter has the word at the beginning of a line', async () => {
    const postmark = 'From ana@example.com Wed Jan  1 10:00:00 2025\n';
    const mails = ['PAGE 1\nFrom now on 10:00 it fails', 'PAGE 2'].map((text) => writeMail(textPart(text)));
    const bytes = Buffer.concat(mails.flatMap((mail) => [Buffer.from(postmark), mail, Buffer.from('\n')]));
    for (const once of [false, true]) {
      const { read } = await readBytes(bytes, {}, once);
      expect(Object.keys(read)).toEqual(['a!/1.eml!/body.txt', 'a!/2.eml!/body.txt']);
      expect(read['a!/1.eml!/body.txt']).toContain('it fails');
    }
  });
});

describe('the letter', () => {
  const encoded = (body: Buffer | string, type: string, encoding: string) =>
    writeMail({ header: [`Content-Type: ${type}`, `Content-Transfer-Encoding: ${encoding}`], body });
  const japanese = Buffer.from('PAGE \x1b$B4d\x1b(B', 'latin1');

  test.each([
    [
      'quoted-printable',
      encoded('PAGE =C3=A4 soft=\r\n break', 'text/plain; charset=utf-8', 'quoted-printable'),
      'PAGE ä soft break',
    ],
    ['base64', encoded(Buffer.from('PAGE ä').toString('base64'), 'text/plain; charset="utf-8"', 'base64'), 'PAGE ä'],
    ['ISO-2022-JP', encoded(japanese, 'text/plain; charset=ISO-2022-JP', '7bit'), 'PAGE 岩'],
    ['ISO-2022-JP that nobody states', encoded(japanese, 'text/plain', '7bit'), 'PAGE 岩'],
    ['Latin-1', encoded(Buffer.from('PAGE \xe4', 'latin1'), 'text/plain; charset=iso-8859-1', '8bit'), 'PAGE ä'],
    ['UTF-8 that is stated as ASCII', encoded('PAGE ä', 'text/plain; charset=us-ascii', '8bit'), 'PAGE ä'],
    ['UTF-8 that is stated as Japanese', encoded('PAGE ä', 'text/plain; charset=shift_jis', '8bit'), 'PAGE ä'],
    ['an encoding that does not exist', encoded('PAGE ä', 'text/plain; charset=x-nonsense', '8bit'), 'PAGE ä'],
  ])('is read in %s', async (_, bytes, text) => {
    expect((await readBytes(bytes)).read).toEqual({ 'a!/body.txt': text });
  });

  test('any chunk size gives the same', async () => {
    const text = 'PAGE =C3=A4=\r\n--no-boundary\r\n--b-not\r\nend';
    const part = {
      header: ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable'],
      body: text,
    };
    const bytes = writeMail(multipart('mixed', [part, filePart('f', `PAGE ${'x'.repeat(200_000)}`)], 'b'));
    const whole = (await readBytes(bytes)).read;
    expect(whole['a!/body.txt']).toBe('PAGE ä--no-boundary\r\n--b-not\r\nend');
    expect(whole['a!/f']?.length).toBe(200_005);
    for (const chunkBytes of [1, 3, 64]) expect((await readBytes(bytes, {}, true, chunkBytes)).read).toEqual(whole);
  });

  test('HTML comes as people see it: rows of tables, no link targets, no hidden text', async () => {
    const html =
      '<html><head><title>no</title><style>no</style></head><body><p>PAGE</p><!-- no -->' +
      '<table><tr><td><p>Threat Response:</p></td><td>Enabled</td></tr><tr><td>a&nbsp;&auml;</td><td>b &gt; c</td></tr></table>' +
      '<a href="https://no.example.com">Edit Settings</a><br><script>no("</p>")</script><blockquote>said before</blockquote></body></html>';
    expect((await readBytes(writeMail(textPart(html, 'text/html; charset=utf-8')))).read).toEqual({
      'a!/body.txt': 'PAGE\n\nThreat Response:\tEnabled\na ä\tb > c\nEdit Settings\n> said before',
    });
  });

  test('a table that only arranges the mail is no row', async () => {
    const inner = '<table><tr><td>Eventing</td><td>off</td></tr></table>';
    const html = `<table><tr><td>PAGE ${'long '.repeat(80)}${inner}</td><td>side</td></tr></table>`;
    expect((await readBytes(writeMail(textPart(html, 'text/html; charset=utf-8')))).read['a!/body.txt']).toMatch(
      /long\nEventing\toff\nside$/,
    );
  });

  const html = (text: string) => textPart(text, 'text/html; charset=utf-8');
  test.each([
    ['once where both say the same', [textPart('PAGE on'), html('<b>PAGE</b> on')], ['PAGE on']],
    ['as HTML where only that says all', [textPart('PAGE'), html('<b>PAGE</b> on')], ['PAGE on']],
    ['twice where each says something else', [textPart('PAGE on'), html('PAGE <b>off</b>')], ['PAGE on', 'PAGE off']],
  ])('with alternatives is read %s', async (_, parts, expected) => {
    expect(Object.values((await readBytes(writeMail(multipart('alternative', parts)))).read)).toEqual(expected);
  });
});

describe('what is not read is told', () => {
  test('encrypted by S/MIME or PGP, and a part that is elsewhere', async () => {
    const smime = filePart('smime.p7m', 'xx', 'application/pkcs7-mime; smime-type=enveloped-data');
    const pgp = multipart('encrypted', [filePart('version.asc', 'Version: 1', 'application/pgp-encrypted')], 'pgp');
    const inline = textPart('hello\n-----BEGIN PGP MESSAGE-----\nxx');
    const partial = { header: ['Content-Type: message/partial; number=1'], body: 'PAGE' };
    const told = await readBytes(writeMail(multipart('mixed', [smime, pgp, inline, partial, filePart('z', one)])));
    expect(told.notes).toEqual([
      'mail-encrypted @a!/smime.p7m',
      'mail-encrypted @a!/encrypted',
      'mail-encrypted @a!/body.txt',
      'mail-elsewhere @a!/elsewhere',
    ]);
    expect(told.read).toEqual({ 'a!/z': one });
    expect(statusOf(told, 'a')).toBe('partial');
  });

  test('winmail.dat is named, a signature is nothing to read', async () => {
    const tnef = filePart('winmail.dat', Buffer.from([0x78, 0x9f, 0x3e, 0x22, 1, 0]));
    const signature = filePart('smime.p7s', 'xx', 'application/pkcs7-signature');
    const told = await readBytes(writeMail(multipart('signed', [tnef, signature])));
    expect(told.notes).toEqual(['archive-not-read @a!/winmail.dat']);
  });

  test('a mail that is cut: what came before is read, and nothing of it is called whole', async () => {
    const parts = [textPart('PAGE letter'), filePart('a', one), filePart('b', `PAGE ${'b'.repeat(3000)}`)];
    const bytes = writeMail(multipart('mixed', parts));
    const told = await readBytes(bytes.subarray(0, bytes.length - 2000));
    expect(told.notes).toEqual(['mail-cut @a', 'entry-cut @a!/b']);
    expect(told.read).toMatchObject({ 'a!/body.txt': 'PAGE letter', 'a!/a': one });
    expect(statusOf(told, 'a!/b')).toBe('partial');
    expect(told.upload.artifacts.find(({ id }) => id === 'a')?.isCut).toBe(true);
  });

  test('a cut at any byte is told, unless the letter was the last', async () => {
    const bytes = writeMail(multipart('mixed', [textPart('PAGE letter'), filePart('a', one)]));
    const body = bytes.indexOf('\r\n\r\n') + 4;
    const end = bytes.lastIndexOf('--=_mixed--') + '--=_mixed--'.length;
    for (let at = body; at < end; at++) {
      const { notes } = await readBytes(bytes.subarray(0, at));
      expect(notes.join(), `cut at ${at}`).toMatch(/mail-cut/);
    }
  });

  test.each([
    [
      'parts that are nowhere',
      Buffer.from(
        writeMail(multipart('mixed', [filePart('a', one)]))
          .toString()
          .replaceAll('--=_mixed', '--other'),
      ),
      'mail-broken',
    ],
    ['no boundary', writeMail({ header: ['Content-Type: multipart/mixed'], body: one }), 'mail-broken'],
    [
      'text behind the last part',
      Buffer.concat([writeMail(multipart('mixed', [textPart(one)])), Buffer.from('PAGE two')]),
      'archive-junk',
    ],
    [
      'base64 that is none',
      writeMail(multipart('mixed', [{ ...filePart('a', one), body: 'UEFHRSBv!!!bmU=' }])),
      'entry-broken',
    ],
  ])('%s', async (_, bytes, code) => {
    expect((await readBytes(bytes)).notes.join()).toContain(code);
  });
});

test.each([
  ['filename="=?utf-8?B?w6QudHh0?="', 'ä.txt'],
  ["filename*0*=utf-8''%C3%A4; filename*1=b.txt", 'äb.txt'],
  ['filename="../../etc/passwd"', '../../etc/passwd'],
])('a name as %s is a label', async (disposition, name) => {
  const part = { header: ['Content-Type: text/plain', `Content-Disposition: attachment; ${disposition}`], body: one };
  expect((await readBytes(writeMail(multipart('mixed', [part])))).read).toEqual({ [`a!/${name}`]: one });
});

test('the limits of the upload hold in mails', async () => {
  const bytes = writeMail(
    multipart(
      'mixed',
      [1, 2, 3].map((n) => filePart(`f${n}`, `PAGE ${n}`)),
    ),
  );
  const few = await readBytes(bytes, { entries: 2 });
  expect(Object.keys(few.read)).toEqual(['a!/f1', 'a!/f2']);
  expect(few.notes).toEqual(['limit-reached entries @a']);
  const small = await readBytes(bytes, { 'upload-bytes': 8 });
  expect(small.notes).toContain('limit-reached upload-bytes @a!/f2');
});
