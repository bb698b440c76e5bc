// The hash of bytes on their way to a parser: of large files on a second thread, which one copy of each chunk feeds; of
// the rest in place. Promise: a thread that cannot be had, or is lost, costs time and changes no digest.
import { createHash } from 'node:crypto';
import type { Source } from '../../intake/source.js';
import { type HashThread, hashThread } from './hash-thread.js';

export interface Sha256 {
  /** The chunk may change afterwards. */
  update(chunk: Uint8Array): void;
  /** Undefined where the thread was lost and the bytes cannot be had again. */
  digest(): Promise<string | undefined>;
}

export const sha256OfNothing = createHash('sha256').digest('hex');

/** Below, the start of the thread costs as much as it saves. */
const threadFromBytes = 64 << 20;

/** What passes once is hashed in place: nobody could read it again. */
export function sha256(
  { sizeBytes, isOnce, open }: Pick<Source, 'sizeBytes' | 'isOnce' | 'open'>,
  threadOf: () => HashThread | undefined = hashThread,
): Sha256 {
  const thread = isOnce || sizeBytes < threadFromBytes ? undefined : threadOf();
  return thread === undefined || thread.isLost ? inPlace() : onThread(thread, open);
}

function inPlace(): Sha256 {
  const hash = createHash('sha256');
  return { update: (chunk) => void hash.update(chunk), digest: async () => hash.digest('hex') };
}

function onThread(thread: HashThread, open: Source['open']): Sha256 {
  const { update, digest } = thread.hash();
  let bytes = 0;
  return {
    update(chunk) {
      bytes += chunk.length;
      update(chunk);
    },
    digest: async () => (await digest()) ?? (await readAgain(open, bytes)),
  };
}

async function readAgain(open: Source['open'], bytes: number): Promise<string | undefined> {
  const hash = createHash('sha256');
  let left = bytes;
  try {
    for await (const chunk of open()) {
      const part = chunk.subarray(0, left);
      hash.update(part);
      left -= part.length;
      if (left === 0) break;
    }
  } catch {
    return undefined;
  }
  return left === 0 ? hash.digest('hex') : undefined;
}
