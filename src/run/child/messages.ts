// What parent and child say to each other, structured-cloned. The child asks for the bytes, so that neither runs ahead of
// the other and no path leaves the parent.
import type { Extractors } from '../../model/parser.js';
import type { MaskerMemory } from '../../text/mask.js';
import type { ReadArtifact } from '../read-upload.js';

export type ParentMessage =
  /** Before the first document, and whenever they change. */
  | { readonly kind: 'extractors'; readonly extractors: Extractors }
  | {
      readonly kind: 'document';
      readonly id: string;
      readonly sizeBytes: number;
      /** Place in the registry. */
      readonly parser: number;
      readonly memory: MaskerMemory;
    }
  /** The answer to `next`: bytes, nothing at the end, or that the source broke. */
  | { readonly kind: 'bytes'; readonly bytes?: Uint8Array; readonly isBroken?: true };

export type ChildMessage =
  /** The document from its start. */
  | { readonly kind: 'open' }
  | { readonly kind: 'next' }
  | { readonly kind: 'read'; readonly artifact: ReadArtifact; readonly memory: MaskerMemory };
