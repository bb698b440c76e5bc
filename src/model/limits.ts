// How much of an upload is read, and with what means: every limit with its name, default and meaning, as one table. What lies
// beyond a limit is told as `limit-reached` and keeps verdicts open; `--limit NAME=VALUE` moves it.

export interface LimitRow {
  readonly standard: number;
  readonly unit: 'bytes' | 'count';
  /** For `--help limits`. */
  readonly means: string;
}

const mebibyte = 2 ** 20;
const gibibyte = 2 ** 30;

export const limitTable = {
  entries: { standard: 50_000, unit: 'count', means: 'files of one upload, those inside archives included' },
  nesting: { standard: 5, unit: 'count', means: 'archives and compressions inside each other' },
  'file-bytes': { standard: 8 * gibibyte, unit: 'bytes', means: 'bytes of one file, unpacked' },
  'upload-bytes': {
    standard: 16 * gibibyte,
    unit: 'bytes',
    means: 'bytes that come out of all archives of one upload together, on every level',
  },
  ratio: {
    standard: 200,
    unit: 'count',
    means:
      'times that a file inside archives may be larger than the bytes of the upload it comes from, over all levels',
  },
  'ratio-from': { standard: 10 * mebibyte, unit: 'bytes', means: 'bytes of one unpacked file from which ratio counts' },
  'buffer-bytes': {
    standard: 256 * mebibyte,
    unit: 'bytes',
    means:
      'bytes kept in memory: standard input, and an archive inside another (a larger one is read forward, in part)',
  },
  'document-memory': {
    standard: 2 * gibibyte,
    unit: 'bytes',
    means: 'memory for one document that is read in a process of its own',
  },
  'document-seconds': {
    standard: 600,
    unit: 'count',
    means: 'seconds for one document that is read in a process of its own',
  },
} as const satisfies Readonly<Record<string, LimitRow>>;

export type LimitName = keyof typeof limitTable;
export type Limits = Readonly<Record<LimitName, number>>;

export const limitNames = Object.keys(limitTable) as readonly LimitName[];

export const standardLimits = Object.fromEntries(
  Object.entries(limitTable).map(([name, { standard }]) => [name, standard]),
) as Limits;

const units: Readonly<Record<string, number>> = { B: 1, KiB: 2 ** 10, MiB: mebibyte, GiB: gibibyte, TiB: 2 ** 40 };

/** `50000` | `64MiB` | `1.5GiB`; undefined for anything else, and for 0. Only bytes have units. */
export function limitValue(text: string, unit: LimitRow['unit']): number | undefined {
  const [, digits = '', suffix = ''] = /^(\d{1,15}(?:\.\d{1,3})?)([KMGT]iB|B)?$/.exec(text) ?? [];
  if (digits === '' || (suffix !== '' && unit === 'count')) return undefined;
  const value = Number(digits) * (units[suffix] ?? 1);
  return Number.isInteger(value) && value > 0 && Number.isSafeInteger(value) ? value : undefined;
}

/** As it can be typed again: `64MiB`, `50000`. */
export function limitText(value: number, unit: LimitRow['unit']): string {
  if (unit === 'count') return String(value);
  const [name, size] = Object.entries(units)
    .reverse()
    .find(([, size]) => value >= size && value % size === 0) ?? ['B', 1];
  return `${value / size}${name}`;
}
