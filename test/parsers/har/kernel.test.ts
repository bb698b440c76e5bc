// Both kernels keep one contract, and what they say about a JSON text is what JSON.parse says.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blockBytes,
  type Kernel,
  loadKernel,
  Slot,
  scalarKernel,
  simdKernel,
} from '../../../src/parsers/har/kernel.js';

const capacity = 1 << 16;
const kernels = { simd: simdKernel(capacity), scalar: scalarKernel(capacity) };

interface Outcome {
  end: number;
  state: number[];
  strings: number[];
}

/** Scans `text` in steps of some blocks, as a window that fills up slowly would. */
function scanAll(kernel: Kernel, text: Buffer, elideOver: number, depthLimit: number, blocks: number): Outcome {
  kernel.bytes.fill(0x20);
  text.copy(kernel.bytes);
  kernel.state.fill(0);
  kernel.state[Slot.elideOver] = elideOver;
  kernel.state[Slot.depthLimit] = depthLimit;
  const to = Math.ceil(text.length / blockBytes) * blockBytes;
  let at = 0;
  for (let before = -1; at < to && at !== before && (at === 0 || kernel.state[Slot.depth] !== 0); ) {
    before = at;
    at = kernel.scan(at, Math.min(to, at + blocks * blockBytes));
  }
  const strings = [...kernel.strings.subarray(0, 2 * (kernel.state[Slot.stringCount] ?? 0))];
  return { end: at, state: [...kernel.state], strings };
}

/** What may differ: where the last string began once outside, and non-ASCII bytes behind the value's end. */
function comparable({ end, state, strings }: Outcome): unknown {
  const isOver = state[Slot.depth] === 0;
  const kept = state.map((value, slot) => {
    if (slot === Slot.opened) return state[Slot.inString] && !isOver ? value : 0;
    if (isOver && slot <= Slot.nonAsciiTail && slot !== Slot.depth) return 0;
    return value;
  });
  return { end, kept, strings };
}

const awkward = fc.string({
  unit: fc.constantFrom('"', '\\', '\\\\', '{', '}', '[', ']', 'a', 'é', '漢', '\n', ' ', ',', ':'),
  maxLength: 400,
});

describe('the kernels', () => {
  it('agree on any bytes, well-formed or not, in steps of any size', () => {
    fc.assert(
      fc.property(awkward, fc.integer({ min: 1, max: 7 }), fc.integer({ min: 63, max: 200 }), (text, blocks, over) => {
        const bytes = Buffer.from(`{${text}`);
        const simd = scanAll(kernels.simd, bytes, over, 5, blocks);
        expect(comparable(simd)).toEqual(comparable(scanAll(kernels.scalar, bytes, over, 5, blocks)));
      }),
      { numRuns: 3000 },
    );
  });

  it('agree where runs of backslashes cross blocks', () => {
    for (let lead = 0; lead < 140; lead++) {
      for (let run = 0; run < 4; run++) {
        const bytes = Buffer.from(`["${'x'.repeat(lead)}${'\\'.repeat(run)}"],"]"]${'y'.repeat(70)}`);
        const simd = scanAll(kernels.simd, bytes, 63, 9, 1);
        expect(comparable(simd)).toEqual(comparable(scanAll(kernels.scalar, bytes, 63, 9, 1)));
      }
    }
  });

  it.each(['simd', 'scalar'] as const)('%s ends a value where JSON.parse would, and lists its long strings', (name) => {
    const long = fc.string({ unit: fc.constantFrom('a', '"', '\\', 'ü', '{', ']'), minLength: 60, maxLength: 300 });
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 5 },
        fc.string(),
        long,
        fc.double(),
        fc.constantFrom(null, true, false),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.string(), tie('value'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(fc.array(value), fc.constantFrom(0, 2), awkward, (json, indent, rest) => {
        const text = JSON.stringify(json, null, indent);
        const bytes = Buffer.from(text + rest);
        const { end, strings, state } = scanAll(kernels[name], bytes, 100, 512, 3);
        expect(JSON.parse(bytes.toString('utf8', 0, end))).toEqual(JSON.parse(text));
        const expected = [...text.matchAll(/"(?:[^"\\]|\\.)*"/g)].filter(([raw]) => Buffer.byteLength(raw) - 2 > 100);
        const listed: string[] = [];
        for (let i = 0; i < strings.length; i += 2) {
          listed.push(bytes.toString('utf8', strings[i] ?? 0, (strings[i + 1] ?? 0) + 1));
        }
        expect(listed).toEqual(expected.map(([raw]) => raw));
        const short = expected.reduce((kept, [raw]) => kept.replace(raw, '""'), text);
        const flag = (state[Slot.nonAscii] ?? 0) | (state[Slot.nonAsciiTail] ?? 0);
        if (Buffer.byteLength(short) > short.length) expect(flag).toBe(1);
        if (Buffer.byteLength(short + rest) === short.length + rest.length) expect(flag).toBe(0);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['simd', 'scalar'] as const)('%s counts newlines', (name) => {
    const { bytes, newlines } = kernels[name];
    const text = fc.string({ unit: fc.constantFrom('\n', 'a', '\r'), maxLength: 300 });
    fc.assert(
      fc.property(text, fc.nat(50), (lines, from) => {
        bytes.fill(0x0a);
        bytes.write(lines);
        const range = lines.slice(from);
        expect(newlines(from, from + range.length)).toBe(range.split('\n').length - 1);
      }),
    );
    bytes.fill(0x0a);
    expect(newlines(3, 40_003)).toBe(40_000);
  });

  it('stops for a full list of strings and goes on from there', () => {
    const text = Buffer.from(`[${`"${'s'.repeat(64)}",`.repeat(9000)}0]`);
    const [simd, scalar] = [simdKernel(capacity), scalarKernel(capacity)].map((kernel) => {
      kernel.grow(text.length + blockBytes);
      const first = scanAll(kernel, text, 63, 9, 1e6);
      const listed = kernel.state[Slot.stringCount] ?? 0;
      kernel.state[Slot.stringCount] = 0;
      const end = kernel.scan(first.end, first.end + Math.ceil((text.length - first.end) / blockBytes) * blockBytes);
      return { stopped: first.end, listed, end, total: listed + (kernel.state[Slot.stringCount] ?? 0) };
    });
    expect(simd).toEqual(scalar);
    expect(simd).toMatchObject({ listed: 8000, total: 9000, end: text.length });
  });

  it('keep their content when grown, and the loader takes the fast one', () => {
    for (const kernel of Object.values({ simd: simdKernel(100), scalar: scalarKernel(100) })) {
      kernel.bytes.write('kept');
      kernel.grow(1 << 20);
      expect(kernel.bytes.length).toBe(1 << 20);
      expect(kernel.bytes.toString('latin1', 0, 4)).toBe('kept');
    }
    expect(loadKernel(100).bytes.buffer.byteLength).toBe(simdKernel(100).bytes.buffer.byteLength);
  });
});
