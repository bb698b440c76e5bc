// A case as customers send it, through the program as it is shipped: a zip in a tar.gz, half of it cut off, names in
// several encodings, a bomb, a password, a link. Everything that can be read is, and everything else is named.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.js';
import { writeTar } from '../intake/write-tar.js';
import { writeZip, zipOf } from '../intake/write-zip.js';
import { root } from '../meta/source-files.js';

const page = readFileSync(`${root}test/cli/inputs/mixed/sse-page.txt`);
const capture = '{"log":{"version":"1.2","creator":{"name":"t","version":"1"},"entries":[]}}';
const shiftJis = Buffer.from('93fa967b8cea838d834f2e747874', 'hex');

const cut = zipOf({ 'first.txt': page, 'second.txt': 'x'.repeat(5000) });
const inner = writeZip([
  { name: 'grün.txt', data: 'note', flags: 0x800 },
  { name: Buffer.from('gr\x81n.txt', 'latin1'), data: 'note two' },
  { name: shiftJis, data: 'note three' },
  { name: '../../\x1b[2Jevil\u202etxt.exe', data: 'note four' },
  { name: 'secret.har', data: capture, flags: 1 },
  { name: 'link', data: '/etc/passwd', method: 0, mode: 0o120777 },
  { name: 'bomb.log', data: Buffer.alloc(12 << 20, '0') },
  { name: 'old.7z', data: Buffer.from('7z\xbc\xaf\x27\x1c rest', 'latin1') },
  { name: 'capture.zip', data: capture },
  { name: 'cut.har', data: cut.subarray(0, cut.length - 90) },
]).bytes;
const nasty = gzipSync(
  writeTar([
    { name: 'logs/page.txt.gz', data: gzipSync(page) },
    { name: 'again.txt', data: page },
    { name: 'inner.docx', data: Buffer.concat([Buffer.from('MZ\0junk'), inner]) },
    { name: 'fifo', type: '6' },
  ]).subarray(0, -700),
);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(`${tmpdir()}/esa-triage-`);
  writeFileSync(`${folder}/case.tgz`, nasty);
  writeFileSync(`${folder}/page.txt`, page);
  writeFileSync(`${folder}/whole.zip`, zipOf({ 'page.txt': page }));
  writeFileSync(
    `${folder}/locked.zip`,
    writeZip([
      { name: 'page.txt', data: page },
      { name: 'secret', data: capture, flags: 1 },
    ]).bytes,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: string[]): { stdout: string; code: number } {
  try {
    const stdout = execFileSync(process.execPath, [`${root}dist/cli.js`, ...args], { cwd: folder, encoding: 'utf8' });
    return { stdout, code: 0 };
  } catch (error) {
    const { stdout, status } = error as { stdout: string; status: number };
    return { stdout, code: status };
  }
}

const report = (...args: string[]) => JSON.parse(run(...args, '--format', 'json').stdout) as Report;

describe('a nasty case', () => {
  test('everything is read or named', () => {
    const { artifacts, diagnostics } = report('case.tgz');
    const within = 'case.tgz!/case.tar!/';
    const listed = Object.fromEntries(artifacts.map(({ id, kind, status }) => [id, `${kind} ${status}`]));
    expect(listed).toMatchObject({
      'case.tgz': 'archive ok',
      'case.tgz!/case.tar': 'archive partial',
      [`${within}again.txt`]: 'page-text ok',
      [`${within}logs/page.txt.gz!/page.txt`]: 'page-text ok',
      [`${within}inner.docx`]: 'archive partial',
      [`${within}inner.docx!/grün.txt`]: 'text ignored',
      [`${within}inner.docx!/grün.txt#2`]: 'text ignored',
      [`${within}inner.docx!/日本語ログ.txt`]: 'text ignored',
      [`${within}inner.docx!/bomb.log`]: 'text partial',
      [`${within}inner.docx!/old.7z`]: 'archive unreadable',
      [`${within}inner.docx!/capture.zip`]: 'har ok',
      [`${within}inner.docx!/cut.har`]: 'archive partial',
      [`${within}inner.docx!/cut.har!/first.txt`]: 'page-text ok',
      [`${within}inner.docx!/cut.har!/second.txt`]: 'text ignored',
    });
    const told = diagnostics.map(({ code, artifact }) => `${code} ${artifact?.slice(within.length) ?? ''}`);
    for (const one of [
      'archive-cut ',
      'skipped-not-a-file fifo',
      'archive-junk inner.docx',
      'entry-encrypted inner.docx!/secret.har',
      'skipped-not-a-file inner.docx!/link',
      'limit-reached inner.docx!/bomb.log',
      'archive-not-read inner.docx!/old.7z',
      'archive-broken inner.docx!/cut.har',
    ]) {
      expect(told).toContain(one);
    }
  });

  test('the table names it too, and no control leaves', () => {
    const { stdout, code } = run('case.tgz', '--all');
    expect(code).toBe(3);
    expect(stdout).toContain('secret.har');
    expect(stdout).not.toMatch(/\p{Cf}|(?!\n)\p{Cc}/u);
  });

  test('limits are moved by the call', () => {
    const told = report('case.tgz', '--limit', 'nesting=2').diagnostics.filter(({ code }) => code === 'limit-reached');
    expect(told.map(({ artifact }) => artifact)).toEqual([
      'case.tgz!/case.tar!/inner.docx',
      'case.tgz!/case.tar!/logs/page.txt.gz',
    ]);
    expect(told[0]?.message).toContain('nesting');
  });
});

describe('what was not read keeps open what rests on nothing being there', () => {
  const verdicts = (file: string) =>
    report(file).findings.map(({ ruleId, verdict, subject }) => `${ruleId} ${subject?.id} ${verdict}`);

  test('an archive that was read whole judges as its files do', () => {
    expect(verdicts('whole.zip')).toEqual(verdicts('page.txt'));
  });

  test('an entry with a password blocks as an unread file does', () => {
    const known = new Set(verdicts('whole.zip'));
    const changed = verdicts('locked.zip').filter((one) => !known.has(one));
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.filter((one) => !one.endsWith(' open'))).toEqual([]);
  });
});
