// Which appliances the scopes of one export are: one in a standalone export, one per machine section in a cluster's. Also
// whose the header is: a cluster's was written by one of its machines, and does not say by which.
import type { Scope } from './collect.js';

interface Judged {
  readonly scope: Scope;
  readonly key: string;
  /** Only what it holds counts; that it lacks something says nothing about an appliance. */
  readonly positiveOnly: boolean;
}

interface Subjects {
  readonly judged: readonly Judged[];
  /** The appliances that the header may be of; it is known to be of the only one when `isHeaderSure`. */
  readonly headerKeys: readonly string[];
  readonly isHeaderSure: boolean;
}

const standalone = '/config[1]';

/**
 * @param members sections of a cluster that came without interfaces
 * @param whole the root's end was read, so no further machine can follow
 */
export function subjectsOf(scopes: readonly Scope[], members: readonly Scope[], whole: boolean): Subjects {
  if (scopes.some(({ kind }) => kind === 'cluster')) return ofCluster(scopes, members, whole);
  const root = scopes.findLast(({ kind }) => kind !== 'section') ?? scopes.at(-1) ?? nothingRead;
  const sections = hasInterfaces(root) ? [] : scopes.filter((scope) => scope !== root && hasInterfaces(scope));
  const [only] = sections;
  if (only && sections.length === 1 && (whole || root.leaves.length > 0)) {
    return certain([judge(only, only.key), judge(root, only.key, true)], only.key);
  }
  if (sections.length === 0) return certain([judge(root, root.key)], root.key);
  const own = root.leaves.length > 0 ? [judge(root, root.key, true)] : [];
  const judged = inOrder([...sections.map((scope) => judge(scope, scope.key)), ...own]);
  const headerKeys = own.length > 0 ? [root.key] : judged.map(({ key }) => key);
  return { judged, headerKeys, isHeaderSure: own.length > 0 };
}

function ofCluster(scopes: readonly Scope[], members: readonly Scope[], whole: boolean): Subjects {
  // A configuration in the place of one with interfaces is another machine's, even if its own are missing.
  const places = new Set(scopes.filter(hasInterfaces).map(({ names }) => names));
  const sections = scopes.filter(({ kind, names }) => kind === 'section' || (kind !== 'cluster' && places.has(names)));
  const machines = [...sections, ...named(members)];
  const [only] = machines;
  if (only === undefined) {
    const outermost = scopes.findLast(({ kind }) => kind !== 'cluster') ?? scopes.at(-1) ?? nothingRead;
    return { judged: [judge(outermost, 'header')], headerKeys: ['header'], isHeaderSure: false };
  }
  if (whole && machines.length === 1) {
    const shared = scopes.filter((one) => one !== only && one.kind === 'config');
    return certain(inOrder([judge(only, only.key), ...shared.map((one) => judge(one, only.key, true))]), only.key);
  }
  const judged = inOrder(machines.map((scope) => judge(scope, scope.key)));
  return { judged, headerKeys: judged.map(({ key }) => key), isHeaderSure: false };
}

/** One that only a discovered name tells of is listed by that name. */
function named(members: readonly Scope[]): Scope[] {
  return members.filter(({ leaves, found }) => leaves.length > 0 || found.length === 0);
}

function judge(scope: Scope, key: string, positiveOnly = false): Judged {
  return { scope, key, positiveOnly };
}

function certain(judged: readonly Judged[], key: string): Subjects {
  return { judged: inOrder(judged), headerKeys: [key], isHeaderSure: true };
}

function hasInterfaces({ items, lists }: Scope): boolean {
  return items.length + lists.length > 0;
}

function inOrder(judged: readonly Judged[]): Judged[] {
  return [...judged].sort((a, b) => a.scope.line - b.scope.line);
}

const nothingRead: Scope = {
  key: standalone,
  kind: 'config',
  names: '',
  complete: false,
  items: [],
  lists: [],
  leaves: [],
  found: [],
  pointer: '',
  line: 1,
  raw: '',
};
