// What an artifact lets see. A problem names what must be seen to tell it; a renderer names what it shows.
export type Evidence =
  | 'service'
  | 'server'
  | 'registration'
  | 'register-prompt'
  | 'release'
  | 'product'
  | 'export-serial'
  | 'foreign-serial'
  | 'api'
  | 'management-hostname'
  | 'reporting'
  | 'trouble'
  | 'api-log'
  | 'token-times'
  | 'switches'
  | 'sse-calls'
  | 'sse-organization'
  | 'capture'
  | 'xdr-calls'
  | 'xdr-devices'
  | 'login'
  | 'portal-page'
  | 'module-list'
  | 'module'
  | 'health'
  | 'tile-message'
  | 'tile-calls'
  | 'tile-data'
  | 'tile-ranges'
  | 'source';

export interface Artifact {
  readonly name: string;
  readonly text: string;
  /** What is wholly seen in it as long as nothing happens to it. */
  readonly shows: readonly Evidence[];
  /** Text of a page, session or note, which people save in any encoding. */
  readonly isProse?: boolean;
  readonly isDated?: boolean;
  /** It shows a second appliance too: what does not say of which one it tells is then of neither. */
  readonly showsSibling?: boolean;
  /** What names the appliance in it. */
  readonly names?: readonly ('host' | 'serial')[];
}
