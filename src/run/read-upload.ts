// Upload → observations: every file, also those inside archives in archives, is read once, hashed on the way, and told
// in the inventory; so is every name that was not read.
import { type Budget, limitReached } from '../intake/budget.js';
import type { Container } from '../intake/containers/container.js';
import { containers } from '../intake/containers/containers.js';
import { sniffBinary } from '../intake/sniff.js';
import { type Found, isLoss, type Skipped, type Source } from '../intake/source.js';
import { isInstalled } from '../intake/unpack/readers.js';
import type { Note } from '../model/parser.js';
import type { ArtifactKind, ArtifactStatus } from '../model/report.js';
import { elsewhereOf } from '../text/elsewhere.js';
import { doubtElsewhere } from './doubt-elsewhere.js';
import { sha256OfNothing } from './hash/sha256.js';
import { linkPictures } from './link-pictures.js';
import { type ReadArtifact, type Reading, readSource } from './read-source.js';
import { type Tap, tap } from './tap.js';
import { unpackedFrom } from './unpack-document.js';

export type { ReadArtifact } from './read-source.js';

export interface ReadUpload {
  /** In byte order of their ids. */
  readonly artifacts: readonly ReadArtifact[];
  readonly skipped: readonly Skipped[];
}

/** The same bytes twice are read once and listed twice. */
export async function readUpload(sources: readonly Source[], reading: Reading, budget: Budget): Promise<ReadUpload> {
  const walk = new Walk(reading, budget);
  const upload = new Level(0);
  for (const source of sources) await walk.read(source, upload);
  const artifacts = linkPictures(byId(walk.artifacts));
  return { artifacts: doubtElsewhere(artifacts, reading.extractors.quoting), skipped: walk.skipped };
}

function byId(artifacts: readonly ReadArtifact[]): ReadArtifact[] {
  const keyed = artifacts.map((artifact) => ({ artifact, key: Buffer.from(artifact.id) }));
  return keyed.sort((a, b) => Buffer.compare(a.key, b.key)).map(({ artifact }) => artifact);
}

/** Entries of one archive with the same bytes, or left for the same reason, of which each is named. */
const namedMax = 1000;

/** The upload, or one archive in it: how often it had the same. */
class Level {
  readonly #seen = new Map<string, number>();
  unnamed = 0;

  constructor(
    /** Archives around what is in it. */
    readonly depth: number,
  ) {}

  isNamed(what: string): boolean {
    const count = (this.#seen.get(what) ?? 0) + 1;
    this.#seen.set(what, count);
    const isNamed = count <= namedMax || this.depth === 0;
    if (!isNamed) this.unnamed += 1;
    return isNamed;
  }
}

class Walk {
  readonly artifacts: ReadArtifact[] = [];
  readonly skipped: Skipped[] = [];
  /** What was read, by its hash: an archive with all that is in it. */
  readonly #read = new Map<string, readonly ReadArtifact[]>();
  readonly #readSizes = new Set<number>();

  constructor(
    readonly reading: Reading,
    readonly budget: Budget,
  ) {}

