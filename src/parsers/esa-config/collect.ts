// Gathers from the walk what extractors want, scope by scope. A scope is a configuration of its own: the outermost
// `config`, or whatever element holds its own `interfaces`. Only what is open or wanted is kept.
import type { Reason } from '../../model/fact.js';
import { isAsideByName, isAsideByTag, isAsideByText, isElision, isHidden } from './aside.js';
import { hostIn } from './host-in.js';
import { doubtOf } from './item-doubt.js';
import type { Xml } from './read-text.js';
import type { Opened, Visitor } from './walk.js';
import type { Each, Wanted } from './wanted.js';

/** A place in the export: what evidence points at. */
export interface Place {
  readonly pointer: string;
  readonly line: number;
  readonly raw: string;
}

/** An element whose text is wanted. `raw` is cut when it was too large to keep. */
export interface Leaf extends Place {
  readonly path: string;
  readonly tooLarge: boolean;
}

/** A repeated element, or the element around them (`interfaces`), complete once its end was read. */
export interface Part extends Place {
  readonly each: Each;
  readonly leaves: Leaf[];
  complete: boolean;
  /** Why what it lacks is not known although its end was read: it holds what no appliance writes. */
  doubt?: Reason;
  /** Something was left out between its elements; each of them may be whole. */
  gap?: true;
}

/** An element that its name or its text gave away. */
export interface Found extends Place {
  readonly extractor: Xml;
  readonly value: string;
}

export interface Scope extends Place {
  readonly key: string;
  /** `member`: as deep and of the same name as the sections of a cluster, but without interfaces. */
  readonly kind: 'config' | 'section' | 'cluster' | 'fragment' | 'member';
  /** Names of the elements from the root on. */
  readonly names: string;
  readonly complete: boolean;
  readonly items: readonly Part[];
  readonly lists: readonly Part[];
  readonly leaves: readonly Leaf[];
  readonly found: readonly Found[];
}

/** What is kept at once: far above any appliance, and some 100 MB at most. */
const mostHeld = 100_000;
/** Siblings are numbered for pointers up to this many different names below one element. */
const mostNames = 256;
/** Sections of a cluster's machines and what discovery finds: far above any export. */
const mostMembers = 100;
const mostFound = 200;

interface Frame {
  readonly name: string;
  readonly parent: Frame | undefined;
  readonly index: number;
  readonly line: number;
  readonly tag: string;
  kind: Scope['kind'] | undefined;
  counts: Map<string, number> | undefined;
  items: Part[];
  lists: Part[];
  leaves: Leaf[];
  found: Found[];
  /** It, or one of those around it, is no part of what runs: a backup, a template. */
  aside: boolean;
  /** Text stands in it. */
  loose: boolean;
  /** Something was left out below it, beside its elements. */
  gap: boolean;
  /** It holds the name of an appliance. */
  isNamed: boolean;
  /** The parts that this element itself is. */
  self: Part[];
  /** The one of them that is a repeated element. */
  item: Part | undefined;
  /** Where the text of this element is wanted. */
  wantedBy: { readonly path: string; readonly leaves: Leaf[] }[];
}

const none: never[] = [];

export class Collector implements Visitor {
  interfaces = 0;
  /** Lists of interfaces that belong to no running configuration. */
  aside = 0;
  firstAsideLine = 0;
  rootName = '';
  readonly scopes: Scope[] = [];
  readonly #wanted: Wanted;
  readonly #root: Frame;
  #top: Frame;
  #held = 0;
  #found = 0;
  readonly #members: Scope[] = [];
  readonly #membersBy = new Map<string, number>();

  constructor(wanted: Wanted, fragment: boolean) {
    this.#wanted = wanted;
    this.#root = frame('', undefined, 1, { name: '', line: 1, tag: '' });
    this.#root.kind = fragment ? 'fragment' : undefined;
    this.#top = this.#root;
  }

