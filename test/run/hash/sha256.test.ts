// The digest is that of the bytes whatever becomes of the second thread.
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Source } from '../../../src/intake/source.js';
import { startHashThread } from '../../../src/run/hash/hash-thread.js';
import { sha256 } from '../../../src/run/hash/sha256.js';

const built = new URL('../../../build/run/hash/sha256-worker.js', import.meta.url);
const ring = new URL('../../../build/run/hash/hash-ring.js', import.meta.url);

/** A worker that takes so many orders and ends; with -1 it only sleeps. */
function dying(orders: number): URL {
  const sleep = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);';
  const code = `import { workerData } from 'node:worker_threads';
    import { markDone, nextOrder } from '${ring}';
    ${orders < 0 ? sleep : ''}
    for (let taken = 0; taken < ${orders}; taken += 1) {
      nextOrder(workerData);
      markDone(workerData);
    }`;
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}

/** Long enough for a worker to start. */
const patienceMs = 500;

/** More than the ring holds, in chunks that do not fit its slots; every chunk lies in the same memory, as a reader's may. */
const chunkBytes = 300_001;
const chunkCount = 60;
function* chunks(): Generator<Uint8Array> {
  const chunk = new Uint8Array(chunkBytes);
  for (let turn = 0; turn < chunkCount; turn += 1) yield chunk.fill(turn);
}
const wanted = createHash('sha256');
for (const chunk of chunks()) wanted.update(chunk);
const digest = wanted.digest('hex');

function large(rest: Partial<Source> = {}) {
  let opened = 0;
  const open = async function* () {
    opened += 1;
    yield* chunks();
  };
  return { source: { sizeBytes: 1 << 30, open, ...rest }, opened: () => opened };
}

async function digestOf(source: Parameters<typeof sha256>[0], thread?: ReturnType<typeof startHashThread>) {
  const hash = sha256(source, () => thread);
  for (const chunk of chunks()) hash.update(chunk);
  return hash.digest();
}

describe('on the second thread', () => {
  test('nothing is read again', async () => {
    const { source, opened } = large();
    expect(await digestOf(source, startHashThread(built, 20_000))).toBe(digest);
    expect(opened()).toBe(0);
  });

  test('several files at once, and one after the other, without bytes too', async () => {
    const thread = startHashThread(built, 20_000);
    const [one, other, none] = [0, 1, 2].map(() => sha256(large().source, () => thread));
    for (const chunk of chunks()) {
      one?.update(chunk);
      other?.update(chunk.subarray(1));
    }
    const others = createHash('sha256');
    for (const chunk of chunks()) others.update(chunk.subarray(1));
    expect(await other?.digest()).toBe(others.digest('hex'));
    expect(await one?.digest()).toBe(digest);
    expect(await none?.digest()).toBe(createHash('sha256').digest('hex'));
    expect(await digestOf(large().source, thread)).toBe(digest);
  });
});

describe('a thread that', () => {
  const missing = new URL('../../fixtures/hash/no-such-worker.mjs', import.meta.url);
  const cases: readonly [string, URL][] = [
    ['cannot be had', missing],
    ['never begins', dying(-1)],
    ['dies at once', dying(0)],
    ['dies in the middle', dying(40)],
    ['dies before the digest', dying(2 * chunkCount)],
  ];
  test.each(cases)('%s: the file is read once more', async (_, entry) => {
    const { source, opened } = large();
    const thread = startHashThread(entry, patienceMs);
    expect(await digestOf(source, thread)).toBe(digest);
    expect(opened()).toBe(1);
    // The next file does not count on it.
    expect(await digestOf(source, thread)).toBe(digest);
    expect(opened()).toBe(1);
  });

  test('is lost, with a file that has changed: no digest', async () => {
    const open = async function* () {
      yield new Uint8Array(10);
    };
    expect(await digestOf(large({ open }).source, startHashThread(dying(0), patienceMs))).toBeUndefined();
  });
});

test('small files and what passes once start no thread', async () => {
  let started = 0;
  const start = () => {
    started += 1;
    return undefined;
  };
  for (const source of [large({ sizeBytes: 1 << 20 }).source, large({ isOnce: true }).source]) {
    const hash = sha256(source, start);
    for (const chunk of chunks()) hash.update(chunk);
    expect(await hash.digest()).toBe(digest);
  }
  expect(started).toBe(0);
});
