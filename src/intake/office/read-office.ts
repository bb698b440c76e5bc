// An office document as a container: its texts, each part as a file of text, and whatever else lies in it (pictures, embedded
// documents) as it stands. No reference is followed, no macro is run, no formula computed.
import type { Note } from '../../model/parser.js';
import { type Budget, limitReached, Meter } from '../budget.js';
import { type Found, file, type Source, skip } from '../source.js';
import { readZip } from '../zip/read-zip.js';
import { PartText } from './part-text.js';
import { SharedStrings } from './shared-strings.js';

// word/document.xml | xl/worksheets/sheet1.xml | ppt/slides/slide1.xml | content.xml
const mayHoldText = /^(?:word|xl|ppt|customXml)\/.{1,200}\.xml$|^content\.xml$/;
/** How a document looks, and what it is made of: no words of anybody. */
const ofForm =
  /\.rels$|^\[Content_Types\]\.xml$|^(?:docProps|META-INF|Thumbnails|Configurations2)\/|(?:^|\/)(?:theme|slideLayouts|slideMasters|notesMasters|handoutMasters|fonts|printerSettings)\/|\/(?:styles|settings|webSettings|fontTable|numbering|calcChain|presProps|viewProps|tableStyles|metadata)\.xml$|^(?:mimetype|meta\.xml|styles\.xml|settings\.xml|manifest\.rdf)$/;
const sharedStrings = 'xl/sharedStrings.xml';
const isMacro = /(?:^|\/)vba(?:Project|Data)[^/]{0,40}\.(?:bin|xml)$/;

export async function* readOffice(source: Source, budget: Budget): AsyncGenerator<Found, void> {
  const strings = new SharedStrings();
  const later: Found[] = [];
  for await (const found of readZip(source, budget)) {
    // What passes only once is read as it comes; else the strings that sheets point to come first.
    if (found.kind === 'file' && nameIn(source, found.source) === sharedStrings) {
      yield* readStrings(found.source, strings);
    } else if (found.kind !== 'file' || found.source.isOnce) yield* readPart(source, found, strings, budget);
    else later.push(found);
  }
  for (const found of later) yield* readPart(source, found, strings, budget);
}

function nameIn({ id }: Source, part: Source): string {
  return part.id.slice(id.length + '!/'.length);
}

/** A cell whose string is missing says so itself; why it is missing, the part's own trouble tells. */
async function* readStrings(part: Source, strings: SharedStrings): AsyncGenerator<Found> {
  await strings.read(part.open());
  const lost = [...(part.trouble?.() ?? []), ...strings.notes];
  for (const { code, arguments: args } of lost) yield skip(part.id, code, args);
}

async function* readPart(
  document: Source,
  found: Found,
  strings: SharedStrings,
  budget: Budget,
): AsyncGenerator<Found> {
  if (found.kind !== 'file') {
    yield found;
    return;
  }
  const part = found.source;
  const name = nameIn(document, part);
  if (isMacro.test(name)) yield skip(part.id, 'office-macro');
  else if (mayHoldText.test(name) && !ofForm.test(name)) yield* textOf(part, strings, budget);
  else if (!ofForm.test(name)) yield found;
}

/** A part without a word in it is not listed. */
async function* textOf(part: Source, strings: SharedStrings, budget: Budget): AsyncGenerator<Found> {
  const notes: Note[] = [];
  const meter = new Meter(budget, () => part.density?.() ?? 1);
  const text = extract(part, strings, meter, notes);
  const first = await text.next();
  const trouble = () => [...(part.trouble?.() ?? []), ...notes];
  if (first.done && trouble().length === 0) return;
  async function* open(): AsyncGenerator<Uint8Array> {
    if (!first.done) yield first.value;
    yield* text;
  }
  const id = part.id.replace(/\.xml((?:#\d+)?)$/, '.txt$1');
  const density = () => meter.outDensity();
  yield file({ id, sizeBytes: part.sizeBytes, isOnce: true, isSpoken: true, trouble, density, open });
}

const pieceChars = 64 << 10;

async function* extract(
  part: Source,
  strings: SharedStrings,
  meter: Meter,
  notes: Note[],
): AsyncGenerator<Uint8Array, void> {
  const reader = new PartText(strings);
  const decoder = new TextDecoder();
  let held = '';
  for await (const chunk of part.open()) {
    meter.goneIn(chunk.length);
    // In pieces: a few bytes of a sheet may point to long strings.
    for (let at = 0; at < chunk.length && !reader.isStopped; at += pieceChars) {
      for (const text of reader.write(decoder.decode(chunk.subarray(at, at + pieceChars), { stream: true }))) {
        held += text;
        if (held.trim() === '' || held.length < pieceChars) continue;
        const { part: taken, limit } = meter.comeOut(Buffer.from(held));
        held = '';
        if (taken.length > 0) yield taken;
        if (limit === undefined) continue;
        notes.push(limitReached(limit));
        return;
      }
    }
    if (reader.isStopped) break;
  }
  for (const text of reader.end()) held += text;
  notes.push(...reader.notes);
  if (held.trim() === '') return;
  const { part: taken, limit } = meter.comeOut(Buffer.from(held));
  if (limit !== undefined) notes.push(limitReached(limit));
  if (taken.length > 0) yield taken;
}