  open(element: Opened): 'skip' | 'keep' | 'stop' {
    const parent = this.#top;
    const opened = frame(element.name, parent, nextIndex(parent, element.name), element);
    this.#top = opened;
    opened.aside = parent.aside || isAside(opened, parent);
    if (parent === this.#root) this.rootName ||= element.name;
    this.#markScope(opened);
    this.#doubtList(opened);
    const known = this.#wanted.byName(element.name).length > 0 && !opened.aside;
    if (!this.#wanted.names.has(element.name) || opened.aside) return known ? 'keep' : 'skip';
    for (const each of this.#wanted.each) this.#openPart(opened, each);
    for (const leaf of this.#wanted.leavesByName.get(element.name) ?? none) {
      const above = frameAbove(opened, leaf.segments);
      const holder = leaf.below ? above?.self.find((part) => part.each === leaf.below) : above;
      if (holder) this.#want(opened, leaf.path, holder.leaves);
      if (above && !leaf.below && this.#wanted.identity.has(leaf.path)) above.isNamed = true;
    }
    if (this.#held > mostHeld) return 'stop';
    return known || opened.wantedBy.length > 0 || opened.item !== undefined ? 'keep' : 'skip';
  }

  text(text: string): void {
    const top = this.#top;
    if (!/\S/.test(text)) return;
    top.loose = true;
    for (const part of top.self) if (part !== top.item) part.gap = true;
    if (top.parent && !isRoot(top.parent.name) && isAsideByText(top.name, text)) top.parent.aside = true;
    for (const { extractor, hosts } of this.#wanted.byText) {
      const host = hostIn(text, hosts);
      if (host !== undefined) this.#find(top, extractor, host, `${top.tag}${text}`);
    }
  }

  /** Between sections an appliance writes banners. What people leave out they may mark so. */
  comment(text: string): void {
    const top = this.#top;
    if (isHidden(text)) return;
    for (const part of top.self) if (part !== top.item) part.gap = true;
    if (isElision(text)) top.gap = true;
  }

  close(raw: string | undefined): void {
    const closed = this.#top;
    this.#top = closed.parent ?? this.#root;
    for (const extractor of closed.aside ? none : this.#wanted.byName(closed.name)) {
      this.#find(closed, extractor, pointerOf(closed), raw ?? closed.tag);
    }
    if (closed.wantedBy.length > 0) {
      const place = { ...placeOf(closed), raw: unshared(raw ?? closed.tag), tooLarge: raw === undefined };
      for (const { path, leaves } of closed.wantedBy) leaves.push({ path, ...place });
    }
    for (const part of closed.self) part.complete = true;
    if (closed.item) {
      const doubt = raw === undefined ? 'limit' : doubtOf(raw, this.#wanted.names);
      if (doubt) closed.item.doubt = doubt;
    }
    this.#settle(closed, true);
  }

  /** What stood between the ends of elements of a fragment belonged to the element that ends here. */
  stray(name: string): void {
    if (isAsideByName(name)) this.#forget(this.#root);
    if (!isRoot(name)) this.#root.leaves = [];
  }

  /**
   * The walk is over; what is still open is incomplete.
   * @param rest the text goes on, but not as XML: an end tag too many may have closed elements of the open list
   */
  finish(rest: string | undefined): void {
    // </backup>: its beginning was lost, so what was read may be of it
    const lost = /^<\/([\w.:-]{1,200})/.exec(rest ?? '')?.[1];
    for (let open: Frame | undefined = this.#top; open; open = open.parent) {
      if (lost !== undefined && isAsideByName(lost)) this.#forget(open);
      for (const list of rest === undefined ? none : open.lists) if (!list.complete) list.doubt ??= 'truncated';
      this.#settle(open, false);
    }
  }

  /** Sections of machines that came without interfaces: as deep and of the same name as those that have some. */
  get members(): Scope[] {
    const complete = this.scopes.filter((scope) => scope.kind === 'section' && scope.complete);
    const sections = new Set(complete.map(({ names }) => names));
    return this.#members.filter((one) => sections.has(one.names) && (one.complete || one.leaves.length > 0));
  }

  #markScope(opened: Frame): void {
    const { name, parent } = opened;
    if (name === 'interfaces' && opened.aside && this.aside++ === 0) this.firstAsideLine = opened.line;
    if (name === 'interface' && parent?.name === 'interfaces') {
      if (opened.aside) return;
      this.interfaces++;
      const holder = parent.parent?.name === 'interfaces' ? parent.parent.parent : parent.parent;
      const section = sectionOf(holder);
      if (section) section.kind ??= 'section';
      if (section !== holder) for (const list of parent.self) list.gap = true;
    } else if (name === 'config' && !hasAbove(opened, 'config')) opened.kind = 'config';
    else if ((name === 'cluster_config' || name === 'cluster') && parent === this.#root) opened.kind = 'cluster';
  }

  /** `</interface>` in the wrong place leaves what belongs to an element between the elements of the list. */
  #doubtList({ name, parent }: Frame): void {
    for (const part of parent?.self ?? none) {
      if (part !== parent?.item && name !== part.each.segments.at(-1)) part.doubt = 'unrecognized';
    }
  }

  #openPart(opened: Frame, each: Each): void {
    const list = frameAbove(opened, each.segments.slice(0, -1));
    const item = frameAbove(opened, each.segments) ?? this.#pasted(opened, each);
    if (list && list !== opened) list.lists.push(this.#part(opened, each, false));
    if (item) {
      opened.item = this.#part(opened, each, true);
      item.items.push(opened.item);
    }
  }

  /** A repeated element that was pasted without the element around it. */
  #pasted(opened: Frame, each: Each): Frame | undefined {
    const alone = this.#root.kind === 'fragment' && opened.parent === this.#root;
    return alone && opened.name === each.segments.at(-1) ? this.#root : undefined;
  }

  #part(opened: Frame, each: Each, numbered: boolean): Part {
    const part: Part = { each, ...placeOf(opened, numbered), leaves: [], complete: false };
    opened.self = [...opened.self, part];
    this.#held++;
    return part;
  }

  #want(opened: Frame, path: string, leaves: Leaf[]): void {
    opened.wantedBy = [...opened.wantedBy, { path, leaves }];
    this.#held++;
  }

  #find(of: Frame, extractor: Xml, value: string, raw: string): void {
    if (this.#found++ < mostFound && !of.aside) {
      of.found = [...of.found, { ...placeOf(of), raw: unshared(raw), extractor, value: unshared(value) }];
    }
  }

  #settle(settled: Frame, complete: boolean): void {
    const { kind, items, lists, leaves, found, parent } = settled;
    const isHolder = this.#wanted.holders.has(settled.name);
    const hasGap = settled.gap || (settled.loose && (isHolder || settled.counts !== undefined));
    if (settled.aside) this.#drop(settled);
    else if (kind) this.scopes.push(scopeOf(settled, kind, complete && !hasGap));
    else {
      if (this.#mayBeMember(settled)) this.#members.push(scopeOf(settled, 'member', complete && !hasGap));
      else this.#held -= leaves.length;
      if (!parent) return;
      if (complete && isHolder) {
        this.#held++;
        parent.leaves.push({ ...placeOf(settled), path: `${settled.name}/`, tooLarge: false });
      }
      if (hasGap && isHolder) parent.gap = true;
      if (items.length > 0) parent.items = [...parent.items, ...items];
      if (lists.length > 0) parent.lists = [...parent.lists, ...lists];
      if (found.length > 0) parent.found = [...parent.found, ...found];
    }
  }

  #forget(of: Frame): void {
    if (of.items.length + of.lists.length > 0 && this.aside++ === 0) this.firstAsideLine = of.line;
    this.#held -= of.leaves.length;
    of.items = [];
    of.lists = [];
    of.leaves = [];
    of.isNamed = false;
  }

