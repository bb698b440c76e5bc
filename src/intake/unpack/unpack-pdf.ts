// A PDF: its text as one file, so that what runs over pages stays whole, and the files that are attached to it. Pages that show
// what is no text (scans, pictures, drawn letters) are named: nothing in them was read.
import type { Note } from '../../model/parser.js';
import { linesOf, type TextItem } from './pdf-text.js';
import { loadReader, readers } from './readers.js';
import type { Unpacked, UnpackedFile } from './unpacked.js';

interface Page {
  getTextContent(): Promise<{ readonly items: readonly (TextItem | { readonly type: string })[] }>;
  getOperatorList(): Promise<{ readonly fnArray: readonly number[]; readonly argsArray: readonly unknown[] }>;
  cleanup(): void;
}

interface Pdf {
  readonly numPages: number;
  getPage(number: number): Promise<Page>;
  getAttachments(): Promise<Readonly<
    Record<string, { readonly filename?: string; readonly content?: Uint8Array }>
  > | null>;
}

/** The part of the package that is used. */
interface Library {
  getDocumentProxy(bytes: Uint8Array, options: object): Promise<Pdf>;
  getResolvedPDFJS(): Promise<{ readonly OPS: Readonly<Record<string, number>> }>;
}

/** What was seen of all pages; numbers of pages count from 1. */
interface Seen {
  readonly lines: string[];
  readonly starts: number[];
  /** Without text, and not empty. */
  readonly scanned: number[];
  /** Text beside pictures. */
  readonly pictured: number[];
  /** Not all of their letters came out as text, or none of them could be had. */
  readonly broken: number[];
}

export async function unpackPdf(bytes: Uint8Array, name: string): Promise<Unpacked> {
  let library: Library;
  let pdf: Pdf;
  try {
    library = loadReader('pdf') as Library;
    // The library takes the bytes over.
    pdf = await library.getDocumentProxy(Uint8Array.from(bytes), { verbosity: 0, isEvalSupported: false });
  } catch (error) {
    return nothing(refusal((error as Error | undefined)?.name));
  }
  const seen: Seen = { lines: [], starts: [], scanned: [], pictured: [], broken: [] };
  const operators = namesOf((await library.getResolvedPDFJS()).OPS);
  for (let number = 1; number <= pdf.numPages; number++) {
    seen.starts.push(seen.lines.length + 1);
    try {
      await readPage(await pdf.getPage(number), number, operators, seen);
    } catch {
      seen.broken.push(number);
    }
  }
  const notes = [...notesOn(seen, name), ...(isWhole(bytes) ? [] : [warning('pdf-cut')])];
  return { parts: [...textOf(seen), ...(await attached(pdf, notes))], notes };
}

function nothing(code: string): Unpacked {
  return { parts: [], notes: [{ code, level: 'error', arguments: { package: readers.pdf.package } }] };
}

/** Names of errors are part of what the library promises. */
function refusal(error: string | undefined): string {
  if (error === 'PasswordException') return 'pdf-encrypted';
  return error === 'InvalidPDFException' || error === 'FormatError' ? 'pdf-broken' : 'document-reader-failed';
}

function namesOf(operators: Readonly<Record<string, number>>): ReadonlyMap<number, string> {
  return new Map(Object.entries(operators).map(([name, code]) => [code, name]));
}

// They set how things are drawn, and draw nothing.
const drawsNothing =
  /^(?:dependency|save|restore|transform|clip|eoClip|endPath|beginMarkedContent(?:Props)?|endMarkedContent|set\w+)$/;

async function readPage(page: Page, number: number, operators: ReadonlyMap<number, string>, seen: Seen): Promise<void> {
  const { items } = await page.getTextContent();
  const lines = linesOf(items.filter((item): item is TextItem => 'str' in item));
  seen.lines.push(...lines);
  const { fnArray, argsArray } = await page.getOperatorList();
  page.cleanup();
  const drawn = fnArray.map((code) => operators.get(code) ?? '');
  if (lines.length === 0) {
    if (drawn.some((name) => !drawsNothing.test(name))) seen.scanned.push(number);
    return;
  }
  if (drawn.some((name) => /^paint\w*Image/.test(name))) seen.pictured.push(number);
  const letters = argsArray.filter((_, at) => /showText/i.test(drawn[at] ?? '')).reduce<number>(lettersIn, 0);
  const read = lines.join('').replace(/\s/g, '').length;
  // The library goes on where it fails, and says nothing.
  if (letters === 0 || read < letters * lettersRead) seen.broken.push(number);
}

/** One letter may come out as several, hardly ever several as one. */
const lettersRead = 0.9;

// [[{ "unicode": "a", … }, -120, …]]: glyphs, and how far apart they stand
function lettersIn(sum: number, args: unknown): number {
  const [glyphs] = Array.isArray(args) ? args : [];
  if (!Array.isArray(glyphs)) return sum;
  return sum + glyphs.filter((one) => typeof one === 'object' && one !== null && !isBlank(one)).length;
}

function isBlank({ unicode, isSpace }: { readonly unicode?: unknown; readonly isSpace?: unknown }): boolean {
  return isSpace === true || (typeof unicode === 'string' && unicode !== '' && unicode.trim() === '');
}

function warning(code: string, args: Note['arguments'] = {}): Note {
  return { code, level: 'warning', arguments: args };
}

function notesOn({ starts, lines, scanned, pictured, broken }: Seen, name: string): Note[] {
  const beside = { name: `${name}.txt` };
  const isScan = scanned.length > 0 && lines.length === 0 && broken.length === 0;
  const notes: Note[] = [];
  if (isScan) notes.push({ code: 'pdf-without-text', level: 'error', arguments: beside });
  else if (scanned.length > 0) notes.push(warning('pdf-pages-without-text', { ...beside, pages: listed(scanned) }));
  if (broken.length === starts.length && broken.length > 0 && lines.length > 0) {
    notes.push({ code: 'document-reader-failed', level: 'error', arguments: { package: readers.pdf.package } });
  } else if (broken.length > 0) notes.push(warning('pdf-pages-broken', { ...beside, pages: listed(broken) }));
  if (pictured.length > 0) {
    notes.push({ code: 'pdf-pictures', level: 'note', arguments: { ...beside, pages: listed(pictured) } });
  }
  return notes;
}

const listedMax = 20;

/** `1, 3-5` */
function listed(pages: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const page of pages) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === page - 1) last[1] = page;
    else ranges.push([page, page]);
  }
  const texts = ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`));
  return texts.slice(0, listedMax).join(', ') + (texts.length > listedMax ? ', …' : '');
}

function textOf({ lines, starts }: Seen): UnpackedFile[] {
  if (lines.length === 0) return [];
  return [{ name: 'text.txt', bytes: Buffer.from(`${lines.join('\n')}\n`), isSpoken: true, pages: starts }];
}

async function attached(pdf: Pdf, notes: Note[]): Promise<Unpacked['parts']> {
  try {
    const files = Object.entries((await pdf.getAttachments()) ?? {});
    return files.map(([key, { filename, content }]) =>
      content === undefined
        ? { name: filename ?? key, code: 'entry-broken' }
        : { name: filename ?? key, bytes: content },
    );
  } catch {
    notes.push(warning('pdf-broken'));
    return [];
  }
}

/** The mark at the end may have other bytes behind it. */
function isWhole(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).subarray(-2048).includes('%%EOF');
}
