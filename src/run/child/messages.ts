// What parent and child say to each other, structured-cloned. The child asks for the bytes, so that neither runs ahead of
// the other and no path leaves the parent.

import type { Unpacked } from '../../intake/unpack/unpacked.js';
import type { Extractors } from '../../model/parser.js';
import type { MaskerMemory } from '../../text/secrets/mask.js';
import type { ParsedDocument } from '../parse-document.js';
import type { UnpackOrder } from '../unpack-document.js';

export type ParentMessage =
  /** Before the first document, and whenever they change. */
  | { readonly kind: 'extractors'; readonly extractors: Extractors }
  /** `parser` is its place in the registry. */
  | {
      readonly kind: 'document';
      readonly id: string;
      readonly parser: number;
      readonly memory: MaskerMemory;
      readonly isSpoken: boolean;
    }
  | { readonly kind: 'unpack'; readonly order: UnpackOrder }
  /** The answer to `next`: bytes, nothing at the end, or that the source broke. */
  | { readonly kind: 'bytes'; readonly bytes?: Uint8Array; readonly isBroken?: true };

export type ChildMessage =
  | { readonly kind: 'next' }
  | { readonly kind: 'unpacked'; readonly unpacked: Unpacked }
  | { readonly kind: 'parsed'; readonly document: ParsedDocument; readonly memory: MaskerMemory };
