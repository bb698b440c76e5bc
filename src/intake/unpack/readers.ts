// Packages that read what this program alone does not. They are optional: each is loaded where it is installed, from wherever
// Node finds it, and only by the process that reads the document. What they promise is checked where they are called.
import { createRequire } from 'node:module';
import type { Unpack } from './unpacked.js';

interface Reader {
  readonly package: string;
  /** That was tried: `package.json` names the same. */
  readonly version: string;
  readonly unpack: () => Promise<Unpack>;
}

export const readers = {
  pdf: {
    package: 'unpdf',
    version: '1.3.2',
    unpack: async () => (await import('./unpack-pdf.js')).unpackPdf,
  },
  outlook: {
    package: '@kenjiuno/msgreader',
    version: '1.28.0',
    unpack: async () => (await import('./unpack-outlook.js')).unpackOutlook,
  },
} as const satisfies Readonly<Record<string, Reader>>;

export type ReaderName = keyof typeof readers;

const requireForeign = createRequire(import.meta.url);

/** One that is there and broken counts: its documents say so. */
export function isInstalled(reader: ReaderName): boolean {
  try {
    requireForeign.resolve(readers[reader].package);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND';
  }
}

/** What to type in the folder of this program. */
export function installCommand(reader: ReaderName): string {
  return `npm install --no-save ${readers[reader].package}@${readers[reader].version}`;
}

/** @throws where it is not there, or does not load */
export function loadReader(reader: ReaderName): unknown {
  return requireForeign(readers[reader].package);
}
