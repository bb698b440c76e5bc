// The same document in every encoding that can hold it gives the same facts, whatever it says of its own encoding; and
// where the encoding is a guess, the report says which one was taken.
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.js';
import { reportOf } from '../near-misses/whole-case.js';
import { captureOf, moduleList } from '../specimens/capture-specimens.js';
import { type EncodingName, encode, encodings } from '../specimens/encode.js';
import { machine, management, standaloneExport } from '../specimens/export-specimens.js';
import { applianceSpecimen } from '../specimens/page-specimens.js';

const unicode = encodings.filter((one) => one.startsWith('utf-'));
const western: readonly EncodingName[] = ['iso-8859-1', 'windows-1252'];
const japanese: readonly EncodingName[] = ['shift_jis', 'euc-jp', 'iso-2022-jp'];

function exportNamed(name: string): string {
  return standaloneExport({ ...machine, interfaces: [management, { name, port: 'Data 1', http: '6080' }] });
}

function captureNamed(name: string): string {
  const module = { id: '0a000000-0000-4000-8000-000000000001', name, enabled: false, state: 'disabled' };
  return captureOf([moduleList('EU', [module])]);
}

/** Dashes and dots that only some encodings have. */
const page = (language: 'en' | 'pt' | 'de' | 'ja') =>
  applianceSpecimen(language, 'rejected').text.replaceAll('—', '-').replaceAll('…', '...').replaceAll('©', '(c)');

interface Kind {
  readonly text: string;
  /** Beyond ASCII, and part of what is reported: it shows that the text was understood. */
  readonly word: string;
  readonly others: readonly EncodingName[];
}

const kinds: Readonly<Record<string, Kind>> = {
  'export de': { text: exportNamed('Größe Süd'), word: 'Größe Süd', others: western },
  'export ja': { text: exportNamed('東京オフィスのインターフェイス'), word: '東京オフィス', others: japanese },
  'page en': { text: `${page('en')}\n© Cisco Systems`, word: 'invalid or expired token', others: western },
  'page pt': { text: page('pt'), word: 'inválido ou expirado', others: western },
  'page de': { text: page('de'), word: 'ungültigen oder abgelaufenen', others: western },
  'page ja': { text: page('ja'), word: '無効または期限切れ', others: japanese },
  'capture pt': { text: captureNamed('Módulo de segurança, não só em São Paulo'), word: 'Módulo', others: western },
  'capture ja': { text: captureNamed('東京オフィスのメールモジュール'), word: '東京オフィス', others: japanese },
};

/** What was understood, without what differs by nature: sizes, hashes and bytes of the file, and notes on its encoding. */
function understood({ findings, symptoms, contradictions, asks, case: of }: Report): string {
  const json = JSON.stringify({ findings, symptoms, contradictions, asks, of }, null, 1);
  return json.replace(/"byteOffset": \d+/g, '"byteOffset": 0');
}

const codesOf = ({ diagnostics }: Report) => diagnostics.map(({ code }) => code);

describe.each(Object.entries(kinds))('%s', (_, { text, word, others }) => {
  test.each([...unicode, ...others])('in %s', async (encoding) => {
    const reference = await reportOf({ document: text });
    expect(understood(reference)).toContain(word);
    const bytes = encode(text, encoding);
    if (bytes === undefined) throw new Error(`${encoding} does not hold the text`);
    const report = await reportOf({ document: bytes });
    expect(understood(report)).toBe(understood(reference));
    expect(report.artifacts[0]?.status).not.toBe('unreadable');
    const isDeclared = text.startsWith('<?xml');
    const mayGuess = others.includes(encoding) && !isDeclared;
    expect(codesOf(report).includes('encoding-guessed')).toBe(mayGuess);
    // The export says ISO-8859-1 of itself.
    const isTrue = !isDeclared || western.includes(encoding);
    expect(codesOf(report).includes('encoding-contradicted')).toBe(!isTrue);
    expect(codesOf(report)).not.toContain('encoding-replaced');
  });
});

describe('damage', () => {
  const text = page('pt');
  const utf8 = Buffer.from(text);

  test('one byte in UTF-8 costs one character, and is told', async () => {
    const at = utf8.indexOf('ç');
    const report = await reportOf({ document: Buffer.concat([utf8.subarray(0, at), utf8.subarray(at + 1)]) });
    expect(understood(report)).toContain('inválido');
    expect(codesOf(report)).toContain('encoding-replaced');
    expect(codesOf(report)).not.toContain('encoding-guessed');
  });

  test('a text that ends within a character is told', async () => {
    const report = await reportOf({ document: Buffer.concat([utf8, Buffer.from([0xc3])]) });
    expect(codesOf(report)).toContain('encoding-replaced');
  });

  test('a guess names the encoding that was taken', async () => {
    const report = await reportOf({ document: encode(page('ja'), 'shift_jis') ?? utf8 });
    const guess = report.diagnostics.find(({ code }) => code === 'encoding-guessed');
    expect(guess?.message).toContain('Shift_JIS');
  });

  test('a capture with one byte beyond UTF-8 stays UTF-8', async () => {
    const capture = Buffer.from(captureNamed('Módulo São Paulo ~'));
    capture[capture.indexOf('~')] = 0xe9;
    const report = await reportOf({ document: capture });
    expect(understood(report)).toContain('Módulo São Paulo');
    expect(codesOf(report)).toContain('har-text-replaced');
  });

  test('an accent that comes late decides as well as an early one', async () => {
    const long = `${'A line that says nothing.\n'.repeat(4000)}\n${text}`;
    const [late, reference] = await Promise.all([
      reportOf({ document: encode(long, 'iso-8859-1') ?? utf8 }),
      reportOf({ document: long }),
    ]);
    expect(understood(late)).toBe(understood(reference));
  });
});
