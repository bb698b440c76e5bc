// Files whose name, folder or letter says that they show another state or another system: what they show is told, and decides
// nothing. The reader is told which name it was.
import type { Observation } from '../model/fact.js';
import type { Quoting } from '../model/rule.js';
import { elsewhereOf } from '../text/elsewhere.js';
import type { ReadArtifact } from './read-source.js';

export function doubtElsewhere(artifacts: readonly ReadArtifact[], quoting: Quoting): ReadArtifact[] {
  const elsewhere = elsewhereOf(quoting);
  const letters = artifacts.filter(({ sendsElsewhere }) => sendsElsewhere).map(({ id }) => id);
  return artifacts.map((artifact) => {
    if (artifact.observations.length === 0) return artifact;
    const name = elsewhere.nameIn(artifact.id);
    if (name !== undefined) return doubted(artifact, 'named-elsewhere', name);
    const letter = letters.find((id) => id !== artifact.id && artifact.id.startsWith(folderOf(id)));
    return letter === undefined ? artifact : doubted(artifact, 'sent-elsewhere', letter);
  });
}

/** Everything in the mail that the letter is of. */
function folderOf(letter: string): string {
  return letter.slice(0, letter.lastIndexOf('!/') + 2);
}

function doubted(artifact: ReadArtifact, code: string, name: string): ReadArtifact {
  return {
    ...artifact,
    notes: [...artifact.notes, { code, level: 'warning', arguments: { name } }],
    observations: artifact.observations.map(told),
  };
}

function told(observation: Observation): Observation {
  return { ...observation, evidence: { ...observation.evidence, trust: 'stated' } };
}
