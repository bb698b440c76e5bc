// ESA or SMA, told by the product line of an export or of `version`.
import { defineCombiner } from '../model/combiner.js';
import { type FactState, known, unknown } from '../model/fact.js';

// Cisco C100V Email Security Virtual Appliance | Cisco M600V Secure Email and Web Manager
const managers = /\b(?:web manager|content security management)\b/i;
const gateways = /\b(?:email security|secure email gateway|secure email (?:virtual )?appliance)\b/i;

export default defineCombiner({
  derives: ['appliance.identity.kind'],
  from: ['appliance.identity.product'],
  combine: (facts) =>
    facts.subjects('appliance').map(({ id }) => {
      const product = facts.fact('appliance.identity.product', id);
      return { fact: 'appliance.identity.kind', subject: id, state: kindOf(product.state), basis: [product] };
    }),
});

function kindOf(product: FactState): FactState {
  if (product.state !== 'known') return product.state === 'absent' ? unknown('unrecognized') : product;
  const text = String(product.value);
  if (managers.test(text)) return known('sma');
  return gateways.test(text) ? known('esa') : unknown('unrecognized');
}
