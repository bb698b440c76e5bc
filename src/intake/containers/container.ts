// What a container is: an archive, a compression, a mail or a document. Adding one is one file in this folder and its line in the list.
import type { ArtifactKind } from '../../model/report.js';
import type { Budget } from '../budget.js';
import type { Found, Source } from '../source.js';
import type { ReaderName } from '../unpack/readers.js';

interface Opening {
  /** What the inventory calls it, where that is not `archive`. */
  readonly kind?: ArtifactKind;
  /** Whether a file that begins so is one. `tail` gives its last bytes, where they can be had. */
  opens(head: Buffer, tail: () => Promise<Buffer>): boolean | Promise<boolean>;
}

/** Read as a stream, here. */
export interface StreamedContainer extends Opening {
  /**
   * What is inside, in its order. A file's bytes are read before the next one is asked for, or not at all. Never throws for
   * bad input: damage is told, and hides no sibling.
   */
  entries(source: Source, budget: Budget): AsyncGenerator<Found, void>;
}

/** Built whole by an optional package, hence in a process of its own; where that is not installed, told and not read. */
export interface BuiltContainer extends Opening {
  readonly reader: ReaderName;
}

export type Container = StreamedContainer | BuiltContainer;

export function defineContainer<C extends Container>(container: C): C {
  return container;
}

/** The name of the only file inside a compression: its own without the ending. */
export function nameWithin(id: string): string {
  const name = id.slice(id.lastIndexOf('/') + 1);
  const inner = name.replace(/\.tgz$/i, '.tar').replace(/\.(?:gz|gzip|z|zlib|zhar)$/i, '');
  return inner || 'content';
}
