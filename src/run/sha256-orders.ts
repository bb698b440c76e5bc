// How sha256.ts and its second thread talk: a ring of orders in shared memory, so that a chunk costs a store and a wake-up
// instead of a message (which takes half as long as hashing the chunk).

/** `[sent, done, worker sleeps, sender sleeps, offset, length, offset, length, …]`; a length of 0 asks for the digest. */
export type Orders = Int32Array;

const sentSlot = 0;
const doneSlot = 1;
/** 1 while the thread of that side sleeps: waking costs a system call, most of them for nobody. */
const workerSleepsSlot = 2;
const senderSleepsSlot = 3;
const firstSlot = 4;
/** More than may ever be open. */
const ringOrders = 8;
export const ordersSlots = firstSlot + 2 * ringOrders;

/** @returns how many orders were handed over so far */
export function handOver(orders: Orders, byteOffset: number, length: number): number {
  const sent = Atomics.load(orders, sentSlot);
  const slot = firstSlot + 2 * (sent % ringOrders);
  Atomics.store(orders, slot, byteOffset);
  Atomics.store(orders, slot + 1, length);
  Atomics.store(orders, sentSlot, sent + 1);
  if (Atomics.load(orders, workerSleepsSlot) === 1) Atomics.notify(orders, sentSlot);
  return sent + 1;
}

/** Blocks until so many orders are done: shorter than one chunk takes to hash. */
export function waitFor(orders: Orders, count: number): void {
  sleepWhile(orders, doneSlot, senderSleepsSlot, (done) => done < count);
}

/** Whoever changes the slot looks at `sleepsSlot` afterwards; `Atomics.wait` does not sleep when it came in between. */
function sleepWhile(orders: Orders, slot: number, sleepsSlot: number, isTooEarly: (value: number) => boolean): void {
  if (!isTooEarly(Atomics.load(orders, slot))) return;
  Atomics.store(orders, sleepsSlot, 1);
  for (let seen = Atomics.load(orders, slot); isTooEarly(seen); seen = Atomics.load(orders, slot)) {
    Atomics.wait(orders, slot, seen);
  }
  Atomics.store(orders, sleepsSlot, 0);
}

/** The next order, for the thread that carries them out one after the other. */
export function nextOrder(orders: Orders): { readonly byteOffset: number; readonly length: number } {
  const done = Atomics.load(orders, doneSlot);
  sleepWhile(orders, sentSlot, workerSleepsSlot, (sent) => sent === done);
  const slot = firstSlot + 2 * (done % ringOrders);
  return { byteOffset: Atomics.load(orders, slot), length: Atomics.load(orders, slot + 1) };
}

export function markDone(orders: Orders): void {
  Atomics.add(orders, doneSlot, 1);
  if (Atomics.load(orders, senderSleepsSlot) === 1) Atomics.notify(orders, doneSlot);
}
