// The catalogue's xml extractors, arranged by where the walk meets them: labels of the header, the root element, elements
// below a configuration's root, elements below a repeated one, elements that only their text or name gives away.

import type { FactDefinition, HostRow } from '../../model/catalogue.js';
import { subjectParents } from '../../model/subject.js';
import { compilePattern } from '../../text/pattern.js';
import type { Xml } from './read-text.js';

/** All extractors of one place that read the same fact, best first, guesses last. */
export interface Group {
  readonly fact: FactDefinition;
  readonly extractors: readonly Xml[];
}

/** A repeated element: every one is a child of the appliance, and all together are a list. */
export interface Each {
  readonly segments: readonly string[];
  readonly nameAt: readonly string[];
  /** Facts of the child. */
  readonly own: readonly Group[];
  /** Facts of the appliance that are read from all of its children. */
  readonly lists: readonly Group[];
}

/** An element whose text is read, by its path below its scope or below one of the repeated elements. */
interface LeafPath {
  readonly path: string;
  readonly segments: readonly string[];
  readonly below: Each | undefined;
}

export interface Wanted {
  readonly header: readonly Group[];
  readonly root: readonly Xml[];
  readonly scope: readonly Group[];
  readonly each: readonly Each[];
  readonly leavesByName: ReadonlyMap<string, readonly LeafPath[]>;
  /** Names of elements that mean something; the walk passes all others by. */
  readonly names: ReadonlySet<string>;
  /** Paths of the elements that name an appliance. */
  readonly identity: ReadonlySet<string>;
  /** Names of the elements between a scope and what is read below it: loose text in them stands for what was left out. */
  readonly holders: ReadonlySet<string>;
  /** The extractors that take an element for its name, and for a host in its text. */
  readonly byName: (name: string) => readonly Xml[];
  readonly byText: readonly { readonly extractor: Xml; readonly hosts: readonly HostRow[] }[];
}

export function wantedOf(extractors: readonly Xml[], hosts: readonly HostRow[] = []): Wanted {
  const plain = extractors.filter((extractor) => extractor.each === undefined && extractor.paths);
  const scope = groupsOf(plain);
  const paths = [...new Set(extractors.flatMap((extractor) => extractor.each ?? []))];
  const each = paths.map((path) => eachOf(path, extractors));
  const leaves = [
    ...leavesOf(scope, [], undefined),
    ...each.flatMap((one) => leavesOf([...one.own, ...one.lists], one.nameAt, one)),
  ];
  const leavesByName = grouped(leaves, (leaf) => leaf.segments.at(-1) ?? '');
  return {
    header: groupsOf(extractors.filter((extractor) => extractor.header !== undefined)),
    root: extractors.filter((extractor) => extractor.root !== undefined),
    scope,
    each,
    leavesByName,
    names: new Set([...leavesByName.keys(), ...each.flatMap((one) => one.segments.slice(-2))]),
    identity: new Set(plain.flatMap(({ fact, paths = [] }) => (fact.identifies === undefined ? [] : paths))),
    holders: new Set(leaves.filter(({ below }) => !below).flatMap(({ segments }) => segments.slice(0, -1))),
    byName: byNameOf(extractors),
    byText: extractors.flatMap((extractor) => {
      const { discover } = extractor;
      if (discover === undefined || !('service' in discover)) return [];
      return [{ extractor, hosts: hosts.filter(({ service }) => service === discover.service) }];
    }),
  };
}

/** Exports have a few hundred different names: each is looked at once. */
function byNameOf(extractors: readonly Xml[]): Wanted['byName'] {
  const patterns = extractors.flatMap((extractor) => {
    const { discover } = extractor;
    return discover && 'named' in discover
      ? [{ extractor, pattern: compilePattern(discover.named, 'i', discover.linear) }]
      : [];
  });
  const seen = new Map<string, readonly Xml[]>();
  return (name) => {
    const known = seen.get(name);
    if (known) return known;
    const found = patterns.filter(({ pattern }) => pattern.test(name)).map(({ extractor }) => extractor);
    if (seen.size < mostNames) seen.set(name, found);
    return found;
  };
}

const mostNames = 10_000;

function eachOf(path: string, extractors: readonly Xml[]): Each {
  const mine = extractors.filter((extractor) => extractor.each === path);
  const isChild = (extractor: Xml) =>
    (subjectParents[extractor.fact.subject] as readonly string[]).includes('appliance');
  return {
    segments: path.split('/'),
    nameAt: mine.find((extractor) => extractor.nameAt)?.nameAt ?? [],
    own: groupsOf(mine.filter(isChild)),
    lists: groupsOf(mine.filter((extractor) => !isChild(extractor))),
  };
}

function groupsOf(extractors: readonly Xml[]): Group[] {
  const isGuess = ({ confidence }: Xml) => confidence === 'guess';
  return [...grouped(extractors, (extractor) => extractor.fact)].map(([fact, of]) => ({
    fact,
    extractors: [...of.filter((one) => !isGuess(one)), ...of.filter(isGuess)],
  }));
}

function leavesOf(groups: readonly Group[], names: readonly string[], below: Each | undefined): LeafPath[] {
  const paths = groups.flatMap((group) => group.extractors.flatMap((extractor) => extractor.paths ?? []));
  return [...new Set([...paths, ...names])].map((path) => ({ path, segments: path.split('/'), below }));
}

function grouped<K, V>(values: readonly V[], keyOf: (value: V) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
