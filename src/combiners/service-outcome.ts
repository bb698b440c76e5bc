// Whether XDR's service served a Secure Email module: its tiles are the endpoints, and what counts of each is how its calls
// ended. One bad answer may be a moment's; two without a later success are more. Too few good ones rule nothing out.
import { type Derived, defineCombiner, type FactView } from '../model/combiner.js';
import { type Fact, known, type Occurrence, type Reason, unknown } from '../model/fact.js';
import { surelyBefore } from '../model/moment.js';

/** Bad answers that make a fault, good ones that make a sample. */
const fewest = 2;
const bads = ['throttled', 'failing', 'timeout'];

export default defineCombiner({
  derives: ['xdr.module.service-outcome'],
  from: ['xdr.tile.outcome', 'xdr.module.service', 'xdr.tile.answer'],
  combine: (facts) =>
    facts.subjects('module').map(({ id }) => ({
      fact: 'xdr.module.service-outcome',
      subject: id,
      ...outcome(id, facts),
    })),
});

function outcome(module: string, facts: FactView): Pick<Derived, 'state' | 'basis'> {
  const service = facts.fact('xdr.module.service', module);
  const tiles = facts.children(module, 'tile');
  const endpoints = tiles.map(({ id }) => facts.fact('xdr.tile.outcome', id));
  const basis = [service, ...endpoints];
  const left = (reason: Reason) => ({ state: unknown(reason), basis });
  if (endpoints.some(isUnordered)) return left('conflict');
  const tails = endpoints.map((fact) => ({ fact, tail: sinceSuccess(fact) }));
  const bad = tails.flatMap(({ tail }) => tail.filter(isBad));
  if (bad.length >= fewest) {
    const kinds = new Set(bad.map(({ value }) => String(value)));
    const [kind = ''] = kinds;
    const failing = tails.filter(({ tail }) => tail.some(isBad));
    return {
      state: known(kinds.size === 1 ? kind : 'mixed'),
      basis: failing.map(({ fact, tail }) => withEvidence(fact, tail.filter(isBad))),
    };
  }
  if (service.state.state !== 'known')
    return left(service.state.state === 'unknown' ? service.state.reason : 'unrecognized');
  // A single bad answer, an investigation that timed out, or a page of somebody who stands between.
  if (tails.some(({ tail }) => tail.length > 0) || bads.includes(String(service.state.value)))
    return left('unconfirmed');
  const answers = tiles.map(({ id }) => facts.fact('xdr.tile.answer', id));
  if ([service, ...answers].some(isOvertaken)) return left('outsideWindow');
  const calls = endpoints.flatMap(({ occurrences }) => occurrences);
  return calls.some(isBad) || calls.length >= fewest ? { state: known('served'), basis } : left('notCollected');
}

function isBad({ value }: Occurrence): boolean {
  return bads.includes(String(value));
}

function isGood({ value }: Occurrence): boolean {
  return value === 'answered';
}

/** How the calls behind the last good answer ended. */
function sinceSuccess({ occurrences }: Fact): readonly Occurrence[] {
  return occurrences.slice(occurrences.findLastIndex(isGood) + 1);
}

/** Inside one capture the order of calls is known; between captures their times must tell what came later. */
function isUnordered({ occurrences }: Fact): boolean {
  const isApart = (a: Occurrence, b: Occurrence) =>
    a.evidence.artifact !== b.evidence.artifact &&
    !(a.time && b.time && (surelyBefore(a.time, b.time) || surelyBefore(b.time, a.time)));
  return occurrences.filter(isBad).some((bad) => occurrences.filter(isGood).some((good) => isApart(bad, good)));
}

/** A later answer could not be read. */
function isOvertaken({ evidence }: Fact): boolean {
  return evidence.length > 0 && evidence.every(({ mayBeOvertaken }) => mayBeOvertaken !== undefined);
}

function withEvidence(fact: Fact, own: readonly Occurrence[]): Fact {
  return { ...fact, evidence: own.map(({ evidence }) => evidence), time: own.at(-1)?.time };
}
