// Who each artifact says that it speaks of: the names of its local subjects, best first.
import type { FactDefinition } from '../model/catalogue.js';
import { type Evidence, isShown, type Observation, type Reason } from '../model/fact.js';
import type { FactKey } from '../model/fact-keys.js';
import type { LocalSubject } from '../model/subject.js';
import { isBlackened } from '../text/blackened.js';

export type Definitions = ReadonlyMap<FactKey, FactDefinition>;

/** Names that one artifact gives to one of its subjects, best first. */
export interface Identity {
  readonly local: LocalSubject;
  readonly artifact: string;
  readonly names: readonly [best: string | undefined, second: string | undefined];
  /** Names of one rank that exclude each other: the artifact speaks of several, and does not tell which says what. */
  readonly rivals: readonly string[];
  /** A name that rests on a guess: it names nobody, but one that differs from another's is of another subject. */
  readonly guessed: string | undefined;
  /** It names its subject in a way that could not be read (a mistyped host): it may be any of them, or none. */
  readonly unread: boolean;
}

/** In the order of the artifacts. */
export function identitiesIn(observations: readonly Observation[], definitions: Definitions): Identity[] {
  return [...rootsOf(observations).values()].map((root) => identify(root, definitions));
}

/** A local subject directly under the case, with what its artifact says of that very subject. */
interface Root {
  readonly local: LocalSubject;
  readonly artifact: string;
  readonly own: Observation[];
}

function rootsOf(observations: readonly Observation[]): Map<string, Root> {
  const roots = new Map<string, Root>();
  for (const observation of observations) {
    const { artifact } = observation.evidence;
    const local = rootOf(observation.subject);
    if (local.type === 'case') continue;
    const root = roots.get(localId(local, artifact)) ?? { local, artifact, own: [] };
    roots.set(localId(local, artifact), root);
    if (observation.subject.type === local.type) root.own.push(observation);
  }
  return roots;
}

export function rootOf(local: LocalSubject): LocalSubject {
  return local.parent === undefined || local.parent.type === 'case' ? local : rootOf(local.parent);
}

export function localId(local: LocalSubject, artifact: string): string {
  return `${artifact}\n${local.type}\n${local.key}`;
}

/** Who the artifact says that it is; a person's prose names nobody. */
function identify({ local, artifact, own }: Root, definitions: Definitions): Identity {
  const named = (rank: 1 | 2, counts = vouches) => {
    const values = own.flatMap(({ fact, state, evidence }) => {
      const names = definitions.get(fact)?.identifies === rank && state.state === 'known' && counts(evidence);
      return names && !isBlackened(String(state.value)) ? [String(state.value)] : [];
    });
    // Two spellings of one host name are no rivals.
    return [...new Map(values.sort().map((value) => [rank === 2 ? value.toLowerCase() : value, value])).values()];
  };
  const [best, second] = [named(1), named(2)];
  const only = (values: readonly string[]) => (values.length === 1 ? values[0] : undefined);
  const rivals = [best, best.length === 0 ? second : []].find((values) => values.length > 1) ?? [];
  const guessed = only(named(2, isShown));
  return { local, artifact, names: [only(best), only(second)], rivals, guessed, unread: own.some(isUnreadName) };

  function isUnreadName({ fact, state, evidence }: Observation): boolean {
    if (definitions.get(fact)?.identifies !== 1 || !isShown(evidence)) return false;
    return state.state === 'unknown' && unreadReasons.includes(state.reason);
  }
}

const unreadReasons: readonly Reason[] = ['unrecognized', 'unconfirmed', 'conflict'];

export function vouches(evidence: Evidence): boolean {
  return evidence.confidence !== 'guess' && isShown(evidence);
}
