// Nothing of an upload or of a rule pack can drive a terminal, turn text around, hide in it or break a format: sequences,
// bidi and zero-width characters, and strings that are known to make trouble, in every place that reports tell of.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { zipOf } from '../intake/write-zip.js';
import { root } from '../meta/source-files.js';
import { captureOf, emailModule, moduleError, moduleList, tileData, tileList } from '../specimens/capture-specimens.js';
import { machine, management, standaloneExport } from '../specimens/export-specimens.js';
import { applianceSpecimen } from '../specimens/page-specimens.js';
import { formats, invocations, said } from './every-output.js';
import { type Files, writeFiles } from './planted-case.js';

const harm = [
  '\u001b[2J\u001b[31mred',
  '\u001b]0;title\u0007',
  '\u001b]8;;https://evil.example.com\u001b\\link\u001b]8;;\u001b\\',
  '\u001bP1$r\u001b\\',
  '\u009b31m\u009d0;x\u009c',
  '\u202egnp.exe\u202c',
  '\u2066isolate\u2069',
  'ze\u200bro\u200dwi\u2060dth\ufeff',
  'so\u00adft\u180e',
  '\u{e0041}\u{e0042}tags',
  'li\u2028ne\u2029s',
  '\u0000\u0008\u007f',
  '<img src=x onerror=alert(1)>',
  "=cmd|' /C calc'!A0",
  '@SUM(1+1)*cmd|x',
  '`id` $(id) %n%s {{7*7}} #{7*7}',
  ']]> <!-- --> </script>',
  '| a | b | [link](javascript:alert(1)) *x* # y',
];

const corpus = resolve(process.env.TRIAGE_CORPUS ?? '../shared/corpus', 'blns', 'blns.json');
const isThere = existsSync(corpus);
if (!isThere) process.stderr.write(`SKIPPED: no naughty strings at ${corpus}; set TRIAGE_CORPUS\n`);
const naughty: readonly string[] = isThere ? JSON.parse(readFileSync(corpus, 'utf8')) : [];

/** What each format may never hold. A new one needs its own check, or it fails here. */
const checks: Readonly<Record<string, (text: string) => void>> = {
  table: (text) => expect(text.replaceAll('\n', '')).not.toMatch(unseen),
  json(text) {
    expect(text.replaceAll('\n', '')).not.toMatch(unseen);
    expect(JSON.parse(text)).toBeTypeOf('object');
  },
};
/** Controls, format characters, separators, half characters, tags. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

function checkOf(format: string): (text: string) => void {
  const check = checks[format];
  if (check === undefined) throw new Error(`say in ${import.meta.filename} what ${format} may never hold`);
  return check;
}

/** Every string in each place that reports tell of. */
function hostileFiles(strings: readonly string[]): Files {
  const page = applianceSpecimen('en', 'rejected').text;
  const modules = strings.map((name, at) => ({ id: `0a000000-0000-4000-8000-${String(at).padStart(12, '0')}`, name }));
  const log = readFileSync('samples/blocked-by-firewall/upload/ctr_logs/ctr_logs.current', 'utf8').split('\n');
  const xml = standaloneExport({
    ...machine,
    hostname: 'HOST',
    interfaces: strings.map((name) => ({ ...management, name: escaped(name), hostname: escaped(name) })),
  });
  const names = strings.map((name) => name.replaceAll('\u0000', '_').replace(/[/\\]/g, '_').slice(0, 60));
  return {
    'capture.har': captureOf([
      moduleList('EU', modules),
      tileList('EU', emailModule, strings.join(' ')),
      ...strings.map((told) =>
        tileData('EU', emailModule, 'last-hour', moduleError(emailModule, `E4017: ${told}`), 401),
      ),
    ]),
    'config.xml': xml,
    'ctr_logs.current': strings.map((told, at) => `${log[at % log.length]} ${told.replace(/[\r\n]/g, ' ')}`).join('\n'),
    'page.txt': page
      .split('\n')
      .map((line, at) => `${line} ${strings[at % strings.length]}`)
      .join('\n'),
    'case.zip': zipOf(Object.fromEntries(names.map((name, at) => [`${at}/${name}.txt`, page]))),
    ...Object.fromEntries(names.filter((name) => name.trim() !== '').map((name, at) => [`${at} ${name}`, ''])),
  };
}

