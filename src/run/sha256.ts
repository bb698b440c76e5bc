// The hash of bytes on their way to a parser. Chunks in shared memory (large files) are hashed on a second thread over
// the very same bytes; the rest in place.
import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { handOver, type Orders, ordersSlots, waitFor } from './sha256-orders.js';

export interface Sha256 {
  update(chunk: Uint8Array): void;
  digest(): Promise<string>;
}

/** Chunks that the second thread may be behind: a shared chunk stays as it is until two more were asked for. */
const behindMax = 2;

/** Decides by the first chunk. */
export function sha256(): Sha256 {
  let chosen: Sha256 | undefined;
  return {
    update(chunk) {
      const { buffer } = chunk;
      chosen ??= buffer instanceof SharedArrayBuffer && !isSource ? onSecondThread(buffer) : inPlace();
      chosen.update(chunk);
    },
    digest: async () => chosen?.digest() ?? sha256OfNothing,
  };
}

export const sha256OfNothing = createHash('sha256').digest('hex');

/** A worker needs the built file beside this one. */
const isSource = import.meta.url.endsWith('.ts');

function inPlace(): Sha256 {
  const hash = createHash('sha256');
  return { update: (chunk) => void hash.update(chunk), digest: async () => hash.digest('hex') };
}

function onSecondThread(memory: SharedArrayBuffer): Sha256 {
  const orders: Orders = new Int32Array(new SharedArrayBuffer(4 * ordersSlots));
  const worker = new Worker(new URL('./sha256-worker.js', import.meta.url), { workerData: { memory, orders } });
  const result = new Promise<string>((resolve, reject) => worker.on('message', resolve).on('error', reject));
  // Whoever asks for the digest hears of it.
  result.catch(() => undefined);
  let sent = 0;
  return {
    update({ byteOffset, length }) {
      sent = handOver(orders, byteOffset, length);
      waitFor(orders, sent - behindMax);
    },
    async digest() {
      handOver(orders, 0, 0);
      const digest = await result;
      await worker.terminate();
      return digest;
    },
  };
}
