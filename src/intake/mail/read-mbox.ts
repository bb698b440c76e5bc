// A mailbox as its mails, one after the other: each passes as it comes.
import { type Budget, limitReached } from '../budget.js';
import { ByteReader } from '../byte-reader.js';
import { entryIds } from '../entry-labels.js';
import { type Found, file, type Source, trouble } from '../source.js';
import { postmarkEnd } from './mail-header.js';

const windowBytes = 64 << 10;
/** What a postmark and the header behind it are known by. */
const lookBytes = 8 << 10;

export async function* readMbox(source: Source, budget: Budget): AsyncGenerator<Found, void> {
  const reader = new ByteReader(source.open());
  const idOf = entryIds(source.id);
  try {
    for (let count = 1; ; count++) {
      const end = postmarkEnd(await reader.peek(lookBytes));
      if (end === 0) return;
      await reader.skip(end);
      if (!budget.takeEntry()) {
        yield trouble(limitReached('entries'));
        return;
      }
      const content = untilPostmark(reader);
      const { sizeBytes } = source;
      const density = () => source.density?.() ?? 1;
      const open = () => ({ [Symbol.asyncIterator]: () => ({ next: () => content.next() }) });
      const mail: Source = { id: idOf(`${count}.eml`), sizeBytes, isOnce: true, density, open };
      yield file(mail);
      for (let step = await content.next(); !step.done; step = await content.next());
    }
  } finally {
    await reader.close();
  }
}

async function* untilPostmark(reader: ByteReader): AsyncGenerator<Uint8Array> {
  for (;;) {
    const bytes = await reader.peek(windowBytes);
    const isLast = bytes.length < windowBytes;
    const sure = isLast ? bytes.length : bytes.length - lookBytes;
    let at = bytes.indexOf('\nFrom ');
    while (at >= 0 && at < sure && postmarkEnd(bytes.subarray(at + 1, at + 1 + lookBytes)) === 0)
      at = bytes.indexOf('\nFrom ', at + 1);
    const isFound = at >= 0 && at < sure;
    const take = isFound ? at + 1 : sure;
    const chunk = Buffer.from(bytes.subarray(0, take));
    await reader.skip(take);
    if (chunk.length > 0) yield chunk;
    if (isFound || isLast) return;
  }
}