  async read(source: Source, level: Level): Promise<void> {
    if (source.isEmpty && this.#isTwin(source, { sha256: sha256OfNothing }, level)) return;
    // A file of a size that was seen before is worth a look at its hash first.
    const isFamiliar = !source.isOnce && !source.isEmpty && this.#readSizes.has(source.sizeBytes);
    if (isFamiliar && this.#isTwin(source, await tap(source, this.budget.limits).finish(), level)) return;
    const from = this.artifacts.length;
    const tapped = tap(source, this.budget.limits);
    const head = await tapped.head();
    const container = head && (await containerOf(head, tapped));
    const artifact =
      container === undefined
        ? await readSource(tapped, head, this.reading)
        : await this.#readArchive(tapped, container, new Level(level.depth + 1));
    this.#readSizes.add(artifact.sizeBytes);
    if (container === undefined && this.#isTwin(source, artifact, level)) return;
    this.artifacts.push(artifact);
    const key = this.#twinKey(source, artifact.sha256);
    if (!artifact.isCut && !this.#read.has(key)) {
      this.#read.set(key, this.artifacts.slice(from));
    }
  }

  /** Lists the file, and what is in it, as what was read already. Of a cut one, the rest may differ. */
  #isTwin(source: Source, { sha256, isCut }: Pick<ReadArtifact, 'sha256' | 'isCut'>, level: Level): boolean {
    const { id } = source;
    const twins = isCut ? undefined : this.#read.get(this.#twinKey(source, sha256));
    const first = twins?.find((twin) => twin.sha256 === sha256);
    if (twins === undefined || first === undefined) return false;
    if (!level.isNamed(sha256)) return true;
    for (const twin of twins) {
      this.artifacts.push({ ...twin, id: id + twin.id.slice(first.id.length), observations: [] });
    }
    return true;
  }

  /** What somebody says in a letter, or shows as another state, is another thing than the same text as a file. */
  #twinKey({ id, isSpoken }: Source, sha256: string): string {
    const name = elsewhereOf(this.reading.extractors.quoting).nameIn(id);
    return `${isSpoken ? 'spoken ' : ''}${name === undefined ? '' : 'elsewhere '}${sha256}`;
  }

  /** @param isKind is told what a document turned out to be */
  #entries(archive: Tap, container: Container, isKind: (kind: ArtifactKind) => void): AsyncGenerator<Found, void> {
    return 'reader' in container
      ? unpackedFrom(archive, container.reader, this.budget, this.reading.child, isKind)
      : container.entries(archive, this.budget);
  }

  async #readArchive(archive: Tap, container: Container, level: Level): Promise<ReadArtifact> {
    const counts = { entries: 0, skipped: 0 };
    const own: Note[] = [];
    let kind = container.kind ?? 'archive';
    const isKind = (other: ArtifactKind) => {
      kind = other;
    };
    const { limits } = this.budget;
    if (level.depth > limits.nesting) own.push(limitReached('nesting'));
    else {
      try {
        for await (const found of this.#entries(archive, container, isKind)) {
          if (found.kind === 'trouble') own.push(found.note);
          else if (found.kind === 'file') {
            counts.entries += 1;
            await this.read(found.source, level);
          } else {
            counts.skipped += 1;
            if (level.isNamed(found.skipped.note.code)) this.skipped.push(found.skipped);
          }
        }
      } catch {
        own.push({ code: 'archive-broken', level: 'warning' });
      }
    }
    // What a limit stopped is not unpacked any further for its hash.
    const isFull = own.some(({ arguments: args }) => args?.limit === 'entries');
    const { notes, ...finished } = await archive.finish(!isFull || archive.seek !== undefined);
    const told = [...own, ...notes];
    const isCut = counts.skipped > 0 || finished.isCut || told.some(isLoss);
    return {
      id: archive.id,
      kind,
      ...finished,
      status: archiveStatus(counts, isCut, told),
      counts,
      notes: [...told, ...remarks(counts, told, level)],
      observations: [],
      isCut,
    };
  }
}

interface Counts {
  readonly entries: number;
  readonly skipped: number;
}

function archiveStatus({ entries, skipped }: Counts, isCut: boolean, told: readonly Note[]): ArtifactStatus {
  if (isCut) return entries > 0 ? 'partial' : 'unreadable';
  if (entries + skipped === 0) return 'ignored';
  return told.length > 0 ? 'repaired' : 'ok';
}

function remarks({ entries, skipped }: Counts, told: readonly Note[], { unnamed }: Level): Note[] {
  if (entries + skipped + told.length === 0) return [{ code: 'empty-file', level: 'warning' }];
  return unnamed > 0 ? [{ code: 'entries-folded', level: 'note', arguments: { count: unnamed } }] : [];
}

/** What documents and pictures have inside is theirs: only a package that reads them looks into it, where there is one. */
async function containerOf(head: Buffer, archive: Tap): Promise<Container | undefined> {
  const isTheirs = sniffBinary(head) !== undefined;
  for (const container of containers) {
    if (isTheirs !== 'reader' in container) continue;
    if ('reader' in container && !isInstalled(container.reader)) continue;
    if (await container.opens(head, archive.tail)) return container;
  }
  return undefined;
}
