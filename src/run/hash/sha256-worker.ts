// The second thread of sha256.ts: hashes what lies in the ring, of several files in turn, and tells each one's digest.
import { createHash, type Hash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { type HashRing, markDone, nextOrder } from './hash-ring.js';

const ring = workerData as HashRing;
const hashes = new Map<number, Hash>();

for (;;) {
  const order = nextOrder(ring);
  const hash = hashes.get(order.hash) ?? createHash('sha256');
  hashes.set(order.hash, hash);
  if (order.bytes.length > 0) hash.update(order.bytes);
  else {
    hashes.delete(order.hash);
    parentPort?.postMessage({ hash: order.hash, digest: hash.digest('hex') });
  }
  markDone(ring);
}
