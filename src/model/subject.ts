// What findings and facts are about. Subjects form a tree under the case; a child never moves to another parent.

/** Every kind of subject with the kinds it may hang under. Closed: a new kind is a decision of model, engine and docs. */
export const subjectParents = {
  case: [],
  cluster: ['case'],
  appliance: ['case', 'cluster'],
  interface: ['appliance'],
  cloudAccount: ['case'],
  device: ['cloudAccount'],
  module: ['cloudAccount'],
  tile: ['module', 'cloudAccount'],
  insightsSource: ['cloudAccount'],
  user: ['cloudAccount'],
  capture: ['case'],
  workstation: ['case'],
} as const satisfies Record<string, readonly string[]>;

export type SubjectType = keyof typeof subjectParents;

export const subjectTypes = Object.keys(subjectParents) as SubjectType[];

/**
 * A subject as one artifact knows it, before it is bound to a subject of the case. Facts marked `identifies` in the
 * catalogue tell which one it is; `key` names a child within its parent (an interface's name).
 */
export interface LocalSubject {
  readonly type: SubjectType;
  readonly key: string;
  /** The engineer says who it is: a subject of the case by id or name. */
  readonly called?: string;
  /** Those of one artifact that carry the same mark are different ones, whatever names them (machines of a cluster). */
  readonly among?: string;
  readonly parent?: LocalSubject;
}

/** A subject of the case. `id` is `/`-separated from the case down: `appliance:4A0F-77/interface:Management`. */
export interface Subject {
  readonly type: SubjectType;
  readonly id: string;
  /** What people call it (host name, interface name); unmasked, so it passes the masker before it leaves. */
  readonly name: string;
  /** Id of the parent; undefined for the case itself. */
  readonly parent: string | undefined;
  /** The artifact that shows it without a name, where it has none. */
  readonly shownIn?: string;
  /** False for a member that a listing names but no artifact shows. */
  readonly seen: boolean;
}

/** The id of the case, root of every tree. */
export const caseId = 'case';

/** The part of an id that says that the artifact did not tell which of several it is. */
export const unnamed = '?';

// message:1 | frame:2 | of frame:2.1
const ordinal = /^(?:of )?[a-z]+:\d{1,6}(?:\.\d{1,6})?$/;

/** The key that a parser makes for what its artifact shows without a name. */
export function isOrdinal(key: string): boolean {
  return ordinal.test(key);
}
