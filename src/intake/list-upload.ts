// Named paths → files to read, in byte order of their ids. Names are labels only: nothing is opened by a name that an
// upload brings, links are not followed, and what is no regular file is told and left.
import type { Dirent } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { type Budget, createBudget, limitReached } from './budget.js';
import { asBytes } from './entry-labels.js';
import { fileSource } from './file-source.js';
import { keep, memorySource } from './memory-source.js';
import type { Skipped, Source } from './source.js';

export interface Upload {
  readonly sources: readonly Source[];
  readonly skipped: readonly Skipped[];
  /** Named paths that do not exist. */
  readonly missing: readonly string[];
}

/** Takes an entry of the budget for every file, before any archive is opened: an archive cannot hide its siblings. */
export async function listUpload(
  paths: readonly string[],
  cwd: string,
  stdin: AsyncIterable<Uint8Array>,
  budget: Budget = createBudget(),
): Promise<Upload> {
  const listing = new Listing(budget);
  for (const path of paths) {
    if (path === '-') await listing.addStdin(stdin);
    else await listing.addPath(path, cwd);
  }
  listing.sources.sort((a, b) => Buffer.compare(Buffer.from(a.id), Buffer.from(b.id)));
  return listing;
}

class Listing implements Upload {
  readonly sources: Source[] = [];
  readonly skipped: Skipped[] = [];
  readonly missing: string[] = [];
  #isFull = false;

  constructor(readonly budget: Budget) {}

  async addPath(path: string, cwd: string): Promise<void> {
    const absolute = resolve(cwd, path);
    const stats = await stat(absolute).catch(() => undefined);
    if (stats === undefined) this.missing.push(path);
    else if (stats.isDirectory()) await this.#walk(Buffer.from(absolute), '', []);
    else if (stats.isFile()) this.#add(Buffer.from(absolute), basename(absolute), stats.size, true);
    else this.#skip(basename(absolute), 'skipped-not-a-file');
  }

  async addStdin(stdin: AsyncIterable<Uint8Array>): Promise<void> {
    this.budget.takeEntry();
    const { memory, rest } = await keep(stdin, this.budget.limits['buffer-bytes']);
    const trouble = () => (rest === undefined ? [] : [limitReached('buffer-bytes')]);
    this.sources.push(memorySource('stdin', memory, { trouble }));
  }

  /** `above` holds the folders that lead here: one that is mounted inside itself ends. */
  async #walk(folder: Buffer, prefix: string, above: readonly string[]): Promise<void> {
    let entries: Dirent<Buffer>[];
    let identity: string;
    try {
      const stats = await stat(folder, { bigint: true });
      identity = `${stats.dev}:${stats.ino}`;
      entries = await list(folder);
    } catch {
      return this.#skip(prefix || '.', 'input-not-readable');
    }
    if (above.includes(identity)) return this.#skip(prefix, 'skipped-not-a-file');
    for (const entry of entries) {
      const path = Buffer.concat([folder, Buffer.from('/'), entry.name]);
      const id = prefix + labelOf(entry.name);
      if (entry.isDirectory()) await this.#walk(path, `${id}/`, [...above, identity]);
      else if (!entry.isFile()) this.#skip(id, 'skipped-not-a-file');
      else await this.#addFound(path, id);
    }
  }

  async #addFound(path: Buffer, id: string): Promise<void> {
    const stats = await stat(path).catch(() => undefined);
    if (stats === undefined) this.#skip(id, 'input-not-readable');
    else this.#add(path, id, stats.size, false);
  }

  #add(path: Buffer, id: string, sizeBytes: number, followsLink: boolean): void {
    if (this.budget.takeEntry()) this.sources.push(fileSource(path, id, sizeBytes, followsLink));
    // The first that is left speaks for all behind it.
    else if (!this.#isFull) {
      this.skipped.push({ id, note: limitReached('entries') });
      this.#isFull = true;
    }
  }

  #skip(id: string, code: 'skipped-not-a-file' | 'input-not-readable'): void {
    this.skipped.push({ id, note: { code, level: 'warning', arguments: { name: id } } });
  }
}

/** Names as bytes: a name need not be UTF-8 to be opened. */
async function list(folder: Buffer): Promise<Dirent<Buffer>[]> {
  const directory = await opendir(folder as unknown as string, { encoding: 'buffer' as BufferEncoding });
  const entries: Dirent<Buffer>[] = [];
  for await (const entry of directory) entries.push(entry as unknown as Dirent<Buffer>);
  return entries.sort((a, b) => Buffer.compare(a.name, b.name));
}

function labelOf(name: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(name);
  } catch {
    return asBytes(name);
  }
}
