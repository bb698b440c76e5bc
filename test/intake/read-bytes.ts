// Reads bytes as an upload of one file would be read, with a parser that takes everything that begins with `PAGE`.

import { createBudget } from '../../src/intake/budget.js';
import type { Source } from '../../src/intake/source.js';
import { type Limits, standardLimits } from '../../src/model/limits.js';
import type { Note } from '../../src/model/parser.js';
import { defineParser } from '../../src/model/parser.js';
import { type ReadUpload, readUpload } from '../../src/run/read-upload.js';
import { createMasker } from '../../src/text/secrets/mask.js';
import { shippedExtractors } from '../run/shipped-extractors.js';

/** What was read, by id. */
export const texts = new Map<string, string>();

const everything = defineParser({
  kind: 'page-text',
  recognise: (head) => Number(head.startsWith('PAGE')),
  async parse(bytes, _extractors, emit) {
    const parts: Buffer[] = [];
    for await (const chunk of bytes) parts.push(Buffer.from(chunk));
    texts.set(emit.artifact, Buffer.concat(parts).toString());
    return { status: 'ok', counts: {} };
  },
});

export const reading = { parsers: [everything], extractors: shippedExtractors, masker: createMasker() };

/** A file in memory; `once` as a stream that passes. */
export function source(id: string, bytes: Buffer, once = false, chunkBytes = 1000): Source {
  return {
    id,
    sizeBytes: bytes.length,
    async *open() {
      for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
    },
    ...(once
      ? { isOnce: true as const }
      : {
          seek: async () => ({
            sizeBytes: bytes.length,
            read: async (at: number, length: number) => bytes.subarray(at, at + length),
            close: async () => undefined,
          }),
        }),
  };
}

export interface Told {
  readonly upload: ReadUpload;
  /** Ids of what was parsed, with its text. */
  readonly read: Readonly<Record<string, string>>;
  /** `code id`, of artifacts and of skipped names. */
  readonly notes: readonly string[];
}

export async function readBytes(
  bytes: Buffer,
  limits: Partial<Limits> = {},
  once = false,
  chunkBytes = 1000,
): Promise<Told> {
  texts.clear();
  const upload = await readUpload(
    [source('a', bytes, once, chunkBytes)],
    reading,
    createBudget({ ...standardLimits, ...limits }),
  );
  const say = (id: string, { code, arguments: args }: Note) =>
    `${[code, args?.limit].filter(Boolean).join(' ')} @${id}`;
  const notes = [
    ...upload.artifacts.flatMap(({ id, notes }) => notes.map((note) => say(id, note))),
    ...upload.skipped.map(({ id, note }) => say(id, note)),
  ];
  return { upload, read: Object.fromEntries(texts), notes };
}

export const statusOf = ({ upload }: Told, id: string) =>
  upload.artifacts.find((artifact) => artifact.id === id)?.status;
