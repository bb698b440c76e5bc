// Which appliances the scopes of one export are: one in a standalone export, one per machine section in a cluster's.
import type { Scope } from './collect.js';

interface Judged {
  readonly scope: Scope;
  readonly key: string;
  /** Only what it holds counts; that it lacks something says nothing about an appliance. */
  readonly positiveOnly: boolean;
}

interface Subjects {
  readonly judged: readonly Judged[];
  /** The appliance that wrote the header. */
  readonly headerKey: string;
}

const standalone = '/config[1]';

/** @param whole the root's end was read, so no further machine can follow */
export function subjectsOf(scopes: readonly Scope[], whole: boolean): Subjects {
  const machines = scopes.filter((scope) => scope.kind === 'section' || scope.items.length + scope.lists.length > 0);
  const outermost = scopes.findLast((scope) => scope.kind !== 'cluster') ?? scopes.at(-1) ?? nothingRead;
  const speaking = machines.length > 0 ? machines : [outermost];
  const [sole] = whole && speaking.length === 1 ? speaking : [];
  const judged = (scopes.length > 0 ? scopes : [nothingRead])
    .filter((scope) => scope.kind !== 'cluster' || speaking.includes(scope))
    .map((scope) => ({ scope, key: sole?.key ?? scope.key, positiveOnly: !speaking.includes(scope) }))
    .sort((a, b) => a.scope.line - b.scope.line);
  return { judged, headerKey: sole?.key ?? writerOf(judged) };
}

/** A standalone export's own root; a cluster's header belongs to one of its machines, and it does not say to which. */
function writerOf(judged: readonly Judged[]): string {
  if (judged.some(({ key }) => key === standalone)) return standalone;
  const [only] = judged;
  return judged.length === 1 && only?.scope.kind === 'fragment' ? only.key : 'header';
}

const nothingRead: Scope = {
  key: standalone,
  kind: 'config',
  complete: false,
  items: [],
  lists: [],
  leaves: [],
  pointer: '',
  line: 1,
  raw: '',
};
