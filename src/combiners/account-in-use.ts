// Whether an SSE account is the one that the case's appliances register with: its page tells nothing of an appliance
// whose server is of another region. Nothing that contradicts counts as yes; the page that is missing is asked for.
import { type Derived, defineCombiner, type FactView } from '../model/combiner.js';
import { type Fact, isShown, known, trustRank, unknown } from '../model/fact.js';

const services = ['sse.service.threat-response', 'sse.service.eventing'] as const;

export default defineCombiner({
  derives: ['sse.account.in-use'],
  from: ['sse.account.region', 'appliance.cloud-service.region', ...services],
  combine: (facts) => {
    const wanted = facts.subjects('appliance').map(({ id }) => facts.fact('appliance.cloud-service.region', id));
    return facts.subjects('cloudAccount').map(({ id }) => inUse(id, wanted, facts));
  },
});

function inUse(subject: string, wanted: readonly Fact[], facts: FactView): Derived {
  const fact = 'sse.account.in-use';
  const own = facts.fact('sse.account.region', subject);
  const elsewhere = isSure(own) && wanted.length > 0 && wanted.every((one) => isSure(one) && differ(one, own));
  if (elsewhere) {
    const given = wanted.every((one) => isGiven(one, facts));
    return { fact, subject, state: given ? known(false) : unknown('otherRegion'), basis: [own, ...wanted] };
  }
  const read = [own, ...services.map((key) => facts.fact(key, subject))].filter(({ state }) => state.state === 'known');
  const [best] = read.sort((a, b) => trustRank(b.trust) - trustRank(a.trust));
  return { fact, subject, state: best ? known(true) : unknown('notCollected'), basis: best ? [best] : [] };
}

/** The switches of that region's account were read. */
function isGiven(wanted: Fact, facts: FactView): boolean {
  return facts.subjects('cloudAccount').some(({ id }) => {
    const region = facts.fact('sse.account.region', id);
    return isSure(region) && !differ(region, wanted) && services.every((key) => isSure(facts.fact(key, id)));
  });
}

function isSure(fact: Fact): boolean {
  return fact.state.state === 'known' && isShown(fact);
}

function differ({ state: a }: Fact, { state: b }: Fact): boolean {
  return a.state === 'known' && b.state === 'known' && a.value !== b.value;
}
