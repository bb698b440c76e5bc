// Reads a log with the pack's own extractors and tells what the parser let out, as plain lines.
import { compileExtractors } from '../../../src/facts/compile-extractors.js';
import type { Observation } from '../../../src/model/fact.js';
import type { Note, Parsed } from '../../../src/model/parser.js';
import type { Safe } from '../../../src/model/safe.js';
import { loadStoredPack } from '../../../src/pack/stored-pack.js';
import parser from '../../../src/parsers/asyncos-log.js';

export const extractors = compileExtractors(loadStoredPack());

export interface ReadLog extends Parsed {
  readonly observations: readonly Observation[];
  readonly notes: readonly Note[];
}

export async function read(
  input: string | Uint8Array,
  { name = 'log.txt', chunkBytes = 65_536 } = {},
): Promise<ReadLog> {
  const bytes = typeof input === 'string' ? Buffer.from(input) : input;
  const observations: Observation[] = [];
  const notes: Note[] = [];
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
  }
  const parsed = await parser.parse(chunks(), extractors, {
    artifact: name,
    observe: (observation) => observations.push(observation),
    note: (note) => notes.push(note),
    excerpt: (raw) => raw as Safe,
  });
  return { ...parsed, observations, notes };
}

/** `line subject fact = value @time`, without the window of the log. */
export function told({ observations }: ReadLog): string[] {
  return observations.filter(({ fact }) => fact !== 'appliance.log.window').map(lineOf);
}

export function lineOf({ fact, subject, state, evidence }: Observation): string {
  const value = state.state === 'known' ? String(state.value) : state.state;
  const time = evidence.time === undefined ? '' : ` @${evidence.time.text}`;
  return `${evidence.line ?? '-'} ${subject.key} ${fact.replace('appliance.', '')} = ${value}${time}`;
}

/** The three lines that every log file opens with. */
export function header({
  serial = 'AAAAEXAMPLE1-000000000001',
  offset = 0,
  at = 'Mon Nov 16 08:00:00 2026',
} = {}): string {
  const lines = ['Begin Logfile', `Version: 15.0.1-416 SN: ${serial}`, `Time offset from UTC: ${offset} seconds`];
  return lines.map((line) => `${at} Info: ${line}\n`).join('');
}
