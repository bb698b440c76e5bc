// A report or a copy in a file: whole or not at all. Written beside its place, synced, then renamed; an existing file
// needs `--force`.
import { randomUUID } from 'node:crypto';
import { constants, type FileHandle, link, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UsageError } from '../../model/usage-error.js';

/** Codes of the operating system that a person can do something about. */
const causes: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder is a file',
  EACCES: 'the folder or file may not be written to',
  EPERM: 'the folder or file may not be written to',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EISDIR: 'it is a folder',
  EEXIST: 'it exists already',
  ENAMETOOLONG: 'the name is too long',
  ENOTSUP: 'it is a device or a pipe, not a file',
};

/** A file to write: where it is, and what the person called it. */
export interface OutputFile {
  readonly path: string;
  readonly name: string;
}

/** Refuses early what would be refused after the work. */
export async function checkFile({ path, name }: OutputFile, force: boolean): Promise<void> {
  const found = await kindOf(path);
  if (found === 'folder') throw failure(name, 'EISDIR');
  if (found === 'file' && !force) throw failure(name, 'EEXIST');
  if (found === 'none' && (await kindOf(dirname(path))) !== 'folder') throw failure(name, 'ENOENT');
}

/** @throws UsageError when the file cannot be written, or exists and `force` is not given */
export async function writeFile(file: OutputFile, text: string, force: boolean): Promise<void> {
  const { path, name } = file;
  await checkFile(file, force);
  try {
    const found = await kindOf(path);
    // Devices and pipes are written to where they are: a rename would replace them.
    if (found === 'other') return await writeAndSync(await open(path, constants.O_WRONLY), text);
    await replace(found === 'file' ? await realpath(path) : path, text, force);
  } catch (error) {
    throw failure(name, codeOf(error));
  }
}

async function replace(file: string, text: string, force: boolean): Promise<void> {
  const draft = draftOf(file);
  try {
    await writeAndSync(await open(draft, 'wx'), text);
    await move(draft, file, force);
  } finally {
    await rm(draft, { force: true });
  }
}

export interface StreamedFile extends OutputFile {
  readonly force: boolean;
  /** Told of the draft as long as there is one, for whoever has to end early. */
  onDraft?(path: string): void;
}

/**
 * A file that is written piece by piece. What `fill` returns decides: without `isKept` nothing is left behind.
 * @throws UsageError as `writeFile`; what `fill` throws, unless writing was the trouble
 */
export async function writeStreamed<T extends { readonly isKept: boolean }>(
  { path, name, force, onDraft }: StreamedFile,
  fill: (write: (text: string) => Promise<void>) => Promise<T>,
): Promise<T> {
  await checkFile({ path, name }, force);
  const found = await kindOf(path);
  if (found === 'other') throw failure(name, 'ENOTSUP');
  const file = found === 'file' ? await realpath(path) : path;
  const draft = draftOf(file);
  const told = async <R>(work: Promise<R>): Promise<R> =>
    work.catch((error) => {
      throw failure(name, codeOf(error));
    });
  onDraft?.(draft);
  const handle = await told(open(draft, 'wx'));
  try {
    const result = await fill((text) => told(handle.appendFile(text)));
    await told(handle.sync());
    if (result.isKept) await told(move(draft, file, force));
    return result;
  } finally {
    await handle.close();
    await rm(draft, { force: true });
  }
}

function draftOf(file: string): string {
  return join(dirname(file), `.esa-triage.${randomUUID()}.part`);
}

async function move(draft: string, file: string, force: boolean): Promise<void> {
  // A link fails where a file came into being meanwhile; a rename would replace it unasked.
  if (force) await rename(draft, file);
  else await link(draft, file).catch((error) => linkless(error, draft, file));
}

/** Some file systems know no links; there the check from before has to do. */
async function linkless(error: unknown, draft: string, file: string): Promise<void> {
  if (codeOf(error) === 'EEXIST' || (await kindOf(file)) !== 'none') throw error;
  await rename(draft, file);
}

async function writeAndSync(handle: FileHandle, text: string): Promise<void> {
  try {
    await handle.writeFile(text);
    // Pipes and devices cannot be synced, and need not be.
    await handle.sync().catch((error) => {
      if (codeOf(error) !== 'EINVAL' && codeOf(error) !== 'ENOTSUP') throw error;
    });
  } finally {
    await handle.close();
  }
}

async function kindOf(path: string): Promise<'none' | 'file' | 'folder' | 'other'> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return 'none';
  if (found.isDirectory()) return 'folder';
  return found.isFile() ? 'file' : 'other';
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function failure(place: string, code: string): UsageError {
  const problem = `cannot be written: ${causes[code] ?? 'the operating system refuses it'}`;
  const example = code === 'EEXIST' ? 'add --force to replace it' : 'name another file with -o';
  return new UsageError([{ place, problem, example }]);
}
