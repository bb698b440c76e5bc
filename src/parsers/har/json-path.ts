// The closed path language of the catalogue over parsed JSON: `data[*].id|key`, `**.errors[*]`, `**`, `settings.**`. No
// code, no recursion; only own properties are seen, and a path that fits everywhere ends at a limit.

/** A value with the way to it, so that evidence can point at it. */
export interface JsonNode {
  readonly value: unknown;
  readonly key?: string | number;
  readonly up?: JsonNode;
  /** Of a body: what was looked for in it, since several extractors look for the same. */
  readonly found?: Map<string, readonly JsonNode[]>;
  /** Of a body: as it was written. */
  readonly text?: string;
}

export function rootOf(value: unknown, text = ''): JsonNode {
  return { value, text, found: new Map() };
}

/** The body, from wherever in it. */
export function topOf(node: JsonNode): JsonNode {
  let top = node;
  while (top.up !== undefined) top = top.up;
  return top;
}

/** Looks once for what has that name in this body. */
export function foundOnce(root: JsonNode, name: string, look: () => readonly JsonNode[]): readonly JsonNode[] {
  const before = root.found?.get(name);
  if (before !== undefined) return before;
  const found = look();
  root.found?.set(name, found);
  return found;
}

export interface JsonPath {
  readonly isDeep: boolean;
  readonly steps: readonly Step[];
  /** All texts, numbers and booleans below what the steps lead to. */
  readonly leaves: boolean;
}

interface Step {
  /** The first of these that is there. */
  readonly names: readonly string[];
  /** Every element of the array there. */
  readonly each: boolean;
}

const nodesMax = 10_000;
const visitsMax = 2_000_000;

export function parsePath(text: string): JsonPath {
  if (text === '**') return { isDeep: true, steps: [], leaves: false };
  const isDeep = text.startsWith('**.');
  const leaves = text.endsWith('.**');
  const names = text.slice(isDeep ? 3 : 0, leaves ? -3 : undefined).split('.');
  const steps = names.map((name) => ({ names: name.replace(/\[\*\]$/, '').split('|'), each: name.endsWith('[*]') }));
  return { isDeep, steps, leaves };
}

/** All nodes at the path, in document order. */
export function nodesAt(root: JsonNode, path: JsonPath): JsonNode[] {
  const found: JsonNode[] = [];
  for (const start of path.isDeep ? holdersOf(root, path.steps[0]?.names ?? []) : [root]) {
    const there = follow(start, path.steps);
    for (const node of path.leaves ? there.flatMap(leavesOf) : there) {
      if (found.length === nodesMax) return found;
      found.push(node);
    }
  }
  return found;
}

/** Whether any text of a body, but for what people typed into settings, is such a one; or may be, if it is too large to tell. */
export function saysAnywhere(root: JsonNode, is: (text: string) => boolean): boolean {
  const open: unknown[] = [root.value];
  for (let visits = 0; visits < visitsMax && open.length > 0; visits++) {
    const value = open.pop();
    if (typeof value === 'string' && is(value)) return true;
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inner] of Object.entries(value)) if (key !== 'settings') open.push(inner);
  }
  return open.length > 0;
}

function leavesOf(root: JsonNode): JsonNode[] {
  const found: JsonNode[] = [];
  const open = [root];
  while (found.length < nodesMax) {
    const node = open.pop();
    if (node === undefined) break;
    if (typeof node.value !== 'object') found.push(node);
    else if (node.value !== null) {
      for (const [key, value] of Object.entries(node.value).slice(0, nodesMax)) open.push({ value, key, up: node });
    }
  }
  return found;
}

/** Whether the list (or, without `[*]`, the value) that the path speaks of is there at all, be it empty. */
export function reaches(root: JsonNode, path: JsonPath): boolean {
  const lastList = path.steps.findLastIndex(({ each }) => each);
  const upTo = path.steps.slice(0, lastList === -1 ? undefined : lastList + 1);
  const steps = upTo.map((step, at) => (at === lastList ? { ...step, each: false } : step));
  const there = nodesAt(root, { ...path, steps });
  return there.some(({ value }) => (lastList === -1 ? value !== null : Array.isArray(value)));
}

