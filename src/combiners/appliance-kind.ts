// ESA or SMA, told by the product line of an export or of `version`, else by the model.
import { defineCombiner } from '../model/combiner.js';
import { type FactState, known, unknown } from '../model/fact.js';

// Cisco C100V Email Security Virtual Appliance | Cisco M600V Secure Email and Web Manager
const managers = /\b(?:web manager|(?:content )?security management)\b/i;
const gateways = /\b(?:email security|secure email (?:virtual )?(?:gateway|appliance)|messaging gateway)\b/i;

// C100V, C690, X1070 | M600V
const gatewayModel = /^[CX]\d{3,4}V?$/;
const managerModel = /^M\d{3,4}V?$/;

export default defineCombiner({
  derives: ['appliance.identity.kind'],
  from: ['appliance.identity.product', 'appliance.identity.model'],
  combine: (facts) =>
    facts.subjects('appliance').map(({ id }) => {
      const product = facts.fact('appliance.identity.product', id);
      const model = facts.fact('appliance.identity.model', id);
      const told = kindOf(product.state);
      const byModel = kindOfModel(model.state);
      const isByModel = product.state.state === 'known' && told.state !== 'known' && byModel !== undefined;
      const [state, basis] = isByModel ? [byModel, [product, model]] : [told, [product]];
      return { fact: 'appliance.identity.kind', subject: id, state, basis };
    }),
});

function kindOfModel(model: FactState): FactState | undefined {
  const text = model.state === 'known' ? String(model.value) : '';
  if (managerModel.test(text)) return known('sma');
  return gatewayModel.test(text) ? known('esa') : undefined;
}

function kindOf(product: FactState): FactState {
  if (product.state !== 'known') return product.state === 'absent' ? unknown('unrecognized') : product;
  const text = String(product.value);
  if (managers.test(text)) return known('sma');
  return gateways.test(text) ? known('esa') : unknown('unrecognized');
}
