// Reads a session with the pack's own facts and wordings, and tells what the parser let out.
import { compileExtractors } from '../../../src/facts/compile-extractors.js';
import type { Observation } from '../../../src/model/fact.js';
import type { Note, Parsed } from '../../../src/model/parser.js';
import { loadStoredPack } from '../../../src/pack/stored-pack.js';
import cliSession from '../../../src/parsers/cli-session.js';
import { excerpt } from '../../../src/text/secrets/excerpt.js';
import { createMasker } from '../../../src/text/secrets/mask.js';

export const extractors = compileExtractors(loadStoredPack());

export interface ReadSession {
  readonly observations: readonly Observation[];
  readonly notes: readonly Note[];
  readonly parsed: Parsed;
}

export async function readBytes(bytes: Uint8Array, chunkBytes = bytes.length): Promise<ReadSession> {
  const observations: Observation[] = [];
  const notes: Note[] = [];
  const masker = createMasker();
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += Math.max(1, chunkBytes)) yield bytes.subarray(at, at + chunkBytes);
  }
  const parsed = await cliSession.parse(chunks(), extractors, {
    artifact: 'session.txt',
    observe: (observation) => observations.push(observation),
    note: (note) => notes.push(note),
    excerpt: (raw) => excerpt(masker, raw),
  });
  return { observations, notes, parsed };
}

export function readSession(text: string, chunkBytes?: number): Promise<ReadSession> {
  return readBytes(new TextEncoder().encode(text), chunkBytes);
}

/** `value`, `?reason`; `~` before what is only stated, `≈` before what is a guess, `!` behind what may be overtaken. */
export function toldBy({ state, evidence }: Observation): string {
  const value =
    state.state === 'known' ? String(state.value) : state.state === 'unknown' ? `?${state.reason}` : 'absent';
  const trust = evidence.trust === 'shown' ? '' : '~';
  return `${trust}${evidence.confidence === 'guess' ? '≈' : ''}${value}${evidence.mayBeOvertaken ? '!' : ''}`;
}

/** Fact, with the interface in brackets → what was read of it, in order; several joined by a blank. */
export async function factsIn(text: string): Promise<Record<string, string>> {
  const facts: Record<string, string> = {};
  for (const observation of (await readSession(text)).observations) {
    const { type, key } = observation.subject;
    const name = type === 'interface' ? `${observation.fact}(${key})` : observation.fact;
    facts[name] = facts[name] === undefined ? toldBy(observation) : `${facts[name]} ${toldBy(observation)}`;
  }
  return facts;
}
