// The hash of bytes on their way to a parser. Chunks in shared memory (large files) are hashed on a second thread over
// the very same bytes; the rest in place.
import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';

export interface Sha256 {
  /** Resolves when the bytes may be overwritten, but for the last one handed in. */
  update(chunk: Uint8Array): Promise<void> | undefined;
  digest(): Promise<string>;
}

/** Decides by the first chunk. */
export function sha256(): Sha256 {
  let chosen: Sha256 | undefined;
  const choose = (chunk?: Uint8Array) => {
    chosen ??= chunk?.buffer instanceof SharedArrayBuffer && !isSource ? onSecondThread() : inPlace();
    return chosen;
  };
  return { update: (chunk) => choose(chunk).update(chunk), digest: () => choose().digest() };
}

/** A worker needs the built file beside this one. */
const isSource = import.meta.url.endsWith('.ts');

function inPlace(): Sha256 {
  const hash = createHash('sha256');
  return {
    update(chunk) {
      hash.update(chunk);
      return undefined;
    },
    digest: async () => hash.digest('hex'),
  };
}

function onSecondThread(): Sha256 {
  const worker = new Worker(new URL('./sha256-worker.js', import.meta.url));
  let sent = 0;
  let done = 0;
  let wake: (() => void) | undefined;
  const result = new Promise<string>((resolve, reject) => {
    worker.on('error', reject);
    worker.on('message', (digest: string | undefined) => {
      if (digest === undefined) done += 1;
      else resolve(digest);
      wake?.();
    });
  });
  const atMostOpen = async (most: number) => {
    while (sent - done > most) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return {
    update(chunk) {
      worker.postMessage(chunk);
      sent += 1;
      return sent - done > 1 ? atMostOpen(1) : undefined;
    },
    async digest() {
      worker.postMessage(undefined);
      const digest = await result;
      await worker.terminate();
      return digest;
    },
  };
}