  /** Told by text that came after its elements (`<state>disabled</state>`): what it holds is not read after all. */
  #drop({ lists, items, line, leaves }: Frame): void {
    this.#held -= leaves.length;
    if (items.length + lists.length > 0 && this.aside++ === 0) this.firstAsideLine = line;
  }

  /** Not too deep for the section of a machine: the names above those are not published. */
  #mayBeMember(settled: Frame): boolean {
    if (this.rootName !== 'cluster_config' || settled.name === 'config') return false;
    let depth = 0;
    for (let at = settled.parent; at; at = at.parent) depth++;
    if (depth < 2 || depth > 5 || this.#membersBy.size >= mostNames) return false;
    const names = namesOf(settled);
    const count = (this.#membersBy.get(names) ?? 0) + 1;
    this.#membersBy.set(names, count);
    return count <= mostMembers;
  }
}

function scopeOf(of: Frame, kind: Scope['kind'], complete: boolean): Scope {
  const { parent, name, index, items, lists, leaves, found } = of;
  const key = parent ? `${pointerOf(parent)}/${name}[${index}]` : 'fragment';
  const isWhole = complete && kind !== 'fragment';
  return { ...placeOf(of), key, kind, names: namesOf(of), complete: isWhole, items, lists, leaves, found };
}

