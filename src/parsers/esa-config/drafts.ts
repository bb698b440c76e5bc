// From what was gathered of a scope to readings of facts, still without time and subject. Holds the rule of this
// format: what a complete element lacks is off, absent or not exported; what an incomplete one lacks is unknown.
import type { FactDefinition, HostRow } from '../../model/catalogue.js';
import { type Confidence, type FactState, known, type Reason, unknown } from '../../model/fact.js';
import { unnamed } from '../../model/subject.js';
import type { Found, Leaf, Part, Place, Scope } from './collect.js';
import { type ElementText, elementText } from './element-text.js';
import { missing, type Read, readText, type Xml } from './read-text.js';
import type { Each, Group, Wanted } from './wanted.js';

export interface Draft extends Place {
  readonly fact: FactDefinition;
  /** Key of the child that it is about; undefined for the scope itself. */
  readonly child: string | undefined;
  readonly state: FactState;
  readonly confidence: Confidence;
  readonly as: Xml['as'];
  /** It tells what was not there, not what was. */
  readonly negative: boolean;
  readonly complete?: boolean;
}

/** Why something is not known that the export may hold: it was cut, or reading it stopped at a limit. */
export type Cut = Extract<Reason, 'truncated' | 'limit'>;

interface Source {
  readonly leaves: readonly Leaf[];
  readonly place: Place;
  readonly child: string | undefined;
  readonly complete: boolean;
  readonly doubt?: Reason | undefined;
}

export class Drafter {
  readonly #wanted: Wanted;
  readonly #hosts: readonly HostRow[];
  readonly #cut: Cut;

  constructor(wanted: Wanted, hosts: readonly HostRow[], cut: Cut) {
    this.#wanted = wanted;
    this.#hosts = hosts;
    this.#cut = cut;
  }

  draft(scope: Scope): Draft[] {
    const own: Source = { leaves: scope.leaves, place: scope, child: undefined, complete: scope.complete };
    return [
      ...this.#wanted.scope.flatMap((group) => this.#group(group, own)),
      ...this.#wanted.each.flatMap((each) => [...this.#lists(each, scope), ...this.#children(each, scope)]),
      ...this.discovered(scope, false),
    ];
  }

