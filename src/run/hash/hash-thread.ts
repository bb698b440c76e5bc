// The thread that hashes: one for all files of a case, started by the first large one. It never keeps the process alive,
// except while a digest is waited for.
import { Worker } from 'node:worker_threads';
import { handOver, hashRing, slotBytes } from './hash-ring.js';

export interface HashThread {
  readonly isLost: boolean;
  hash(): ThreadHash;
}

interface ThreadHash {
  update(chunk: Uint8Array): void;
  /** Undefined where the thread was lost. */
  digest(): Promise<string | undefined>;
}

/** A worker needs the built file beside this one. */
const builtEntry = import.meta.url.endsWith('.ts') ? undefined : new URL('./sha256-worker.js', import.meta.url);
/** A thread that does nothing for so long, with work in front of it, did not start or is lost. */
const patienceMs = 1000;

let usual: HashThread | undefined;

/** Undefined where none can be had. */
export function hashThread(): HashThread | undefined {
  usual ??= builtEntry && startHashThread(builtEntry);
  return usual;
}

/** @param patience how long the thread may do nothing, in milliseconds */
export function startHashThread(entry: URL, patience = patienceMs): HashThread | undefined {
  const ring = hashRing();
  const waiting = new Map<number, (digest: string | undefined) => void>();
  let worker: Worker;
  try {
    worker = new Worker(entry, { workerData: ring, execArgv: [], stdout: true, stderr: true });
  } catch {
    return undefined;
  }
  let isLost = false;
  let last = 0;
  function lose(): void {
    isLost = true;
    for (const tell of waiting.values()) tell(undefined);
    void worker.terminate();
  }
  function give(hash: number, bytes: Uint8Array): void {
    if (!isLost && !handOver(ring, hash, bytes, patience)) lose();
  }
  worker.on('error', lose).on('exit', lose);
  worker.on('message', ({ hash, digest }: { hash: number; digest: string }) => waiting.get(hash)?.(digest));
  worker.unref();
  return {
    get isLost() {
      return isLost;
    },
    hash() {
      last += 1;
      const id = last;
      return {
        update(chunk) {
          for (let at = 0; at < chunk.length; at += slotBytes) give(id, chunk.subarray(at, at + slotBytes));
        },
        async digest() {
          const told = new Promise<string | undefined>((resolve) => waiting.set(id, resolve));
          give(id, new Uint8Array(0));
          if (isLost) return undefined;
          worker.ref();
          const digest = await told;
          waiting.delete(id);
          if (waiting.size === 0) worker.unref();
          return digest;
        },
      };
    },
  };
}