function namesOf(of: Frame): string {
  return of.parent ? `${namesOf(of.parent)}/${of.name}` : '';
}

function frame(name: string, parent: Frame | undefined, index: number, { line, tag }: Opened): Frame {
  return {
    name,
    parent,
    index,
    line,
    tag,
    kind: undefined,
    counts: undefined,
    items: [],
    lists: [],
    leaves: [],
    found: none,
    aside: false,
    loose: false,
    gap: false,
    isNamed: false,
    self: none,
    item: undefined,
    wantedBy: none,
  };
}

function nextIndex(parent: Frame, name: string): number {
  parent.counts ??= new Map();
  const index = (parent.counts.get(name) ?? 0) + 1;
  if (index > 1 || parent.counts.size < mostNames) parent.counts.set(name, index);
  return index;
}

/** The element that holds the path which ends at `last`; undefined when the names above are others. */
function frameAbove(last: Frame, segments: readonly string[]): Frame | undefined {
  let at: Frame | undefined = last;
  for (let i = segments.length - 1; i >= 0; i--) {
    if (!at || !isNamed(at.name, segments[i] ?? '')) return undefined;
    at = at.parent;
  }
  return at;
}

/** `log_*` is the beginning of a name. */
function isNamed(name: string, segment: string): boolean {
  return name === segment || (segment.endsWith('*') && name.startsWith(segment.slice(0, -1)));
}

/** Repeated elements and what stands in them are judged one by one. */
function isAside({ name, tag }: Frame, parent: Frame): boolean {
  const isItem = parent.self.some(({ each }) => each.segments.at(-1) === name);
  return !parent.item && !isItem && (isAsideByName(name) || isAsideByTag(tag));
}

/** Where the end tag of an element between them was lost, the interfaces seem to stand in it. */
function sectionOf(holder: Frame | undefined): Frame | undefined {
  for (let at = holder; at; at = at.parent) {
    if (at.kind) return at.kind === 'section' ? at : holder;
    if (at.isNamed) return at;
  }
  return holder;
}

function isRoot(name: string): boolean {
  return name === 'config' || name === 'cluster_config' || name === 'cluster';
}

function hasAbove(below: Frame, name: string): boolean {
  for (let at = below.parent; at; at = at.parent) if (at.name === name) return true;
  return false;
}

function placeOf(of: Frame, numbered = false): Place {
  const pointer = numbered && of.parent ? `${pointerOf(of.parent)}/${of.name}[${of.index}]` : pointerOf(of);
  return { pointer, line: of.line, raw: unshared(of.tag) };
}

function pointerOf(of: Frame): string {
  if (!of.parent) return '';
  const numbered = of.index > 1 || of.self.some((part) => part.each.segments.at(-1) === of.name);
  return `${pointerOf(of.parent)}/${of.name}${numbered ? `[${of.index}]` : ''}`;
}

/** A copy: a slice of a block would keep the whole block in memory. */
function unshared(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}
