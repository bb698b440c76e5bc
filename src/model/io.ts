// The world as the program sees it. `cli.ts` makes the real one; tests make their own.

/** Where text goes. Writes resolve when the text is taken; a closed pipe is not an error. */
export interface Sink {
  write(text: string): Promise<void>;
  readonly isTerminal: boolean;
  /** Columns of the terminal; undefined for pipes and files. */
  readonly columns: number | undefined;
}

export interface Io {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder that relative paths start from. */
  readonly cwd: string;
  /** Takes one more filter that every text has to pass on its way to a stream. */
  readonly guard?: (filter: (text: string) => string) => void;
  /** What an interrupt must not leave behind; the function that is returned takes it back. */
  onInterrupt?(clean: () => void): () => void;
}
