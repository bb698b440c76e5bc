// The second thread of sha256.ts: hashes chunks in shared memory in the order they are handed over, then tells the digest.
import { createHash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { markDone, nextOrder, type Orders } from './sha256-orders.js';

const { memory, orders } = workerData as { memory: SharedArrayBuffer; orders: Orders };
const hash = createHash('sha256');

for (let order = nextOrder(orders); order.length > 0; order = nextOrder(orders)) {
  hash.update(new Uint8Array(memory, order.byteOffset, order.length));
  markDone(orders);
}
parentPort?.postMessage(hash.digest('hex'));
