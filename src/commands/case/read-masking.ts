// `--show-secrets` and `--case-key FILE`: how the secrets of a case are masked, or that they are shown, on a screen and
// nowhere else.
import { open } from 'node:fs/promises';
import { platform } from 'node:os';
import { resolve } from 'node:path';
import type { Call } from '../../model/command.js';
import { type Problem, UsageError } from '../../model/usage-error.js';
import type { MaskerOptions } from '../../text/secrets/mask.js';

/** Fewer could be tried out. */
const keyBytesMin = 16;
const keyBytesMax = 64 << 10;

/** @throws UsageError for secrets that would leave the screen, and for a key that is none or that all may read */
export async function readMasking(call: Call): Promise<MaskerOptions> {
  if (call.has('show-secrets')) {
    refuse(elsewhere(call));
    return { reveals: true };
  }
  const key = await readCaseKey(call);
  return key === undefined ? {} : { key };
}

/** @throws UsageError for a key that is none or that all may read */
export async function readCaseKey(call: Call): Promise<Uint8Array | undefined> {
  const file = call.text('case-key');
  return file === undefined ? undefined : readKey(file, call.io.cwd);
}

function elsewhere(call: Call): Problem[] {
  const output = call.text('output');
  const files = [
    ...(output === undefined || output === '-' ? [] : [`-o ${output}`]),
    ...call.texts('format').flatMap((format) => (format.includes('=') ? [`--format ${format}`] : [])),
  ];
  const problem = 'what --show-secrets shows may only be seen on a terminal';
  const example = 'leave it out: a report with labels such as [token#1] tells as much';
  return [
    ...(call.io.stdout.isTerminal ? [] : ['standard output is no terminal']),
    ...files.map((file) => `${file} is a file`),
  ].map((place) => ({ place, problem, example }));
}

async function readKey(file: string, cwd: string): Promise<Uint8Array> {
  const place = `--case-key ${file}`;
  const example = 'head -c 32 /dev/urandom | base64 > case.key && chmod 600 case.key';
  const failed = (problem: string) =>
    new UsageError([{ place, problem, expected: 'a file that holds a key', example }]);
  const handle = await open(resolve(cwd, file), 'r').catch(() => undefined);
  if (handle === undefined) throw failed('there is no such file, or it may not be read');
  try {
    const { mode, size, isFile } = await handle.stat().then((found) => ({
      mode: found.mode,
      size: found.size,
      isFile: found.isFile(),
    }));
    if (!isFile) throw failed('is no file');
    // Windows has no such bits.
    if (platform() !== 'win32' && (mode & 0o007) !== 0) throw failed('may be read by everybody on this machine');
    if (size > keyBytesMax) throw failed(`is longer than ${keyBytesMax} bytes`);
    const key = trimmed(await handle.readFile());
    if (key.length === 0) throw failed('is empty');
    if (key.length < keyBytesMin) throw failed(`is shorter than ${keyBytesMin} bytes`);
    return key;
  } finally {
    await handle.close();
  }
}

/** Without the line end that an editor adds. */
function trimmed(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 10 || bytes[end - 1] === 13)) end -= 1;
  return bytes.subarray(0, end);
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new UsageError(problems);
}