  /** What the name of the export's root tells of each of its appliances. */
  root(name: string, line: number): Draft[] {
    return this.#wanted.root
      .filter(({ root }) => root === name)
      .map((extractor) => ({
        ...this.#draft(extractor, { pointer: `/${name}`, line, raw: `<${name}>` }, undefined),
        ...readText({ text: name }, extractor, this.#hosts),
      }));
  }

  /** Candidates among the elements that nobody has published: of the cluster as a whole, or of one appliance. */
  discovered({ found }: Scope, ofCluster: boolean): Draft[] {
    return found
      .filter(({ extractor }) => (extractor.fact.subject === 'cluster') === ofCluster)
      .flatMap((one) => {
        const { extractor } = one;
        const read = readText(foundText(one), extractor, this.#hosts);
        if (read.state.state === 'unknown' && extractor.fact.cardinality === 'set') return [];
        const state = asSet(read.state, extractor.fact);
        return [{ ...this.#draft(extractor, one, undefined), ...read, state, complete: false }];
      });
  }

  #children(each: Each, scope: Scope): Draft[] {
    const taken = new Map<string, number>();
    const listDoubt = scope.lists.find((list) => list.each === each && list.doubt)?.doubt;
    return scope.items
      .filter((item) => item.each === each)
      .flatMap((item) => {
        const child = distinct(nameOf(item), taken);
        const { leaves, complete, doubt = listDoubt } = item;
        const source: Source = { leaves, place: item, child, complete: complete && doubt === undefined, doubt };
        return each.own.flatMap((group) => this.#group(group, source));
      });
  }

  /** The first candidate that is there counts, unless a better one may have been cut off. */
  #group({ fact, extractors }: Group, source: Source): Draft[] {
    if (source.doubt === 'conflict' || source.doubt === 'unconfirmed') return [this.#lack(extractors, source)];
    for (const [rank, { extractor, path }] of candidatesOf(extractors).entries()) {
      const leaves = source.leaves.filter((leaf) => leaf.path === path);
      const [first] = leaves;
      if (!first) continue;
      if (rank > 0 && !source.complete) break;
      if (fact.cardinality === 'set') return [this.#set(fact, extractor, leaves, first, source.complete, source.child)];
      return leaves.map((leaf) => ({ ...this.#draft(extractor, leaf, source.child), ...this.#read(leaf, extractor) }));
    }
    if (fact.cardinality === 'set' && source.complete) {
      for (const extractor of extractors) {
        const holder = source.leaves.find(({ path }) => holdersOf(extractor).includes(path));
        if (holder) return [this.#set(fact, extractor, [], holder, true, source.child)];
      }
    }
    // That there is no element of a guessed name says nothing.
    const isGuess = extractors.every(({ confidence }) => confidence === 'guess');
    return isGuess ? [] : [this.#lack(extractors, source)];
  }

  #lack(extractors: readonly Xml[], { place, child, complete, doubt }: Source): Draft[][number] {
    const [extractor] = extractors as readonly [Xml, ...Xml[]];
    const names = candidatesOf(extractors).map(({ path }) => path);
    // /config/interfaces/interface[2][not(api_httpd_port)]
    const pointer = complete ? `${place.pointer}[not(${names.join(' | ')})]` : `${place.pointer}/${names[0] ?? ''}`;
    const state = complete ? missing(extractor) : unknown(doubt ?? this.#cut);
    return { ...this.#draft(extractor, { ...place, pointer }, child), state, negative: true };
  }

  #lists(each: Each, scope: Scope): Draft[] {
    const lists = scope.lists.filter((list) => list.each === each);
    const items = scope.items.filter((item) => item.each === each);
    // What was left out in the middle of one may be the end of it and the beginning of another.
    const isWholePart = ({ complete, doubt, gap }: Part) =>
      complete && !gap && (doubt === undefined || doubt === 'unrecognized');
    const complete = lists.length > 0 && [...lists, ...items].every(isWholePart);
    return each.lists.map(({ fact, extractors }) => {
      const [extractor] = extractors as readonly [Xml, ...Xml[]];
      const [place = items[0]] = lists;
      if (!place) {
        const pointer = each.segments.slice(0, -1).join('/');
        const state = scope.complete ? missing(extractor) : unknown(this.#cut);
        const at = scope.complete ? `${scope.pointer}[not(${pointer})]` : `${scope.pointer}/${pointer}`;
        return { ...this.#draft(extractor, { ...scope, pointer: at }, undefined), state, negative: true };
      }
      const paths = candidatesOf(extractors).map((candidate) => candidate.path);
      const leaves = items.flatMap((item) => item.leaves.find((leaf) => paths.includes(leaf.path)) ?? []);
      const isWhole = complete && leaves.length === items.length;
      return this.#set(fact, extractor, leaves, place, isWhole, undefined);
    });
  }

  /** Several elements that are one set. Those that cannot be read leave it incomplete. */
  #set(
    fact: FactDefinition,
    extractor: Xml,
    leaves: readonly Leaf[],
    place: Place,
    complete: boolean,
    child: string | undefined,
  ): Draft {
    const values = new Set<string | number>();
    let unread: FactState | undefined;
    for (const leaf of leaves) {
      const { state } = this.#read(leaf, extractor);
      if (state.state === 'known')
        values.add(fact.type === 'set of number' ? Number(state.value) : String(state.value));
      else unread ??= state;
    }
    const draft = this.#draft(extractor, place, child);
    const isWhole = complete && unread === undefined;
    if (values.size === 0 && !isWhole) {
      return {
        ...draft,
        state: unread ?? unknown(complete ? 'unrecognized' : this.#cut),
        negative: leaves.length === 0,
      };
    }
    return { ...draft, state: known([...values].sort(byBytes)), complete: isWhole };
  }

  #draft(extractor: Xml, place: Place, child: string | undefined): Omit<Draft, 'state'> {
    const { pointer, line, raw } = place;
    const { fact, as, confidence } = extractor;
    return { fact, as, confidence, child, pointer, line, raw, negative: false };
  }

  #read(leaf: Leaf, extractor: Xml): Read {
    return readText(textOf(leaf), extractor, this.#hosts);
  }
}

function foundText({ extractor, value, raw }: Found): ElementText {
  if (extractor.as === 'path' || (extractor.discover && 'service' in extractor.discover)) return { text: value };
  return elementText(raw);
}

/** The outermost elements around the values, as the collector keeps them: `dns/`. */
function holdersOf({ paths = [] }: Xml): string[] {
  return paths.flatMap((path) => (path.includes('/') ? [path.slice(0, path.indexOf('/') + 1)] : []));
}

function asSet(state: FactState, { cardinality }: FactDefinition): FactState {
  return cardinality === 'set' && state.state === 'known' ? known([String(state.value)]) : state;
}

function textOf(leaf: Leaf): ElementText {
  return leaf.tooLarge ? { unknown: 'limit' } : elementText(leaf.raw);
}

function candidatesOf(extractors: readonly Xml[]): { readonly extractor: Xml; readonly path: string }[] {
  return extractors.flatMap((extractor) => (extractor.paths ?? []).map((path) => ({ extractor, path })));
}

/** Name of a repeated element; while it is incomplete only the best candidate can be trusted to stay the best. */
function nameOf(item: Part): string {
  const candidates = item.complete ? item.each.nameAt : item.each.nameAt.slice(0, 1);
  for (const path of candidates) {
    const leaf = item.leaves.find((one) => one.path === path);
    const found = leaf && textOf(leaf);
    if (found && 'text' in found && found.text !== '' && !/^\*+$/.test(found.text)) return found.text;
  }
  return unnamed;
}

/** Management, Management#2, … in the order of the export. */
function distinct(name: string, taken: Map<string, number>): string {
  let n = taken.get(name) ?? 0;
  let key: string;
  do {
    n++;
    key = n === 1 ? name : `${name}#${n}`;
  } while (n > 1 && taken.has(key));
  taken.set(name, n);
  if (key !== name) taken.set(key, 1);
  return key;
}

function byBytes(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
}
