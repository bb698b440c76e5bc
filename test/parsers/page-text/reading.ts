import { compileExtractors } from '../../../src/facts/compile-extractors.js';
import type { Observation } from '../../../src/model/fact.js';
import type { Note, Parsed } from '../../../src/model/parser.js';
import type { Safe } from '../../../src/model/safe.js';
import { loadStoredPack } from '../../../src/pack/stored-pack.js';
import pageText from '../../../src/parsers/page-text.js';

export const extractors = compileExtractors(loadStoredPack());

export interface ReadText {
  readonly observations: readonly Observation[];
  readonly notes: readonly Note[];
  readonly parsed: Parsed;
}

export async function readBytes(bytes: Uint8Array, chunkBytes = bytes.length): Promise<ReadText> {
  const observations: Observation[] = [];
  const notes: Note[] = [];
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += Math.max(1, chunkBytes)) yield bytes.subarray(at, at + chunkBytes);
  }
  const parsed = await pageText.parse(chunks(), extractors, {
    artifact: 'page.txt',
    observe: (observation) => observations.push(observation),
    note: (note) => notes.push(note),
    excerpt: (raw) => raw as Safe,
  });
  return { observations, notes, parsed };
}

export function readText(text: string, chunkBytes?: number): Promise<ReadText> {
  return readBytes(new TextEncoder().encode(text), chunkBytes);
}

/** `value`, `?reason` or `absent`, with `~` before what is only stated. */
export function toldBy({ state, evidence }: Observation): string {
  const value =
    state.state === 'known' ? String(state.value) : state.state === 'unknown' ? `?${state.reason}` : 'absent';
  return evidence.trust === 'shown' ? value : `~${value}`;
}

/** Fact → what was read of it; several readings joined by a blank, in reading order. */
export async function factsIn(text: string): Promise<Record<string, string>> {
  const facts: Record<string, string> = {};
  for (const observation of (await readText(text)).observations) {
    const before = facts[observation.fact];
    facts[observation.fact] = before === undefined ? toldBy(observation) : `${before} ${toldBy(observation)}`;
  }
  return facts;
}
