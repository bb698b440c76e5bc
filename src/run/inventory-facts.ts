// What the inventory itself tells: which captures the case has. Only where everything was read is "none" known.
import { known, type Observation } from '../model/fact.js';
import { trusted } from '../text/safe.js';
import type { ReadArtifact } from './read-upload.js';
import type { Words } from './words.js';

export function inventoryFacts(artifacts: readonly ReadArtifact[], allListed: boolean, words: Words): Observation[] {
  // The same bytes again are listed, and say nothing a second time.
  const captures = artifacts
    .filter(({ kind, observations }) => kind === 'har' && observations.length > 0)
    .map(({ id }) => id);
  const complete = allListed && artifacts.every(isLookedInto);
  const excerpt = trusted(`${words.word('kind.har')}: ${captures.length}`);
  return [
    {
      fact: 'case.capture.list',
      subject: { type: 'case', key: '' },
      state: known(captures),
      evidence: { artifact: captures[0] ?? '.', excerpt, trust: 'observed' },
      complete,
    },
  ];
}

/** A mail that was not opened may hold a capture, and so may what is missing of a file or an archive. */
function isLookedInto({ kind, status, isCut }: ReadArtifact): boolean {
  return status !== 'unreadable' && !isCut && !(kind === 'email' && status === 'ignored');
}
