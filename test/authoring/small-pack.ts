// Packs, facts and rules of a few lines for tests: everything that a test does not say is there and harmless.
import type { FactDefinition } from '../../src/model/catalogue.js';
import { type Localized, shippedLanguages } from '../../src/model/localized.js';
import type { Pack, Rule } from '../../src/model/rule.js';
import { noTold } from '../../src/pack/load-pack.js';

export function words(text: string): Localized {
  return { en: text, ...Object.fromEntries(shippedLanguages.map((lang) => [lang, text])) };
}

export function fact(key: string, more: Partial<FactDefinition> = {}): FactDefinition {
  const values = more.type === undefined || more.type === 'enum' ? { on: words('on'), off: words('off') } : undefined;
  return {
    key,
    type: 'enum',
    cardinality: more.type?.startsWith('set') ? 'set' : 'state',
    subject: 'appliance',
    title: words(key),
    meaning: words(key),
    sensitivity: 'public',
    confidence: 'seen',
    source: 'test',
    collect: ['page.test'],
    extractors: [],
    ...(values && { values }),
    ...more,
  };
}

export function rule(more: Partial<Rule> & Pick<Rule, 'failWhen'>): Rule {
  return {
    id: 'test/rule',
    file: 'rules/test/rule.yaml',
    title: words('Test rule'),
    level: 'error',
    subject: 'appliance',
    minTrust: 'shown',
    passUnless: [],
    confidence: 'documented',
    symptoms: [],
    hides: [],
    message: words('{subject} fails.'),
    details: [],
    signs: [],
    remedy: [{ by: 'customer', text: words('Turn it on.') }],
    references: [],
    reviewBy: '2027-11-22',
    tests: [],
    ...more,
  };
}

const none = { en: [] };

export function pack(facts: readonly FactDefinition[], rules: readonly Rule[], more: Partial<Pack> = {}): Pack {
  const recipe = {
    id: 'page.test',
    title: words('Page'),
    text: words('Copy it.'),
    from: 'customer',
    confidence: 'seen',
  };
  return {
    packs: [{ name: 'test', version: '1', sha256: '' }],
    languages: [...shippedLanguages],
    facts,
    rules,
    pages: [],
    messages: [],
    hosts: [],
    logs: { names: {}, outsiders: [] },
    recipes: [recipe as Pack['recipes'][number]],
    symptoms: [],
    chain: [],
    subjectDetails: [],
    regions: [],
    states: { on: { en: [] }, off: { en: [] }, unclear: { en: [] }, beside: { en: [] } },
    quoting: { instructing: none, describing: none, wishing: none, elsewhere: none, expecting: none, attaching: none },
    told: noTold,
    words: {},
    ...more,
  };
}
