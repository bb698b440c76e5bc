// A cell → the row whose label it carries. The whole label counts, the longest first; what follows it must be a
// separator, a state, or nothing.

import type { HostRow } from '../../model/catalogue.js';
import { hostRow } from '../../model/host-row.js';
import { editDistance } from '../../text/closest.js';
import type { Cell } from './cells.js';
import { endsWord, ownLetters } from './folded.js';
import { hostsIn, loneHost } from './hosts.js';
import { rememberedBy } from './remembered.js';
import { leadingSign, pureState } from './switch-state.js';
import type { Alias, Label, PageWords, Vocabulary } from './vocabulary.js';

export interface LabelMatch {
  readonly label: Label;
  /** Folded text after the label, with the state sign before it; undefined when there is none. */
  readonly value: string | undefined;
  readonly own: string | undefined;
  /** A separator stands after the label. */
  readonly separated: boolean;
}

/** A label with what follows it, before the sign and the letters of the cell count. */
interface Found {
  readonly label: Label;
  readonly value: string;
  readonly separated: boolean;
}

/** @param box the box that the text is in; undefined before the first one */
export function labelOf(
  cell: Cell,
  page: PageWords,
  box: string | undefined,
  words: Vocabulary,
): LabelMatch | undefined {
  const sign = leadingSign(cell.text, words);
  const text = sign?.rest ?? cell.text;
  if (!mayBeLabelled(text, words)) return undefined;
  const found = findIn(page, box)(text, words);
  if (found === undefined || (sign !== undefined && found.label.holds !== 'switch')) return undefined;
  const start = text.length - found.value.length;
  // `[x] Eventing:` has its own value further on: the sign belongs to the label before.
  const ownSign = found.separated && found.value === '' ? undefined : sign?.state;
  const value = [ownSign, found.value].filter(Boolean).join(' ');
  const own = value === '' ? undefined : ownLetters(cell.raw, cell.text, cell.text.length - text.length + start);
  return { label: found.label, value: value || undefined, own, separated: found.separated };
}

const mayBeLabelled = rememberedBy(
  (text: string, words: Vocabulary) => words.labelsByStart.find(text, () => true) !== undefined,
);

type Find = (text: string, words: Vocabulary) => Found | undefined;

const finds = new WeakMap<PageWords, Map<string | undefined, Find>>();

/** What finds the labels that count in one box of a page. */
function findIn(page: PageWords, box: string | undefined): Find {
  const ofPage = finds.get(page) ?? new Map<string | undefined, Find>();
  finds.set(page, ofPage);
  const find = ofPage.get(box) ?? rememberedBy((text: string, words: Vocabulary) => labelIn(text, page, box, words));
  ofPage.set(box, find);
  return find;
}

function labelIn(text: string, page: PageWords, box: string | undefined, words: Vocabulary): Found | undefined {
  let match: { value: string; separated: boolean } | undefined;
  const label = page.labelsByStart.find(text, (one) => {
    if (!inBox(one, box)) return false;
    const rest = text.slice(one.text.length);
    match = one.leadIn ? leadIn(rest) : separated(rest, one, words);
    return match !== undefined;
  });
  return label && match && { label, ...match };
}

/** The row that takes a lone address of a service (the portal's address bar). */
export function addressRow(cell: Cell, page: PageWords, hosts: readonly HostRow[]): string | undefined {
  return loneHost(cell.text) === undefined ? undefined : addressIn(cell.text, page, hosts);
}

const addressIn = rememberedBy((text: string, page: PageWords, hosts: readonly HostRow[]): string | undefined => {
  const host = loneHost(text);
  if (host === undefined) return undefined;
  const service = hostRow(hosts, host)?.service ?? serviceLike(host, hosts);
  if (service === undefined) return undefined;
  return Object.entries(page.page.rows).find(([, row]) => row.service === service)?.[0];
});

/** The portal's address with a caption around it (`Screenshot of admin.sse.itd.cisco.com`): whose page it is, and its host. */
export function captionedAddress(cell: Cell, page: PageWords, hosts: readonly HostRow[]): string | undefined {
  const [host, second] = hostsIn(cell.text);
  if (host === undefined || second !== undefined) return undefined;
  const service = hostRow(hosts, host)?.service;
  return service !== undefined && page.page.rows.address?.service === service ? host : undefined;
}

/** A mistyped host is of the service that it resembles: its row is read, and not understood. */
function serviceLike(host: string, hosts: readonly HostRow[]): string | undefined {
  if (!host.includes('cisco') && !host.includes('sse')) return undefined;
  const services = new Map<string, string[]>();
  for (const { host: name, service } of hosts) services.set(service, [...(services.get(service) ?? []), name]);
  const near = [...services].filter(([, names]) => names.some((name) => editDistance(host, name, 3) <= 3));
  return near.length === 1 ? near[0]?.[0] : undefined;
}

/** Pages of which a text carries a label or an address. */
export const labelledPages = rememberedBy(
  (text: string, words: Vocabulary, hosts: readonly HostRow[]): readonly PageWords[] => {
    const cell = { raw: text, text };
    return words.pages.filter(
      (page) =>
        !page.page.hostsAlone &&
        (addressRow(cell, page, hosts) !== undefined || labelOf(cell, page, undefined, words) !== undefined),
    );
  },
);

/** The page whose heading a text is. */
export const headedPage = rememberedBy((text: string, { pages }: Vocabulary): PageWords | undefined =>
  pages.find(({ headings }) => headingIn(text, headings)),
);

/** The box whose heading a text is. */
export const headedBox = rememberedBy(
  (text: string, { boxes }: PageWords): string | undefined =>
    boxes.find(({ headings }) => headingIn(text, headings))?.id,
);

function headingIn(text: string, headings: readonly Alias[]): boolean {
  const bare = text.replace(/ ?:$/, '');
  return headings.some((heading) =>
    heading.leadIn
      ? bare.startsWith(`${heading.text} `) && bare.length <= heading.text.length + 120
      : bare === heading.text,
  );
}

/** Short labels (`HTTP`) count only in their box; a row stands in no other box than its own. */
function inBox(label: Label, box: string | undefined): boolean {
  if (label.box === undefined || label.box === box) return true;
  return box === undefined && (/\s/.test(label.text) || /[^\p{ASCII}]{4}/u.test(label.text));
}

function leadIn(rest: string): { value: string; separated: boolean } | undefined {
  return /^ \S/.test(rest) && rest.length <= 120 ? { value: rest.trim(), separated: true } : undefined;
}

function separated(rest: string, label: Label, words: Vocabulary): { value: string; separated: boolean } | undefined {
  if (rest.trim() === '') return { value: '', separated: false };
  const colon = /^ ?[:=] ?/.exec(rest);
  if (colon) return { value: rest.slice(colon[0].length).trim(), separated: true };
  if (label.holds !== 'switch' || !endsWord(label.text + rest, label.text.length)) return undefined;
  const value = rest.replace(/^ ?- ?/, '').trim();
  return pureState(value, words) === undefined ? undefined : { value, separated: true };
}
