// How the main thread and the hashing one share bytes: a ring of slots in shared memory. A message per chunk would take
// half as long as hashing it; waking the other thread may even put it where this one runs, which then waits until all is
// hashed. So the other thread looks by itself, every few milliseconds.

export interface HashRing {
  /** `[sent, done, sender sleeps, hash, length, hash, length, …]`, counted in slots. */
  readonly orders: Int32Array;
  readonly bytes: Uint8Array;
}

/** What a slot holds: bytes of one of the hashes; none where the digest is asked for. */
export interface Order {
  readonly hash: number;
  readonly bytes: Uint8Array;
}

export const slotBytes = 256 << 10;
/** What is read while the other thread starts. */
const slotCount = 16;
/** From look to look, longer while there is nothing; the ring holds what is read meanwhile. */
const lookMs = 1;
const longestLookMs = 4;

const sentSlot = 0;
const doneSlot = 1;
/** 1 while the sender waits for room: most wake-ups would be for nobody. */
const senderSleepsSlot = 2;
const firstSlot = 3;

export function hashRing(): HashRing {
  return {
    orders: new Int32Array(new SharedArrayBuffer(4 * (firstSlot + 2 * slotCount))),
    bytes: new Uint8Array(new SharedArrayBuffer(slotCount * slotBytes)),
  };
}

/**
 * Copies at most `slotBytes` for the other thread; no bytes ask for the digest. Blocks while the ring is full, which is shorter
 * than reading takes. @returns false where the other thread does nothing for `patienceMs`
 */
export function handOver({ orders, bytes }: HashRing, hash: number, chunk: Uint8Array, patienceMs: number): boolean {
  const sent = Atomics.load(orders, sentSlot);
  if (!waitForRoom(orders, sent, patienceMs)) return false;
  const slot = (sent >>> 0) % slotCount;
  bytes.set(chunk, slot * slotBytes);
  orders[firstSlot + 2 * slot] = hash;
  orders[firstSlot + 2 * slot + 1] = chunk.length;
  Atomics.store(orders, sentSlot, (sent + 1) | 0);
  if (chunk.length === 0) Atomics.notify(orders, sentSlot);
  return true;
}

/** The oldest order, valid until it is marked done; sleeps until there is one. */
export function nextOrder({ orders, bytes }: HashRing): Order {
  const done = Atomics.load(orders, doneSlot);
  for (let ms = lookMs; Atomics.load(orders, sentSlot) === done; ms = Math.min(2 * ms, longestLookMs)) {
    Atomics.wait(orders, sentSlot, done, ms);
  }
  const slot = (done >>> 0) % slotCount;
  const from = slot * slotBytes;
  const length = orders[firstSlot + 2 * slot + 1] ?? 0;
  return { hash: orders[firstSlot + 2 * slot] ?? 0, bytes: bytes.subarray(from, from + length) };
}

export function markDone({ orders }: HashRing): void {
  Atomics.add(orders, doneSlot, 1);
  if (Atomics.load(orders, senderSleepsSlot) === 1) Atomics.notify(orders, doneSlot);
}

/** Whoever changes the slot looks at `senderSleepsSlot` afterwards; `Atomics.wait` does not sleep when it came in between. */
function waitForRoom(orders: Int32Array, sent: number, patienceMs: number): boolean {
  // Both counters wrap.
  const isFull = (done: number) => ((sent - done) | 0) >= slotCount;
  if (!isFull(Atomics.load(orders, doneSlot))) return true;
  Atomics.store(orders, senderSleepsSlot, 1);
  // This thread is about to sleep: now the other one is welcome where it runs.
  Atomics.notify(orders, sentSlot);
  let isOver = false;
  for (let seen = Atomics.load(orders, doneSlot); !isOver && isFull(seen); seen = Atomics.load(orders, doneSlot)) {
    isOver = Atomics.wait(orders, doneSlot, seen, patienceMs) === 'timed-out';
  }
  Atomics.store(orders, senderSleepsSlot, 0);
  return !isOver;
}
