// The process around the program. The only file that touches `process`; it ends it by force only after a fault that nobody
// caught, so that pipes drain. An interrupt keeps its default action: shells report 130.

import { faultText, main } from './main.js';
import { exitCodes } from './model/command.js';
import type { Sink } from './model/io.js';
import { UsageError } from './model/usage-error.js';

const { argv, env, stdin, stdout, stderr } = process;
const io = {
  stdin,
  stdout: sinkOf(stdout, 'standard output'),
  stderr: sinkOf(stderr, 'standard error'),
  env,
  cwd: process.cwd(),
  onInterrupt,
};
// What Node says by itself quotes the error, which may quote the customer.
process.on('uncaughtException', (error) => {
  stderr.write(faultText(error), () => process.exit(exitCodes.unreadable));
});
void main(argv.slice(2), io).then((code) => {
  process.exitCode = code;
});

/** Cleans, and lets the signal do what it would have done. */
function onInterrupt(clean: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const off = () => {
    for (const signal of signals) process.off(signal, interrupted);
  };
  const interrupted = (signal: NodeJS.Signals) => {
    off();
    clean();
    process.kill(process.pid, signal);
  };
  for (const signal of signals) process.on(signal, interrupted);
  return off;
}

function sinkOf(stream: NodeJS.WriteStream, place: string): Sink {
  // Errors reach the writer through its callback; without a listener they would end the process as well.
  stream.on('error', () => undefined);
  return {
    isTerminal: stream.isTTY === true,
    columns: stream.isTTY === true ? stream.columns : undefined,
    write: (text) =>
      new Promise((resolve, reject) => {
        stream.write(text, (error) => {
          // A reader that closed the pipe (`| head`) has read what it wanted.
          const closed = error && 'code' in error && (error.code === 'EPIPE' || error.code === 'EOF');
          if (error && !closed)
            reject(new UsageError([{ place, problem: 'could not be written to (is the disk full?)' }]));
          else resolve();
        });
      }),
  };
}