function escaped(text: string): string {
  return text.replace(/[<>&]/g, (char) => `&#${char.charCodeAt(0)};`);
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'esa-triage-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each([
  ['terminal sequences and hidden characters', harm],
  ...(isThere ? [['naughty strings', naughty.filter((one) => one.length < 200)] as const] : []),
] as const)('%s', (name, strings) => {
  const cwd = () => join(folder, name);

  test('reach no output, and break no format', async () => {
    mkdirSync(join(cwd(), 'upload'), { recursive: true });
    writeFiles(join(cwd(), 'upload'), hostileFiles(strings));
    writeFiles(cwd(), { 'capture.har': hostileFiles(strings)['capture.har'] ?? '' });
    const given = { paths: ['upload'], capture: 'capture.har', rules: ['sse/device-offline'] };
    const all = await invocations(given);
    // What folds nothing shows them all; hundreds of strings through every flag would only take longer.
    let json = '';
    for (const { args, format, verb } of strings === harm ? all : all.filter(({ flags }) => flags.includes('--all'))) {
      const { stdout, stderr } = await said(args, { cwd: cwd() });
      if (verb === 'analyze' && format === 'json') json = stdout;
      checkOf(format ?? 'table')(stdout);
      expect(stderr.replaceAll('\n', '')).not.toMatch(unseen);
    }
    // They were there: what is harmless of them is told.
    expect(json).toContain(name.startsWith('naughty') ? 'hasOwnProperty' : 'gnp.exe');
  }, 120_000);

  test('written files hold none, and are named as asked', async () => {
    const files = formats.map((format) => `report.${format}`);
    await said(['upload', ...formats.flatMap((format) => ['--format', `${format}=report.${format}`])], { cwd: cwd() });
    expect(
      readdirSync(cwd())
        .filter((file) => file.startsWith('report'))
        .sort(),
    ).toEqual(files.sort());
    for (const format of formats) checkOf(format)(readFileSync(join(cwd(), `report.${format}`), 'utf8'));
  });
});

test('what was typed is told, and harms nobody', async () => {
  for (const told of harm) {
    for (const args of [
      [told],
      [`--${told}`],
      ['x', '--only', told],
      ['x', '--state', told],
      ['x', '--zone', `${told}=UTC`],
      ['x', '--lang', told],
      ['x', '-o', `${told}.pdf`],
      ['x', '--case-key', told],
      ['explain', told, 'x'],
      ['rules', told],
      ['rules', 'show', told],
      ['samples', told],
    ]) {
      const { stdout, stderr, code } = await said(args, { cwd: folder });
      expect(code).toBe(2);
      expect(stdout).toBe('');
      expect(stderr.replaceAll('\n', '')).not.toMatch(unseen);
    }
  }
});

describe('a pack of rules', () => {
  test.each(['list', 'show', 'lint', 'test'])(
    'that is refused, for its keys, texts and names: rules %s',
    async (verb) => {
      const pack = join(folder, 'refused');
      const rule = (text: string) => JSON.stringify({ title: { en: text }, level: text, [text]: 1 });
      writeFiles(pack, Object.fromEntries(harm.map((text, at) => [`x/hostile-${at}.yaml`, rule(text)])));
      writeFiles(pack, {
        'x/\u001b[2J\u202e.yaml': rule('x'),
        'pack.yaml': JSON.stringify({ name: harm.join(''), x: 1 }),
      });
      const more = verb === 'show' ? ['sse/eventing-off'] : [];
      const { stdout, stderr, code } = await said(['rules', verb, ...more, '--rules', pack], { cwd: folder });
      expect(code).toBe(2);
      expect((stdout + stderr).replaceAll('\n', '')).not.toMatch(unseen);
      for (const at of harm.keys()) expect(stderr).toContain(`hostile-${at}.yaml:1: the file has the unknown key`);
    },
  );

  test('that is taken: its words, in every command and format', async () => {
    const pack = join(folder, 'taken');
    const text = harm.filter((one) => !/[{}]/.test(one)).join(' ');
    const words = (value: unknown, key: string): unknown =>
      Array.isArray(value)
        ? value.map((one) => words(one, key))
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, words(one, name)]))
          : ['en', 'pt', 'de', 'ja', 'name', 'title', 'source'].includes(key)
            ? text
            : value;
    const rule = parse(readFileSync(`${root}rules/sse/eventing-off.yaml`, 'utf8'));
    const failWhen = { any: [rule.failWhen, { fact: 'sse.account.region', eq: harm.join(' ') }] };
    writeFiles(pack, { 'x/hostile.yaml': JSON.stringify({ ...(words(rule, '') as object), failWhen }) });
    writeFiles(folder, { 'page.txt': applianceSpecimen('en', 'rejected').text });
    for (const [format, args] of [
      ['table', ['rules', 'list']],
      ['table', ['rules', 'show', 'x/hostile']],
      ['table', ['rules', 'lint']],
      ['table', ['rules', 'test', 'x/hostile']],
      ['table', ['explain', 'x/hostile', 'page.txt', '--all']],
      ...formats.map((one) => [one, ['page.txt', '--format', one, '--all']] as const),
    ] as const) {
      const { stdout, stderr } = await said([...args, '--rules', pack], { cwd: folder });
      checkOf(format)(stdout);
      expect(stderr).toBe('');
      expect(stdout).toContain('x/hostile');
    }
  });
});
