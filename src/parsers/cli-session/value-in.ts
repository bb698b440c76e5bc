// The text that a label, a pattern or an answer gives → the state of a fact, in the form that its type allows.

import type { CliExtractor, HostRow } from '../../model/catalogue.js';
import { type Confidence, confidences, type FactState, known, unknown } from '../../model/fact.js';
import { hostRow } from '../../model/host-row.js';
import type { Bound } from '../../model/parser.js';
import { versionParts } from '../../model/version.js';
import { hasBlackenedPart } from '../../text/blackened.js';
import { compilePattern } from '../../text/pattern.js';
import { sessionTime } from './session-time.js';

export type Cli = Bound<CliExtractor>;

export interface ReadValue {
  readonly state: FactState;
  readonly confidence: Confidence;
}

// api.eu.sse.itd.cisco.com
const hostName = /[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9][a-z0-9-]{0,62}){1,9}/g;

export function valueIn(text: string, extractor: Cli, hosts: readonly HostRow[]): ReadValue {
  const { as = 'text', confidence, fact, whole } = extractor;
  const value = text.trim();
  if (as === 'host' || as === 'region') return hostValue(value.toLowerCase(), as, extractor, hosts);
  if (value === '') return { state: unknown('unrecognized'), confidence };
  if (hasBlackenedPart(value) || (whole !== undefined && !compilePattern(whole, 'u', extractor.linear).test(value))) {
    return { state: unknown(hasBlackenedPart(value) || as === 'text' ? 'masked' : 'unrecognized'), confidence };
  }
  if (as === 'version') return { state: versionParts(value) ? known(value) : unknown('unrecognized'), confidence };
  if (as === 'time') {
    const time = sessionTime(value);
    return { state: time ? known(time.text) : unknown('unrecognized'), confidence };
  }
  if (as === 'number' || as === 'portSwitch') return { state: unknown('unrecognized'), confidence };
  return { state: known(fact.type.startsWith('set of') ? [value] : value), confidence };
}

/** Only whole names of the host table: a mistyped one must not pass for the one that it resembles. */
function hostValue(text: string, as: 'host' | 'region', { confidence }: Cli, hosts: readonly HostRow[]): ReadValue {
  const names = [...new Set(text.match(hostName) ?? [])].filter((name) => /\.[a-z]{2,}$/.test(name));
  const rows = names.map((name) => ({ name, row: hostRow(hosts, name) }));
  const [only, second] = rows;
  if (only?.row === undefined || second !== undefined || !only.row.service.startsWith('sse-')) {
    return { state: unknown(hasBlackenedPart(text) ? 'masked' : 'unrecognized'), confidence };
  }
  const weaker = confidences.indexOf(only.row.confidence) > confidences.indexOf(confidence);
  const value = as === 'host' ? only.name : only.row.region;
  const state = value === undefined ? unknown('unrecognized') : known(value);
  return { state, confidence: weaker ? only.row.confidence : confidence };
}
