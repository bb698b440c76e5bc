// Reads documents in a child process: one that crashes the runtime, eats memory or time costs only itself. A child is
// started when the first document needs it and reused until it ends or is closed.
import { type ChildProcess, fork } from 'node:child_process';
import type { Unpacked } from '../../intake/unpack/unpacked.js';
import type { Extractors, Note, Parser } from '../../model/parser.js';
import type { Masker } from '../../text/secrets/mask.js';
import { type ParsedDocument, unparsed } from '../parse-document.js';
import type { UnpackOrder } from '../unpack-document.js';
import type { ChildMessage, ParentMessage } from './messages.js';

export interface ChildLimits {
  /** All memory of the process, Buffers included. */
  readonly memoryBytes: number;
  /** For one document. */
  readonly deadlineMs: number;
}

/** Engineering limits. */
const usualLimits: ChildLimits = { memoryBytes: 2 * 2 ** 30, deadlineMs: 600_000 };

export interface ChildRunner {
  /**
   * The document as parsing it here would give it, or unreadable with the reason; undefined, and no byte taken, where no
   * child can be had. One document at a time, so that labels of secrets are given in the order of the artifacts.
   */
  parse(
    id: string,
    bytes: AsyncIterable<Uint8Array>,
    parser: Parser,
    reading: ChildReading,
    isSpoken?: boolean,
  ): Promise<ParsedDocument | undefined>;
  /**
   * What is in a document, or nothing with the reason; undefined, and no byte taken, where the program is not built. Where no
   * child can be had it is not read: a library must not take the case down.
   */
  unpack(order: UnpackOrder, bytes: AsyncIterable<Uint8Array>): Promise<Unpacked | undefined>;
  /** Resolves when no process is left. */
  close(): Promise<void>;
}

interface ChildReading {
  readonly parsers: readonly Parser[];
  readonly extractors: Extractors;
  readonly masker: Masker;
}

/** A child needs the built file beside this one. */
const builtEntry = import.meta.url.endsWith('.ts') ? undefined : new URL('./document-worker.js', import.meta.url);

export function childRunner(limits: Partial<ChildLimits> = {}, entry: URL | undefined = builtEntry): ChildRunner {
  const all = { ...usualLimits, ...limits };
  const { memoryBytes } = all;
  let running: ChildProcess | undefined;
  let sent: Extractors | undefined;

  function start(from: URL): ChildProcess {
    // The heap's own limit lies above the watched one: V8 would end the process by a crash.
    const heapMiB = Math.ceil((1.5 * memoryBytes) / 2 ** 20);
    const child = fork(from, [String(memoryBytes)], {
      execArgv: [`--max-old-space-size=${heapMiB}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    // While a document is read its deadline keeps the parent alive; an idle child must not.
    child.unref();
    child.channel?.unref();
    const gone = () => {
      if (running === child) running = undefined;
    };
    child.on('error', gone).on('exit', gone);
    sent = undefined;
    running = child;
    return child;
  }

  return {
    async parse(id, bytes, parser, { parsers, extractors, masker }, isSpoken = false) {
      if (entry === undefined) return undefined;
      const child = running ?? start(entry);
      if (child.pid === undefined) return undefined;
      if (sent !== extractors) tell(child, { kind: 'extractors', extractors });
      sent = extractors;
      tell(child, { kind: 'document', id, parser: parsers.indexOf(parser), memory: masker.memory(), isSpoken });
      const answer = await answerOf(child, bytes[Symbol.asyncIterator](), all, 'parsed');
      if ('code' in answer) return unparsed(parser.kind, [answer]);
      masker.learn(answer.memory);
      return answer.document;
    },

    async unpack(order, bytes) {
      if (entry === undefined) return undefined;
      const child = running ?? start(entry);
      if (child.pid === undefined) return { parts: [], notes: [failed('document-crashed', all)] };
      tell(child, { kind: 'unpack', order });
      const answer = await answerOf(child, bytes[Symbol.asyncIterator](), all, 'unpacked');
      return 'code' in answer ? { parts: [], notes: [answer] } : answer.unpacked;
    },

    async close() {
      const child = running;
      if (child === undefined) return;
      child.ref();
      const exited = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** What goes wrong on the way shows in the child's end. */
function tell(child: ChildProcess, message: ParentMessage): void {
  child.send(message, () => undefined);
}

/** A process that says nothing any more, and lives on. */
const dyingMs = 500;

type Answer<Kind> = Extract<ChildMessage, { kind: Kind }>;

function failed(code: string, { memoryBytes, deadlineMs }: ChildLimits): Note {
  const args = { mebibytes: Math.round(memoryBytes / 2 ** 20), seconds: Math.round(deadlineMs / 1000) };
  return { code, level: 'error', arguments: args };
}

/** Serves the document's bytes until the child has read it, or is no more. */
function answerOf<Kind extends 'parsed' | 'unpacked'>(
  child: ChildProcess,
  bytes: AsyncIterator<Uint8Array>,
  limits: ChildLimits,
  kind: Kind,
): Promise<Answer<Kind> | Note> {
  return new Promise((resolve) => {
    let cause: 'document-crashed' | 'document-deadline' | undefined;
    const kill = (because: typeof cause) => {
      cause ??= because;
      // With the deadline gone, nothing else keeps this process alive until the child has ended.
      child.ref();
      child.kill('SIGKILL');
    };
    const onMessage = (received: unknown) => {
      const message = received as Partial<ChildMessage> | undefined;
      if (message?.kind === 'next') void nextBytes(bytes).then((next) => tell(child, next));
      else if (message?.kind === kind) finish(message as Answer<Kind>);
    };
    // A dying process is cut off too, a moment before its end says why.
    let isCutOff: NodeJS.Timeout | undefined;
    const onDisconnect = () => {
      isCutOff = setTimeout(() => kill('document-crashed'), dyingMs);
    };
    // The watch and the system's own end a process that takes too much memory by this signal.
    const onExit = (_: number | null, signal: string | null) => {
      const code = cause ?? (signal === 'SIGKILL' ? 'document-out-of-memory' : 'document-crashed');
      finish(failed(code, limits));
    };
    const timer = setTimeout(() => kill('document-deadline'), limits.deadlineMs);
    function finish(answer: Answer<Kind> | Note): void {
      clearTimeout(timer);
      clearTimeout(isCutOff);
      child.off('message', onMessage).off('disconnect', onDisconnect).off('exit', onExit);
      resolve(answer);
    }
    child.on('message', onMessage).on('disconnect', onDisconnect).on('exit', onExit);
  });
}

/** A copy: memory that threads share cannot be sent. */
async function nextBytes(bytes: AsyncIterator<Uint8Array>): Promise<ParentMessage> {
  try {
    const next = await bytes.next();
    return next.done ? { kind: 'bytes' } : { kind: 'bytes', bytes: Buffer.from(next.value) };
  } catch {
    return { kind: 'bytes', isBroken: true };
  }
}