const nowhere: JsonNode[] = [];

/** Asked of every object of every answer: most steps lead from one node to one or to none. */
function follow(start: JsonNode, steps: readonly Step[]): JsonNode[] {
  let only: JsonNode | undefined = start;
  for (const [at, { names, each }] of steps.entries()) {
    only = memberOf(only, names);
    if (only === undefined) return nowhere;
    if (!each) continue;
    const rest = steps.slice(at + 1);
    const elements = elementsOf(only);
    return rest.length === 0 ? elements : elements.flatMap((element) => follow(element, rest));
  }
  return [only];
}

function memberOf(node: JsonNode, names: readonly string[]): JsonNode | undefined {
  const name = memberIn(node.value, names);
  return name === undefined ? undefined : { value: (node.value as Record<string, unknown>)[name], key: name, up: node };
}

/** Of several names the first that holds something; a lone one may hold null. */
function memberIn(value: unknown, names: readonly string[]): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  let first: string | undefined;
  for (const name of names) {
    if (!Object.hasOwn(value, name)) continue;
    if ((value as Record<string, unknown>)[name] !== null) return name;
    first ??= name;
  }
  return first;
}

export function elementsOf(node: JsonNode): JsonNode[] {
  if (!Array.isArray(node.value)) return [];
  return node.value.slice(0, nodesMax).map((value: unknown, key) => ({ value, key, up: node }));
}

function holdersOf(root: JsonNode, names: readonly string[]): readonly JsonNode[] {
  if (typeof root.value !== 'object' || root.value === null) return [];
  return foundOnce(root, names.join('|'), () => findHolders(root, names));
}

/** Every object of the tree that has the member (without a name: every object), outermost first, in document order. */
function findHolders(root: JsonNode, names: readonly string[]): JsonNode[] {
  const found: JsonNode[] = [];
  const open = [root];
  for (let visits = 0; visits < visitsMax && found.length < nodesMax; visits++) {
    const node = open.pop();
    if (node === undefined) break;
    const { value } = node;
    if (Array.isArray(value)) {
      for (let at = value.length - 1; at >= 0; at--) openChild(open, node, at, value[at]);
    } else {
      const members = value as Record<string, unknown>;
      if (names.length === 0 || names.some((name) => Object.hasOwn(members, name))) found.push(node);
      const keys = Object.keys(members);
      for (let at = keys.length - 1; at >= 0; at--) openChild(open, node, keys[at] ?? '', members[keys[at] ?? '']);
    }
  }
  return found;
}

/** Settings of modules hold what their owners typed in: nobody looks for messages there. */
function openChild(open: JsonNode[], up: JsonNode, key: string | number, value: unknown): void {
  if (key === 'settings') return;
  const inner = typeof value === 'string' && mayBeJson(value) && !isInList(up) ? jsonIn(value) : value;
  if (typeof inner === 'object' && inner !== null) open.push({ value: inner, key, up });
}

const innerCharsMax = 1024 * 1024;

function mayBeJson(text: string): boolean {
  return /^\s{0,100}[{[]/.test(text);
}

/** What was handed on in a list of things may be of any time: it is no answer to this call. */
function isInList(node: JsonNode): boolean {
  for (let at: JsonNode | undefined = node; at !== undefined; at = at.up) if (Array.isArray(at.value)) return true;
  return false;
}

/** An answer inside an answer: services that pass another one's on do so as text. */
export function jsonIn(text: string): unknown {
  if (!mayBeJson(text) || text.length > innerCharsMax) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** JSON pointer (RFC 6901) below the root. */
export function pointerTo(node: JsonNode): string {
  const parts: string[] = [];
  for (let at: JsonNode | undefined = node; at?.key !== undefined; at = at.up) {
    parts.push(String(at.key).replaceAll('~', '~0').replaceAll('/', '~1'));
  }
  return parts
    .reverse()
    .map((part) => `/${part}`)
    .join('');
}
