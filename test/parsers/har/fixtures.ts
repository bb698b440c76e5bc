// Small synthetic captures, and a way to read one in chunks of any size.
import type { HarSink, ScanOptions, ScanResult } from '../../../src/parsers/har/scan.js';
import { scanHar } from '../../../src/parsers/har/scan.js';

export interface ReadEntry {
  index: number;
  document: number;
  byteOffset: number;
  line: number;
  cutCount: number;
  isUrlCut: boolean;
  json: Record<string, unknown>;
  /** The entry with every elided string resolved. */
  whole: unknown;
}

export async function* inChunks(input: Uint8Array | string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = typeof input === 'string' ? Buffer.from(input) : input;
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export async function read(
  input: Uint8Array | string,
  options: ScanOptions & { chunkSize?: number; sink?: Partial<HarSink> } = {},
): Promise<{ entries: ReadEntry[]; pages: unknown[]; parts: Record<string, unknown>; result: ScanResult }> {
  const entries: ReadEntry[] = [];
  const pages: unknown[] = [];
  const parts: Record<string, unknown> = {};
  const sink: HarSink = {
    entry(entry) {
      const { index, document, byteOffset, line, cutCount, isUrlCut, json } = entry;
      const resolve = (_: string, value: unknown) => (typeof value === 'string' ? entry.text(value).text : value);
      const whole: unknown = JSON.parse(JSON.stringify(json, resolve));
      entries.push({ index, document, byteOffset, line, cutCount, isUrlCut, json, whole });
    },
    page: (page) => pages.push(page),
    logPart(key, value) {
      parts[key] = value;
    },
    ...options.sink,
  };
  const result = await scanHar(inChunks(input, options.chunkSize ?? 1 << 20), sink, options);
  return { entries, pages, parts, result };
}

export function entry(url: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    startedDateTime: '2026-01-02T03:04:05.678Z',
    time: 12.5,
    request: { method: 'GET', url, headers: [{ name: 'Accept', value: '*/*' }], queryString: [] },
    response: { status: 200, headers: [], content: { size: 4, mimeType: 'text/plain', text: '{"a":[1,"\\\\"]}' } },
    timings: { send: 0, wait: 10, receive: 2.5 },
    ...more,
  };
}

export function har(entries: unknown[], log: Record<string, unknown> = {}): Record<string, unknown> {
  return { log: { version: '1.2', creator: { name: 'test', version: '1' }, pages: [], ...log, entries } };
}

export function urls(entries: ReadEntry[]): string[] {
  return entries.map(({ json }) => (json.request as { url: string }).url);
}

export function codes(result: ScanResult): string[] {
  return result.notes.map(({ code }) => code);
}
