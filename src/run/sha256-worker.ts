// The second thread of sha256.ts: hashes chunks in shared memory, answers each when it is done with it, then the digest.
import { createHash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';

const hash = createHash('sha256');

parentPort?.on('message', (chunk: Uint8Array | undefined) => {
  parentPort?.postMessage(chunk === undefined ? hash.digest('hex') : void hash.update(chunk));
});
