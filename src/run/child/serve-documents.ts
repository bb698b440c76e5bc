// The child's side: a document comes in as bytes on request, is read exactly as the parent would read it, and goes back as
// one artifact with what its masker learnt.
import { Worker } from 'node:worker_threads';
import type { Source } from '../../intake/list-upload.js';
import type { Extractors, Parser } from '../../model/parser.js';
import { createMasker } from '../../text/mask.js';
import { parse } from '../read-upload.js';
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

  async function* open(): AsyncGenerator<Uint8Array> {
    send({ kind: 'open' });
    for (;;) {
      const { bytes, isBroken } = await next();
      if (isBroken) throw new Error('the source broke in the parent');
      if (bytes === undefined) return;
      yield bytes;
    }
  }

  async function read({ id, sizeBytes, parser: place, memory }: Document): Promise<void> {
    const parser = parsers[place];
    if (parser === undefined || extractors === undefined)
      throw new Error('the parent has other parsers, or told no extractors');
    const masker = createMasker();
    masker.learn(memory);
    const source: Source = { id, sizeBytes, open };
    const artifact = await parse(source, parser, { parsers, extractors, masker });
    send({ kind: 'read', artifact, memory: masker.memory() });
  }

  child.on('message', (received) => {
    const message = received as ParentMessage;
    if (message.kind === 'extractors') extractors = message.extractors;
    else if (message.kind === 'bytes') awaiting?.(message);
    // What this throws ends the process, and the parent tells it.
    else void read(message);
  });
}
