// How the main thread and the hashing one share bytes: a ring of slots in shared memory. A message per chunk would take
// half as long as hashing it, and waking a sleeping thread takes as long: that is done for many slots at once.

export interface HashRing {
  /** `[sent, done, worker sleeps, sender sleeps, hash, length, hash, length, …]`, counted in slots. */
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
const slotCount = 32;
/** So much is worth waking the other thread. */
const wakeSlots = 8;

const sentSlot = 0;
const doneSlot = 1;
/** 1 while the thread of that side sleeps: most wake-ups would be for nobody. */
const workerSleepsSlot = 2;
const senderSleepsSlot = 3;
const firstSlot = 4;

export function hashRing(): HashRing {
  return {
    orders: new Int32Array(new SharedArrayBuffer(4 * (firstSlot + 2 * slotCount))),
    bytes: new Uint8Array(new SharedArrayBuffer(slotCount * slotBytes)),
  };
}

/**
 * Copies at most `slotBytes` for the other thread; none ask for the digest. Blocks while the ring is full, which is shorter
 * than reading takes. @returns false where the other thread does nothing for so long
 */
export function handOver({ orders, bytes }: HashRing, hash: number, chunk: Uint8Array, patienceMs: number): boolean {
  const sent = Atomics.load(orders, sentSlot);
  const isFree = sleepWhile(orders, doneSlot, senderSleepsSlot, (done) => count(sent, done) >= slotCount, patienceMs);
  if (!isFree) return false;
  const slot = (sent >>> 0) % slotCount;
  bytes.set(chunk, slot * slotBytes);
  orders[firstSlot + 2 * slot] = hash;
  orders[firstSlot + 2 * slot + 1] = chunk.length;
  Atomics.store(orders, sentSlot, (sent + 1) | 0);
  const isWorth = chunk.length === 0 || count(sent, Atomics.load(orders, doneSlot)) >= wakeSlots;
  if (isWorth && Atomics.load(orders, workerSleepsSlot) === 1) Atomics.notify(orders, sentSlot);
  return true;
}

/** The oldest order, valid until it is marked done; sleeps until there is one. */
export function nextOrder({ orders, bytes }: HashRing): Order {
  const done = Atomics.load(orders, doneSlot);
  sleepWhile(orders, sentSlot, workerSleepsSlot, (sent) => sent === done);
  const slot = (done >>> 0) % slotCount;
  const from = slot * slotBytes;
  const length = orders[firstSlot + 2 * slot + 1] ?? 0;
  return { hash: orders[firstSlot + 2 * slot] ?? 0, bytes: bytes.subarray(from, from + length) };
}

export function markDone({ orders }: HashRing): void {
  Atomics.add(orders, doneSlot, 1);
  if (Atomics.load(orders, senderSleepsSlot) === 1) Atomics.notify(orders, doneSlot);
}

/** Open orders; both counters wrap. */
function count(sent: number, done: number): number {
  return (sent - done) | 0;
}

/** Whoever changes the slot looks at `sleepsSlot` afterwards; `Atomics.wait` does not sleep when it came in between. */
function sleepWhile(
  orders: Int32Array,
  slot: number,
  sleepsSlot: number,
  isTooEarly: (value: number) => boolean,
  patienceMs = Number.POSITIVE_INFINITY,
): boolean {
  if (!isTooEarly(Atomics.load(orders, slot))) return true;
  Atomics.store(orders, sleepsSlot, 1);
  let isOver = false;
  for (let seen = Atomics.load(orders, slot); !isOver && isTooEarly(seen); seen = Atomics.load(orders, slot)) {
    isOver = Atomics.wait(orders, slot, seen, patienceMs) === 'timed-out';
  }
  Atomics.store(orders, sleepsSlot, 0);
  return !isOver;
}
