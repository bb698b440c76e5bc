// Upload → observations: every file, also those inside archives in archives, is read once, hashed on the way, and told
// in the inventory; so is every name that was not read.
import type { Budget } from '../intake/budget.js';
import { limitReached } from '../intake/budget.js';
import type { Container } from '../intake/containers/container.js';
import { containers } from '../intake/containers/containers.js';
import { sniffBinary } from '../intake/sniff.js';
import { isLoss, type Skipped, type Source } from '../intake/source.js';
import type { Note } from '../model/parser.js';
import type { ArtifactStatus } from '../model/report.js';
import { type ReadArtifact, type Reading, readSource } from './read-source.js';
import { type Tap, tap } from './tap.js';

export type { ReadArtifact } from './read-source.js';

export interface ReadUpload {
  /** In byte order of their ids. */
  readonly artifacts: readonly ReadArtifact[];
  readonly skipped: readonly Skipped[];
}

/** The same bytes twice are read once and listed twice. */
export async function readUpload(sources: readonly Source[], reading: Reading, budget: Budget): Promise<ReadUpload> {
  const walk = new Walk(reading, budget);
  for (const source of sources) await walk.read(source, 0);
  return { artifacts: walk.artifacts.sort(byId), skipped: walk.skipped };
}

function byId(a: ReadArtifact, b: ReadArtifact): number {
  return Buffer.compare(Buffer.from(a.id), Buffer.from(b.id));
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

  /** @param depth archives around it */
  async read(source: Source, depth: number): Promise<void> {
    // A file of a size that was seen before is worth a look at its hash first.
    const again = !source.isOnce && this.#readSizes.has(source.sizeBytes);
    if (again && this.#isTwin(source.id, await tap(source, this.budget.limits).finish())) return;
    const from = this.artifacts.length;
    const tapped = tap(source, this.budget.limits);
    const head = await tapped.head();
    const container = head && (await containerOf(head, tapped));
    const artifact =
      container === undefined
        ? await readSource(tapped, head, this.reading)
        : await this.#readArchive(tapped, container, depth);
    this.#readSizes.add(artifact.sizeBytes);
    if (container === undefined && this.#isTwin(source.id, artifact)) return;
    this.artifacts.push(artifact);
    if (!artifact.isCut && !this.#read.has(artifact.sha256))
      this.#read.set(artifact.sha256, this.artifacts.slice(from));
  }

  /** Lists the file, and what is in it, as what was read already. Of a cut one, the rest may differ. */
  #isTwin(id: string, { sha256, isCut }: Pick<ReadArtifact, 'sha256' | 'isCut'>): boolean {
    const twins = isCut ? undefined : this.#read.get(sha256);
    const first = twins?.find((twin) => twin.sha256 === sha256);
    if (twins === undefined || first === undefined) return false;
    for (const twin of twins) {
      this.artifacts.push({ ...twin, id: id + twin.id.slice(first.id.length), observations: [] });
    }
    return true;
  }

  async #readArchive(archive: Tap, container: Container, depth: number): Promise<ReadArtifact> {
    const counts = { entries: 0, skipped: 0 };
    const own: Note[] = [];
    if (depth >= this.budget.limits.nesting) own.push(limitReached('nesting'));
    else {
      try {
        for await (const found of container.entries(archive, this.budget)) {
          if (found.kind === 'trouble') own.push(found.note);
          else if (found.kind === 'skipped') {
            counts.skipped += 1;
            this.skipped.push(found.skipped);
          } else {
            counts.entries += 1;
            await this.read(found.source, depth + 1);
          }
        }
      } catch {
        own.push({ code: 'archive-broken', level: 'warning' });
      }
    }
    // What a limit stopped is not unpacked any further for its hash.
    const isFull = own.some(({ arguments: args }) => args?.limit === 'entries');
    const { notes, ...finished } = await archive.finish(!isFull || archive.seek !== undefined);
    const isEmpty = counts.entries + counts.skipped + own.length + notes.length === 0;
    if (isEmpty) own.push({ code: 'empty-file', level: 'warning' });
    const all = [...own, ...notes];
    const isCut = !isEmpty && (counts.skipped > 0 || all.some(isLoss));
    const status = isEmpty ? 'ignored' : archiveStatus(isCut, counts.entries > 0, all.length > 0);
    return { id: archive.id, kind: 'archive', counts, notes: all, observations: [], ...finished, status, isCut };
  }
}

function archiveStatus(isCut: boolean, hasEntries: boolean, hasNotes: boolean): ArtifactStatus {
  if (isCut) return hasEntries ? 'partial' : 'unreadable';
  return hasNotes ? 'repaired' : 'ok';
}

/** What documents and pictures have inside is theirs. */
async function containerOf(head: Buffer, archive: Tap): Promise<Container | undefined> {
  if (sniffBinary(head) !== undefined) return undefined;
  for (const container of containers) if (await container.opens(head, archive.tail)) return container;
  return undefined;
}
