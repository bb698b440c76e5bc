import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DecodeOutcome, decodeStream, sniffEncoding } from '../../../src/text/encoding/decode.js';
import { SNIFF_BYTES } from '../../../src/text/encoding/sniff-encoding.js';

async function* stream(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

async function decodeAll(chunks: readonly Uint8Array[]): Promise<{ text: string; outcome: DecodeOutcome }> {
  const decoded = decodeStream(stream(chunks));
  let text = '';
  for await (const part of decoded) text += part;
  return { text, outcome: decoded.outcome };
}

function cutAt(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  let at = 0;
  for (let index = 0; at < bytes.length; index += 1) {
    const size = sizes[index % sizes.length] ?? 1;
    chunks.push(bytes.subarray(at, at + size));
    at += size;
  }
  return chunks;
}

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
// 登録トークンが無効です
const SHIFT_JIS = Buffer.from('936f985e8367815b834e839382aa96b38cf882c582b7', 'hex');
const EUC_JP = Buffer.from('c5d0cfbfa5c8a1bca5afa5f3a4acccb5b8fa a4c7a4b9'.replace(/ /g, ''), 'hex');
const ISO_2022_JP = Buffer.from('\u001b$BEPO?%H!<%/%s\u001b(B ok', 'latin1');
const GERMAN =
  'Die Registrierung ist aufgrund eines ungültigen oder abgelaufenen Tokens fehlgeschlagen. Größe, Straße, für, über.';
const PORTUGUESE = 'Falha no registro devido a um token inválido ou expirado. Não foi possível concluir a operação.';
const xml = (encoding: string, body: string): string =>
  `<?xml version="1.0" encoding="${encoding}"?>\n<config><c>${body}</c></config>`;

describe('sniffEncoding', () => {
  it.each<[string, Buffer, string, string, number]>([
    ['empty', Buffer.alloc(0), 'utf-8', 'utf-8-valid', 0],
    ['ascii', latin1('abc'), 'utf-8', 'utf-8-valid', 0],
    ['utf-8', Buffer.from('ação 登録'), 'utf-8', 'utf-8-valid', 0],
    ['utf-8 bom', Buffer.from('\ufeffabc'), 'utf-8', 'bom', 3],
    ['utf-16le bom', Buffer.from('\ufeffa', 'utf16le'), 'utf-16le', 'bom', 2],
    ['utf-16be bom', utf16be('\ufeffa'), 'utf-16be', 'bom', 2],
    ['utf-16le', Buffer.from('{"log":1}', 'utf16le'), 'utf-16le', 'nul-pattern', 0],
    ['utf-16be', utf16be('{"log":1}'), 'utf-16be', 'nul-pattern', 0],
    ['latin-1 by declaration', latin1(xml('ISO-8859-1', 'Größe')), 'iso-8859-1', 'declaration', 0],
    ['latin-1 by declaration, still ascii', latin1(xml('ISO-8859-1', 'x')), 'iso-8859-1', 'declaration', 0],
    [
      'after a pasted prompt',
      latin1(`esa.example.com> showconfig\r\n${xml('iso-8859-1', 'ü')}`),
      'iso-8859-1',
      'declaration',
      0,
    ],
    ['html', latin1('<html><meta charset="shift_jis">'), 'shift_jis', 'declaration', 0],
    ['shift_jis', SHIFT_JIS, 'shift_jis', 'detected', 0],
    ['euc-jp', EUC_JP, 'euc-jp', 'detected', 0],
    ['iso-2022-jp', ISO_2022_JP, 'iso-2022-jp', 'detected', 0],
    ['german', latin1(GERMAN), 'iso-8859-1', 'detected', 0],
    ['portuguese', latin1(PORTUGUESE), 'iso-8859-1', 'detected', 0],
  ])('%s', (_, bytes, encoding, basis, bomBytes) => {
    expect(sniffEncoding(bytes)).toMatchObject({ encoding, basis, bomBytes, notes: [] });
  });

  it('takes one accent as western', () => {
    expect(['iso-8859-1', 'windows-1252']).toContain(sniffEncoding(latin1('für')).encoding);
    expect(['iso-8859-1', 'windows-1252']).toContain(sniffEncoding(latin1('caf\u00e9')).encoding);
  });

  it('believes the bytes when the declaration contradicts them', () => {
    expect(sniffEncoding(Buffer.from(xml('ISO-8859-1', 'Größe')))).toMatchObject({
      encoding: 'utf-8',
      basis: 'utf-8-valid',
      notes: ['declarationContradicted'],
    });
    const wrong = sniffEncoding(latin1(xml('UTF-8', GERMAN)));
    expect(wrong).toMatchObject({ encoding: 'iso-8859-1', notes: ['declarationContradicted'] });
    expect(sniffEncoding(latin1(xml('x-unheard-of', 'a'))).notes).toEqual(['declarationUnsupported']);
  });

  it('says so when a wider text declares another encoding', () => {
    const bytes = Buffer.from(xml('ISO-8859-1', 'x'), 'utf16le');
    expect(sniffEncoding(bytes)).toMatchObject({ encoding: 'utf-16le', notes: ['declarationContradicted'] });
    expect(sniffEncoding(Buffer.from(xml('UTF-16', 'x'), 'utf16le')).notes).toEqual([]);
    expect(sniffEncoding(Buffer.from(`\ufeff${xml('ISO-8859-1', 'x')}`)).notes).toEqual(['declarationContradicted']);
  });

  it('believes Japanese more than a declaration that fits any bytes', () => {
    const bytes = Buffer.concat([latin1(xml('ISO-8859-1', '')), SHIFT_JIS]);
    expect(sniffEncoding(bytes)).toMatchObject({ encoding: 'shift_jis', notes: ['declarationContradicted'] });
  });

  it("takes the charset of a mail's header as a hint only", () => {
    const header = 'Subject: x\r\nContent-Type: text/plain; charset="windows-1250"\r\n\r\n';
    const czech = Buffer.concat([latin1(header), Buffer.from([0x8a, 0x9e, 0xf8])]);
    expect(sniffEncoding(czech)).toMatchObject({ encoding: 'windows-1250', basis: 'declaration' });
    expect(sniffEncoding(Buffer.from(`${header}Größe`))).toMatchObject({ encoding: 'utf-8', notes: [] });
  });

  it('does not take what JSON holds for its declaration', () => {
    const json = JSON.stringify({ text: "<?xml version='1.0' encoding='shift_jis'?>" });
    expect(sniffEncoding(latin1(json))).toMatchObject({ encoding: 'utf-8', basis: 'utf-8-valid' });
  });

  it('tells wide Japanese by its line ends, and takes no binary for it', () => {
    const text = '登録トークンが無効です。もう一度お試しください。\n確認してください。\n';
    expect(sniffEncoding(Buffer.from(text, 'utf16le'))).toMatchObject({ encoding: 'utf-16le', basis: 'nul-pattern' });
    expect(sniffEncoding(utf16be(text))).toMatchObject({ encoding: 'utf-16be', basis: 'nul-pattern' });
    const binary = Buffer.from('0a1f00d2e1c4003b7fd0e0990012aa5b00c3d1e7f2', 'hex');
    expect(sniffEncoding(binary).encoding).not.toMatch(/^utf-16/);
  });

  it('looks for the statistics where the accents are', () => {
    const bytes = latin1(`${'a line of plain words\n'.repeat(2000)}${GERMAN}`);
    expect(sniffEncoding(bytes)).toMatchObject({ encoding: 'iso-8859-1', basis: 'detected' });
  });

  it('keeps UTF-8 that a few bytes have damaged', () => {
    const bytes = Buffer.concat([Buffer.from('ação, não, está, também, é'), Buffer.from([0xff]), Buffer.from('fim')]);
    expect(sniffEncoding(bytes)).toMatchObject({ encoding: 'utf-8', notes: ['damagedUtf8'] });
  });

  it('accepts a head that ends within a character', () => {
    const bytes = Buffer.from(`${'á'.repeat(10)}登`);
    expect(sniffEncoding(bytes.subarray(0, -1))).toMatchObject({ encoding: 'utf-8', notes: [] });
  });
});

describe('decodeStream', () => {
  const samples: [string, Buffer, string][] = [
    ['utf-8', Buffer.from('a ção 登録 😀'), 'a ção 登録 😀'],
    ['utf-8 bom', Buffer.from('\ufeffa 登録'), 'a 登録'],
    ['utf-16le', Buffer.from('\ufeffa 登録 😀', 'utf16le'), 'a 登録 😀'],
    ['utf-16be', utf16be('\ufeffa 登録 😀'), 'a 登録 😀'],
    ['latin-1', latin1(xml('ISO-8859-1', GERMAN)), xml('ISO-8859-1', GERMAN)],
    ['windows-1252', Buffer.from([0x93, 0x66, 0xfc, 0x72, 0x94, 0x20, 0x80]), '“für” €'],
    ['shift_jis', SHIFT_JIS, '登録トークンが無効です'],
    ['euc-jp', EUC_JP, '登録トークンが無効です'],
    ['iso-2022-jp', ISO_2022_JP, '登録トークン ok'],
  ];

  it.each(samples)('%s', async (_, bytes, expected) => {
    const { text, outcome } = await decodeAll([bytes]);
    expect(text).toBe(expected);
    expect(outcome).toMatchObject({ replacedCharacters: 0, bytes: bytes.length });
  });

  it.each(samples)('%s byte by byte', async (_, bytes, expected) => {
    expect((await decodeAll(cutAt(bytes, [1]))).text).toBe(expected);
  });

  it('does not depend on where the bytes are cut, nor throws for any', async () => {
    const parts = fc.constantFrom(...samples.map(([, bytes]) => bytes), latin1('x'.repeat(500)));
    const bytes = fc
      .tuple(fc.array(parts, { maxLength: 4 }), fc.uint8Array({ maxLength: 20 }))
      .map(([list, tail]) => Buffer.concat([...list, tail]));
    const sizes = fc
      .array(fc.nat({ max: 50 }), { minLength: 1, maxLength: 5 })
      .filter((list) => list.some((size) => size > 0));
    await fc.assert(
      fc.asyncProperty(bytes, sizes, async (input, chunkSizes) => {
        expect(await decodeAll(cutAt(input, chunkSizes))).toEqual(await decodeAll([input]));
      }),
      { numRuns: 500 },
    );
  });

  // ICU throws for some of these when they come in chunks.
  it.each(['euc-jp', 'iso-2022-jp'] as const)('does so for damaged %s too', async (encoding) => {
    const head = encoding === 'euc-jp' ? Buffer.concat([EUC_JP, EUC_JP, EUC_JP]) : ISO_2022_JP;
    const tail = fc.uint8Array({ maxLength: 40, max: encoding === 'euc-jp' ? 0xff : 0x7f });
    await fc.assert(
      fc.asyncProperty(tail, async (damage) => {
        const bytes = Buffer.concat([head, damage]);
        const whole = await decodeAll([bytes]);
        expect(whole.outcome.encoding).toBe(encoding);
        expect(await decodeAll(cutAt(bytes, [1]))).toEqual(whole);
      }),
      { numRuns: 1000 },
    );
  });

  it('finds Japanese escapes behind the colours of a terminal', async () => {
    const colours = latin1(`${'\u001b[31mred\u001b[0m line\n'.repeat(6000)}`);
    const { text, outcome } = await decodeAll(cutAt(Buffer.concat([colours, ISO_2022_JP]), [10_000]));
    expect(outcome).toMatchObject({ encoding: 'iso-2022-jp', basis: 'detected' });
    expect(text.endsWith('line\n登録トークン ok')).toBe(true);
  });

  it.each([-2, -1, 0, 1])('decides late, with text beyond ASCII at the 64 KiB edge %i', async (shift) => {
    const ascii = 'a'.repeat(SNIFF_BYTES + shift);
    for (const [bytes, tail, encoding] of [
      [latin1(`${ascii}${GERMAN}`), GERMAN, 'iso-8859-1'],
      [Buffer.from(`${ascii}${GERMAN}登録`), `${GERMAN}登録`, 'utf-8'],
    ] as const) {
      for (const sizes of [[bytes.length], [1000, 7], [SNIFF_BYTES]]) {
        const { text, outcome } = await decodeAll(cutAt(bytes, sizes));
        expect(text === ascii + tail).toBe(true);
        expect(outcome.encoding).toBe(encoding);
      }
    }
  });

  it('remembers the declaration until the first accent', async () => {
    const text = xml('ISO-8859-1', `${'x'.repeat(200_000)}é`);
    const { text: decoded, outcome } = await decodeAll(cutAt(latin1(text), [65_000]));
    expect(decoded === text).toBe(true);
    expect(outcome).toMatchObject({ encoding: 'iso-8859-1', basis: 'declaration' });
  });

  it('counts what it could not read', async () => {
    const bytes = Buffer.concat([Buffer.from('ação, não, está, também, é'), Buffer.from([0xff, 0x41, 0xc3])]);
    const { text, outcome } = await decodeAll([bytes]);
    expect(text.endsWith('\ufffdA\ufffd')).toBe(true);
    expect(outcome.replacedCharacters).toBe(2);
    expect((await decodeAll([Buffer.from([0xff, 0xfe, 0x41])])).outcome.replacedCharacters).toBe(1);
  });

  it('streams: hands on text before the end', async () => {
    let given = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        given += 1;
        yield Buffer.alloc(SNIFF_BYTES, 'a');
      }
    }
    for await (const part of decodeStream(endless())) {
      expect(part.length).toBe(SNIFF_BYTES);
      break;
    }
    expect(given).toBe(1);
  });
});
