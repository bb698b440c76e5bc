// One value of a JSON body → the state of a fact, in the fact's own type. What does not fit is unknown, never bent.
import type { FactDefinition, HostRow, Reading } from '../../model/catalogue.js';
import { type FactState, known, unknown, type Value } from '../../model/fact.js';
import { momentOf } from '../../model/moment.js';
import { versionParts } from '../../model/version.js';
import { isBlackened } from '../../text/blackened.js';
import { digestOf } from '../../text/digest.js';
import { fold } from '../../text/fold.js';
import type { HostTable } from './host-table.js';

const textCharsMax = 1000;
type As = Reading | 'digest';

/** @param raw never null: nothing there says nothing */
export function jsonState(raw: unknown, as: As | undefined, fact: FactDefinition, hosts: HostTable): FactState {
  if (typeof raw === 'object' || raw === undefined) return unknown('unrecognized');
  const text = String(raw);
  if (typeof raw === 'string' && isBlackened(raw.trim())) return unknown('masked');
  if (as === 'host' || as === 'region') return hostState(text, as, hosts);
  if (text.length > textCharsMax) return unknown('limit');
  if (as === 'digest') return fitted(digestOf(text.trim()), fact);
  const value = as === undefined || as === 'text' ? typed(raw, text, fact) : readAs(text, as);
  return value === undefined ? unknown('unrecognized') : fitted(value, fact);
}

function readAs(text: string, as: Exclude<Reading, 'text' | 'host' | 'region'>): Value | undefined {
  switch (as) {
    case 'number':
      return numberOf(text);
    case 'version':
      return versionParts(text) ? text : undefined;
    case 'time':
      return momentOf(text)?.text;
    case 'portSwitch':
      return (numberOf(text) ?? 0) > 0 ? 'on' : 'off';
  }
}

function typed(raw: unknown, text: string, { type, values }: FactDefinition): Value | undefined {
  switch (type) {
    case 'boolean':
      return typeof raw === 'boolean'
        ? raw
        : /^(?:true|false)$/i.test(text)
          ? text.toLowerCase() === 'true'
          : undefined;
    case 'number':
    case 'duration':
    case 'set of number':
      return numberOf(text);
    case 'time':
      return momentOf(text)?.text;
    case 'version':
      return versionParts(text) ? text : undefined;
    case 'enum':
      return Object.keys(values ?? {}).find((value) => fold(value) === fold(text));
    default:
      return text.trim() === '' ? undefined : text.trim();
  }
}

function numberOf(text: string): number | undefined {
  return /^-?\d{1,15}(?:\.\d{1,9})?$/.test(text) ? Number(text) : undefined;
}

/** A value of an extractor or a reading in the form that the fact holds: sets hold lists, enums only their own words. */
export function fitted(value: Value, { type, values }: FactDefinition): FactState {
  if (type === 'enum' && values !== undefined && !Object.hasOwn(values, String(value))) return unknown('unrecognized');
  if (!type.startsWith('set of') || Array.isArray(value)) return known(value);
  return known([typeof value === 'boolean' ? String(value) : (value as string | number)]);
}

function hostState(text: string, as: 'host' | 'region', hosts: HostTable): FactState {
  const address = hosts.find(/^[a-z]{2,5}:\/\//i.test(text) ? text : `https://${text}/`);
  if (address === undefined) return unknown('unrecognized');
  if (address.row.confidence === 'guess') return unknown('unconfirmed');
  const value = as === 'host' ? address.host : regionOf(address.row);
  return value === undefined ? unknown('unrecognized') : known(value);
}

function regionOf({ region, stage }: HostRow): string | undefined {
  return stage === 'production' ? region : undefined;
}
