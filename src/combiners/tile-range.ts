// What the time range does to a tile: empty at one range and data at a wider one proves that it is too short. Emptiness at
// one range alone proves nothing, and a range that was seen both empty and with data is no witness.
import { defineCombiner, type FactView } from '../model/combiner.js';
import { type Fact, type FactState, hasValue, known, unknown } from '../model/fact.js';

/** The portal's list, shortest first. */
const ranges = ['last_hour', 'last_24_hours', 'last_7_days', 'last_30_days', 'last_60_days', 'last_90_days'];
const widest = ranges.at(-1) ?? '';

export default defineCombiner({
  derives: ['xdr.tile.range-effect'],
  from: ['xdr.tile.filled-range', 'xdr.tile.empty-range', 'xdr.tile.answer', 'xdr.tile.range'],
  combine: (facts) =>
    facts.subjects('tile').map(({ id }) => ({ fact: 'xdr.tile.range-effect', subject: id, ...effect(id, facts) })),
});

function effect(tile: string, facts: FactView): { state: FactState; basis: readonly Fact[] } {
  const [empty, filled] = [facts.fact('xdr.tile.empty-range', tile), facts.fact('xdr.tile.filled-range', tile)];
  const [answer, range] = [facts.fact('xdr.tile.answer', tile), facts.fact('xdr.tile.range', tile)];
  const [emptyAt, filledAt] = [listOf(empty), listOf(filled)];
  const onlyEmpty = emptyAt.filter((one) => !filledAt.includes(one));
  const onlyFilled = filledAt.filter((one) => !emptyAt.includes(one));
  if (onlyEmpty.some((short) => onlyFilled.some((wide) => width(short) < width(wide)))) {
    return { state: known('too-short'), basis: [empty, filled] };
  }
  const [overtaken] = answer.evidence.map((one) => one.mayBeOvertaken);
  const isLatest = overtaken === undefined || answer.evidence.some((one) => one.mayBeOvertaken === undefined);
  const latest = isLatest ? known('enough') : unknown(overtaken);
  const hasDataNow = hasValue(answer, 'data') && range.state.state === 'known';
  if (hasDataNow) return { state: latest, basis: [answer, range] };
  if (onlyEmpty.includes(widest)) return { state: latest, basis: [empty, answer] };
  return { state: unknown('notCollected'), basis: [empty, filled, answer, range] };
}

function width(range: string): number {
  return ranges.indexOf(range);
}

function listOf({ state }: Fact): readonly string[] {
  const values = state.state === 'known' && Array.isArray(state.value) ? state.value.map(String) : [];
  return values.filter((one) => ranges.includes(one));
}
