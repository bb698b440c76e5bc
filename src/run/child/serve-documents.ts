// The child's side: a document comes in as bytes on request, is parsed exactly as in the parent, and goes back with what
// its masker learnt.
import { Worker } from 'node:worker_threads';
import type { Extractors, Parser } from '../../model/parser.js';
import { createMasker } from '../../text/secrets/mask.js';
import { parseDocument } from '../parse-document.js';
import { type UnpackOrder, unpackDocument } from '../unpack-document.js';
import type { ChildMessage, ParentMessage } from './messages.js';

type Bytes = Extract<ParentMessage, { kind: 'bytes' }>;
type Document = Extract<ParentMessage, { kind: 'document' }>;

/** @param child the process: its first argument is its memory in bytes */
export function serveDocuments(child: NodeJS.Process, parsers: readonly Parser[]): void {
  const workerData = { memoryBytes: Number(child.argv[2]), parent: child.ppid };
  new Worker(new URL('./memory-watch-worker.js', import.meta.url), { workerData }).unref();
  const send = (message: ChildMessage) => child.send?.(message);
  let extractors: Extractors | undefined;
  let awaiting: ((bytes: Bytes) => void) | undefined;
  const next = () =>
    new Promise<Bytes>((resolve) => {
      awaiting = resolve;
      send({ kind: 'next' });
    });

  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const { bytes, isBroken } = await next();
      if (isBroken) throw new Error('the source broke in the parent');
      if (bytes === undefined) return;
      yield bytes;
    }
  }

  async function read({ id, parser: place, memory, isSpoken }: Document): Promise<void> {
    const parser = parsers[place];
    if (parser === undefined || extractors === undefined)
      throw new Error('the parent has other parsers, or told no extractors');
    const masker = createMasker(memory.options);
    masker.learn(memory);
    const document = await parseDocument(id, chunks(), parser, { extractors, masker }, isSpoken);
    send({ kind: 'parsed', document, memory: masker.memory() });
  }

  async function unpack(order: UnpackOrder): Promise<void> {
    send({ kind: 'unpacked', unpacked: await unpackDocument(order, chunks()) });
  }

  child.on('message', (received) => {
    const message = received as ParentMessage;
    if (message.kind === 'extractors') extractors = message.extractors;
    else if (message.kind === 'bytes') awaiting?.(message);
    else if (message.kind === 'unpack') void unpack(message.order);
    // What this throws ends the process, and the parent tells it.
    else void read(message);
  });
}
