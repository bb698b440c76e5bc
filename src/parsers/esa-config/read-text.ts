// From the text of an element or header line to the state of a fact, as its extractor says (`as`) and only in the form
// that the fact's type allows.
import type { FactDefinition, HostRow, XmlExtractor } from '../../model/catalogue.js';
import { absent, type Confidence, confidences, type FactState, known, unknown, type Value } from '../../model/fact.js';
import { hostRow } from '../../model/host-row.js';
import type { Bound } from '../../model/parser.js';
import { versionParts } from '../../model/version.js';
import type { ElementText } from './element-text.js';

export type Xml = Bound<XmlExtractor>;

export interface Read {
  readonly state: FactState;
  readonly confidence: Confidence;
}

/** What is there. Times are left to the clock: here they stay the text of the export. */
export function readText(found: ElementText, extractor: Xml, hosts: readonly HostRow[]): Read {
  const confidence = extractor.confidence;
  if ('unknown' in found) return { state: unknown(found.unknown), confidence };
  if (extractor.value !== undefined) return { state: known(extractor.value), confidence };
  if (extractor.as === 'portSwitch') return { state: portSwitch(found.text), confidence };
  if (found.text === '') return { state: missing(extractor), confidence };
  if (isMasked(found.text)) return { state: unknown('masked'), confidence };
  if (extractor.as === 'region') {
    const row = hostRow(hosts, found.text.toLowerCase());
    const state = row?.region === undefined ? unknown('unrecognized') : fitting(row.region, extractor.fact);
    return { state, confidence: row ? weaker(confidence, row.confidence) : confidence };
  }
  const value = readAs(found.text, extractor);
  return { state: value === undefined ? unknown('unrecognized') : fitting(value, extractor.fact), confidence };
}

/** What a complete scope says that lacks the element. */
export function missing(extractor: Xml): FactState {
  if (extractor.as === 'portSwitch') return known('off');
  return extractor.fact.absent ? absent : unknown('notInThisExport');
}

// ****** | *****
function isMasked(text: string): boolean {
  return /^\*{3,}$/.test(text);
}

function portSwitch(text: string): FactState {
  if (text === '') return known('off');
  if (isMasked(text)) return unknown('masked');
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) return unknown('unrecognized');
  return known(Number(text) === 0 ? 'off' : 'on');
}

function readAs(text: string, extractor: Xml): Value | undefined {
  switch (extractor.as) {
    case 'number':
      return numberOf(text);
    case 'version':
      return versionParts(text) && text;
    case 'host':
      return hostOf(text);
    case 'switch':
      return switchOf(text);
    default:
      return text;
  }
}

function numberOf(text: string): number | undefined {
  return /^-?\d{1,15}(?:\.\d{1,15})?$/.test(text) ? Number(text) : undefined;
}

// 1 | enabled | Off
function switchOf(text: string): string | undefined {
  if (/^(?:1|y|yes|on|true|enabled?)$/i.test(text)) return 'on';
  return /^(?:0|n|no|off|false|disabled?)$/i.test(text) ? 'off' : undefined;
}

// esa1.example.com | api-sse.cisco.com
const host = /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,62}\.){1,40}[a-z0-9-]{1,63}$/;

function hostOf(text: string): string | undefined {
  const lower = text.toLowerCase();
  return host.test(lower) ? lower : undefined;
}

/** A value in the form of the fact's type; sets are put together by the caller. */
function fitting(value: Value, fact: FactDefinition): FactState {
  switch (fact.type) {
    case 'enum':
      return fact.values && Object.hasOwn(fact.values, String(value)) ? known(String(value)) : unknown('unrecognized');
    case 'boolean':
      return value === '1' ? known(true) : value === '0' ? known(false) : unknown('unrecognized');
    case 'number':
    case 'duration':
    case 'set of number': {
      const number = typeof value === 'number' ? value : numberOf(String(value));
      return number === undefined ? unknown('unrecognized') : known(number);
    }
    case 'version':
      return versionParts(String(value)) ? known(value) : unknown('unrecognized');
    default:
      return known(value);
  }
}

function weaker(a: Confidence, b: Confidence): Confidence {
  return confidences.indexOf(a) > confidences.indexOf(b) ? a : b;
}
