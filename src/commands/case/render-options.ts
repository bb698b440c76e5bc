// How a report is laid out where it goes: colour and width only for a terminal.
import type { Call } from '../../model/command.js';
import type { RenderOptions } from '../../model/reporter.js';

/** Columns of what no terminal shows; longer lines are hard to read on any. */
const usualWidth = 100;
const widest = 120;

export function renderOptions(call: Call, toStdout: boolean): RenderOptions {
  const { stdout, env } = call.io;
  const terminal = toStdout && stdout.isTerminal;
  return {
    width: terminal ? Math.min(stdout.columns || usualWidth, widest) : usualWidth,
    // https://no-color.org: any value but the empty one
    colour: terminal && !env.NO_COLOR && env.TERM !== 'dumb',
    detail: toStdout && call.has('quiet') ? 'quiet' : call.has('all') ? 'all' : 'usual',
    only: call.texts('only'),
  };
}
