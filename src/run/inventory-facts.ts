// What the inventory itself tells: which captures and logs the case has, and which files speak of an appliance. Only where
// everything was read is "none" known.

import { known, type Observation } from '../model/fact.js';
import type { FactKey } from '../model/fact-keys.js';
import type { LocalSubject } from '../model/subject.js';
import { trusted } from '../text/safe.js';
import type { ReadArtifact } from './read-upload.js';
import type { Words } from './words.js';

export function inventoryFacts(artifacts: readonly ReadArtifact[], allListed: boolean, words: Words): Observation[] {
  const complete = allListed && artifacts.every(isLookedInto);
  const listed = (fact: FactKey, word: string, holds: Holds, isWhole = complete): Observation => {
    const ids = artifacts.filter(holds).map(({ id }) => id);
    const excerpt = trusted(`${words.word(word)}: ${ids.length}`);
    return {
      fact,
      subject: { type: 'case', key: '' },
      state: known(ids),
      evidence: { artifact: ids[0] ?? '.', excerpt, trust: 'observed' },
      complete: isWhole,
    };
  };
  return [
    // The same bytes again are listed, and say nothing a second time.
    listed('case.capture.list', 'kind.har', ({ kind, observations }) => kind === 'har' && observations.length > 0),
    listed('case.log.list', 'kind.asyncos-log', isLog, complete && !artifacts.some(isPartLog)),
    listed('case.appliance.artifact', 'subject.appliance', ({ observations }) =>
      observations.some(({ subject }) => isOfAppliance(subject)),
    ),
  ];
}

type Holds = (artifact: ReadArtifact) => boolean;

const isLog: Holds = ({ kind }) => kind === 'asyncos-log';
/** A session may print the lines of one. */
const isPartLog: Holds = ({ kind, status }) =>
  status === 'partial' && (kind === 'asyncos-log' || kind === 'cli-session');

function isOfAppliance({ type, parent }: LocalSubject): boolean {
  return type === 'appliance' || (parent !== undefined && isOfAppliance(parent));
}

/** A mail that was not opened may hold a capture, and so may what is missing of a file or an archive. */
function isLookedInto({ kind, status, isCut }: ReadArtifact): boolean {
  return status !== 'unreadable' && !isCut && !(kind === 'email' && status === 'ignored');
}
