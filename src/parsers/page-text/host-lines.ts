// Hosts that stand on lines of their own, as a customer answers the question for regions: `SSE: admin.eu.sse.itd.cisco.com`.
// What a page's address bar claims is not among them. Hosts of one service alone may be a link; two services are an answer.
import type { HostRow } from '../../model/catalogue.js';
import { hostRow } from '../../model/host-row.js';
import type { Cell } from './cells.js';
import { wordCount } from './folded.js';
import { Frame, type Occurrence } from './frame.js';
import { hostsIn } from './hosts.js';
import { labelOf } from './labels.js';
import { type CellContext, placeOf } from './source-line.js';
import type { PageWords, Vocabulary } from './vocabulary.js';

/** More words beside a host are a sentence. */
const wordsBesideMax = 8;
/** An answer goes over few lines. */
const spanLinesMax = 16;

interface HostLine {
  readonly row: string;
  readonly occurrence: Occurrence;
}

export class HostLines {
  readonly #words: PageWords | undefined;
  #lines: HostLine[] = [];

  constructor(
    readonly vocabulary: Vocabulary,
    readonly hosts: readonly HostRow[],
  ) {
    this.#words = vocabulary.pages.find(({ page }) => page.hostsAlone);
  }

  /** @returns true when the cell is such a line */
  take(cell: Cell, { source, open }: CellContext): boolean {
    const words = this.#words;
    if (words === undefined || !cell.text.includes('.')) return false;
    const [host, second] = hostsIn(cell.text);
    const match = labelOf(cell, words, undefined, this.vocabulary);
    if (host === undefined || second !== undefined) {
      if (match?.label.row === undefined || match.value === undefined) return false;
    }
    if (wordCount(cell.text.replace(/\S*\.\S*/g, ' ')) > wordsBesideMax || this.#lines.length > 50) return false;
    const service = host === undefined ? undefined : hostRow(this.hosts, host)?.service;
    const byHost = Object.entries(words.page.rows).find(
      ([, row]) => row.service !== undefined && row.service === service,
    );
    // A label that the host does not bear out (`XDR: admin.sse…`) does not move it.
    const labelled = match?.label.row;
    const isTold = labelled !== undefined && words.page.rows[labelled]?.service === undefined;
    const row = isTold ? labelled : (byHost?.[0] ?? labelled);
    if (row === undefined) return false;
    const value = host ?? match?.value ?? cell.text;
    this.#lines.push({ row, occurrence: { ...placeOf(source), value, own: value, open } });
    return true;
  }

  /** A page took the host of that line. */
  claim(line: number): void {
    this.#lines = this.#lines.filter(({ occurrence }) => occurrence.line !== line);
  }

  /** @param number of frames so far */
  frames(number: number): readonly Frame[] {
    const [first] = this.#lines;
    const last = this.#lines.at(-1);
    if (this.#words === undefined || first === undefined || last === undefined) return [];
    const services = new Set(this.#lines.flatMap(({ row }) => this.#words?.page.rows[row]?.service ?? []));
    if (services.size < 2 || last.occurrence.line - first.occurrence.line > spanLinesMax) return [];
    const frame = new Frame(this.#words, number + 1, first.occurrence);
    for (const { row, occurrence } of this.#lines) frame.addRow(row, occurrence);
    return [frame];
  }
}
