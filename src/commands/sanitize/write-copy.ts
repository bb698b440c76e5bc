// `sanitize`: checks what was asked for, has the copy written beside its place and moved into it, and tells what was done.
import { type BigIntStats, rmSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Call, type ExitCode, exitCodes } from '../../model/command.js';
import { type Problem, UsageError } from '../../model/usage-error.js';
import { loadStoredPack } from '../../pack/stored-pack.js';
import { type SanitizeOutcome, sanitizeFile } from '../../run/sanitize-file.js';
import { forTerminal } from '../../text/for-terminal.js';
import { createMasker } from '../../text/secrets/mask.js';
import { readCaseKey } from '../case/read-masking.js';
import { writeStreamed } from '../case/write-file.js';

const example = 'esa-triage sanitize capture.har -o for-support.har';
const troubles = {
  folder: 'is not one file; name the capture itself',
  unreadable: 'cannot be read',
  unknown: 'is no browser capture (HAR)',
} as const;

export async function writeCopy(call: Call): Promise<ExitCode> {
  const { input, output } = namesOf(call);
  const { io } = call;
  const path = resolve(io.cwd, output);
  const given = input === '-' ? undefined : await found(resolve(io.cwd, input));
  const problem = given && (await wrongInput(given, input, path, output));
  if (problem !== undefined) throw new UsageError([problem]);
  const caseKey = await readCaseKey(call);
  let draft: string | undefined;
  const settled = io.onInterrupt?.(() => draft !== undefined && rmSync(draft, { force: true }));
  const file = {
    path,
    name: output,
    force: call.has('force'),
    onDraft: (beside: string) => {
      draft = beside;
    },
  };
  try {
    const outcome = await writeStreamed(file, async (write) => {
      const tool = { name: 'esa-triage', version: call.version };
      const result = await sanitizeFile(
        { path: input, pack: loadStoredPack(), tool, ...(caseKey && { caseKey }) },
        io,
        write,
      );
      return { ...result, isKept: result.trouble === undefined && result.status !== 'unreadable' };
    });
    return await tell(outcome, input, call);
  } finally {
    settled?.();
  }
}

function namesOf(call: Call): { readonly input: string; readonly output: string } {
  const [input, ...more] = call.positionals;
  const output = call.text('output');
  const problems: Problem[] = [];
  if (input === undefined) problems.push({ place: 'FILE', problem: 'no capture was named', example });
  if (more.length > 0) problems.push({ place: more.join(' '), problem: 'one capture at a time', example });
  if (output === undefined) problems.push({ place: '-o', problem: 'where the copy goes was not named', example });
  if (output === '-')
    problems.push({ place: '-o -', problem: 'a copy goes into a file: half of one would be none', example });
  if (input === undefined || output === undefined || problems.length > 0) throw new UsageError(problems);
  return { input, output };
}

function found(path: string): Promise<BigIntStats | undefined> {
  return stat(path, { bigint: true }).catch(() => undefined);
}

async function wrongInput(
  given: BigIntStats,
  input: string,
  path: string,
  output: string,
): Promise<Problem | undefined> {
  if (given.isDirectory()) return { place: input, problem: 'is a folder; name the capture itself', example };
  const there = await found(path);
  if (there === undefined || there.dev !== given.dev || there.ino !== given.ino) return undefined;
  return { place: `-o ${output}`, problem: 'is the capture itself; the original stays as it is', example };
}

async function tell(outcome: SanitizeOutcome, input: string, call: Call): Promise<ExitCode> {
  const name = forTerminal(createMasker().name(input === '-' ? 'standard input' : input));
  const say = (text: string) => call.io.stderr.write(`esa-triage: ${text}\n`);
  if (outcome.trouble === 'missing') {
    const expected = 'a path that exists, or - for standard input';
    throw new UsageError([{ place: input, problem: 'there is no such file', expected }]);
  }
  if (outcome.trouble !== undefined || outcome.status === 'unreadable') {
    await say(`${name} ${troubles[outcome.trouble ?? 'unknown']}. Nothing was written.`);
    return exitCodes.unreadable;
  }
  const { entries = 0, skipped = 0, removedBodies = 0, lostBodies = 0 } = outcome.counts;
  const isPartial = outcome.status === 'partial';
  if (isPartial) {
    await say(`${name} is damaged or cut: the copy holds what could be read, and is marked as partial.`);
  }
  if (!call.has('quiet')) {
    const { hosts = 0, addresses = 0, names = 0, ...secrets } = outcome.replaced ?? {};
    const kinds = Object.entries(secrets)
      .sort()
      .map(([kind, count]) => `${kind} ${count}`);
    await say(
      `${entries - skipped} entries written${skipped > 0 ? `, ${skipped} that could not be read left out` : ''}`,
    );
    await say(`different secrets masked: ${kinds.join(', ') || 'none'}`);
    await say(`stand-ins given: hosts ${hosts}, addresses ${addresses}, other names ${names}`);
    await say(
      `bodies left out: ${removedBodies}${lostBodies > 0 ? `, ${lostBodies} of them because they could not be read whole` : ''}`,
    );
  }
  return isPartial ? exitCodes.unreadable : exitCodes.fine;
}
