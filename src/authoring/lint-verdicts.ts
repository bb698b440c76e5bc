// What a rule can and cannot come to, told by enumerating everything that may be known of its facts: silence that would
// decide, knowledge that decides nothing, questions whose answers change nothing.
import type { Truth } from '../engine/compare.js';
import type { FactDefinition } from '../model/catalogue.js';
import type { FactKey } from '../model/fact-keys.js';
import { type Pack, type Rule, verdictFields } from '../model/rule.js';
import { exploreRule, type KnowledgeState } from './explore-rule.js';
import { listerOf } from './knowledge.js';
import type { Tell } from './lint-problem.js';
import { quantifiedIn, verdictConditions } from './quantified.js';

/** States of knowledge that are judged per rule; shipped rules have fewer than a hundred. */
const mostStates = 20_000;

/** A rule whose conditions the catalogue cannot carry is told by other checks and not enumerated. */
export function lintVerdicts(
  rule: Rule,
  pack: Pack,
  definitions: ReadonlyMap<FactKey, FactDefinition>,
  tell: Tell,
): void {
  for (const { type } of verdictConditions(rule).flatMap((one) => quantifiedIn(one, rule.subject))) {
    if (listerOf(type, definitions) === undefined)
      tell('never-listed', 'error', `no fact enumerates ${type}: whether all of them were seen can never be known`);
  }
  const exploration = exploreRule(rule, pack, mostStates);
  if (exploration === undefined) return;
  if ('tooMany' in exploration) {
    const message = `${exploration.tooMany} states of knowledge, more than ${mostStates}: not enumerated`;
    tell('enumeration-capped', 'warning', message);
    return;
  }
  const { states } = exploration;
  const failed = states.find(({ judgement }) => judgement.failed);
  if (failed) {
    tell('rule-fails', 'error', `the engine cannot carry the rule to its end with ${shown(failed)}`);
    return;
  }
  lintReach(rule, states, tell);
  lintKleene(states, tell);
  lintAsks(rule, states, tell);
}

function lintReach(rule: Rule, states: readonly KnowledgeState[], tell: Tell): void {
  const totals = states.filter(({ total }) => total);
  const with_ = (verdict: string) => totals.some(({ judgement }) => judgement.verdict === verdict);
  if (!with_('fail')) tell('never-fails', 'error', 'nothing that can be known makes the rule fail');
  if (rule.neverPasses !== undefined) return;
  if (!with_('pass')) tell('never-passes', 'error', 'nothing that can be known rules it out; say neverPasses: and why');
  const left = totals.filter(({ judgement }) => judgement.verdict === 'open');
  const known = left.find(({ absent }) => !absent);
  if (known) tell('left-open', 'error', `open although everything is known: ${shown(known)}`);
  const lacking = left.find(({ absent }) => absent);
  if (lacking && !known)
    tell(
      'absent-left-open',
      'error',
      `an absent fact leaves it open; add an absent branch or a default: ${shown(lacking)}`,
    );
}

/** Strong Kleene must be as sharp as trying out everything that the unknown facts may turn out to be. */
function lintKleene(states: readonly KnowledgeState[], tell: Tell): void {
  for (const field of verdictFields) {
    const differing = states.find(({ judgement, truths }) => {
      const found = truths[field];
      return found !== undefined && judgement.traces[field]?.truth !== common(found);
    });
    if (differing)
      tell(
        'kleene-differs',
        'error',
        `${field} is undecided although every completion agrees, with ${shown(differing)}`,
      );
  }
}

function common(truths: ReadonlySet<Truth>): Truth {
  const [only] = truths;
  return truths.size === 1 && only !== undefined ? only : 'unknown';
}

function lintAsks(rule: Rule, states: readonly KnowledgeState[], tell: Tell): void {
  if (rule.neverPasses !== undefined) return;
  const open = states.filter(({ judgement, total }) => judgement.verdict === 'open' && !total);
  for (const state of open) {
    const idle = [...state.asked].find((fact) => !state.changing.has(fact));
    if (idle === undefined) continue;
    const [fact = ''] = idle.split(' ');
    tell('idle-ask', 'error', `asks for ${fact}, which can change nothing, with ${shown(state)}`);
    return;
  }
  const settled = open.find(({ outcomes }) => !outcomes.has('fail') || outcomes.size === 1);
  if (settled)
    tell(
      'open-without-choice',
      'error',
      `open, but ${settled.outcomes.has('fail') ? 'only' : 'never'} a fail can follow, with ${shown(settled)}`,
    );
}

function shown({ known }: KnowledgeState): string {
  return known === '' ? 'nothing known' : known;
}
