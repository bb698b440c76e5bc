// One judgement → one finding: what is said, why, what it rests on, what to do.
import type { Blame } from '../../engine/evaluate.js';
import type { Judgement } from '../../engine/judge.js';
import type { Condition } from '../../model/condition.js';
import { unknown } from '../../model/fact.js';
import type { Localized } from '../../model/localized.js';
import type { Finding, Role } from '../../model/report.js';
import type { Remedy, Rule } from '../../model/rule.js';
import type { Safe } from '../../model/safe.js';
import { unnamed } from '../../model/subject.js';
import { joinSafe, trusted } from '../../text/safe.js';
import { type Context, order, subjectOf } from './context.js';
import { evidenceOf } from './evidence.js';

export function findingOf(judgement: Judgement, context: Context): Finding {
  const { rule, subject, verdict } = judgement;
  const { words } = context;
  const id = idOf(judgement);
  const args = argumentsOf(judgement, context);
  const signs = signsOf(judgement, args, context);
  const remedy = remedyFor(rule, id, context);
  return {
    ruleId: rule.id,
    verdict,
    level: rule.level,
    subject: subject === undefined ? null : subjectOf(subject.id, context),
    covers: judgement.covers,
    title: words.text(rule.title),
    message: joinSafe([messageOf(judgement, args, context), ...signs], trusted(' ')),
    remedy: verdict === 'fail' ? remedyText(judgement, remedy, args, context) : trusted(''),
    remedyBy: remedy.by,
    messageId: `${rule.id}#${verdict}`,
    arguments: args,
    symptoms: rule.symptoms,
    role: roleOf(rule, context),
    signs,
    evidence: evidenceOf(judgement.grounds, words),
    asks: [...new Set(judgement.blame.map(({ fact }) => fact))].sort(),
    reasons: reasonsOf(judgement.blame),
    hiddenBy: judgement.hiddenBy ?? null,
    confidence: rule.confidence,
    references: rule.references,
  };
}

/** Where nobody was seen, what was derived for whoever it is. */
function idOf({ rule, subject }: Judgement): string {
  return subject?.id ?? `${rule.subject}:${unnamed}`;
}

function roleOf({ role, symptoms }: Rule, { isOfEvidence }: Context): Role {
  const isOfUpload = symptoms.length > 0 && symptoms.every((id) => isOfEvidence(id));
  return role ?? (isOfUpload ? 'evidence' : 'cause');
}

function signsOf(judgement: Judgement, args: Record<string, Safe>, context: Context): Safe[] {
  const { rule, verdict } = judgement;
  if (verdict !== 'open') return [];
  const signs = rule.signs.filter(({ when }) => context.holds(when, idOf(judgement), rule));
  return signs.map(({ text }) => context.words.text(text, args));
}

function reasonsOf(blame: readonly Blame[]): Finding['reasons'] {
  const unique = new Map(blame.map(({ fact, reason }) => [`${fact} ${reason}`, { fact, reason }]));
  return [...unique.values()].sort((a, b) => order(a.fact, b.fact) || order(a.reason, b.reason));
}

function messageOf(judgement: Judgement, args: Finding['arguments'], context: Context): Safe {
  const { rule, verdict } = judgement;
  const { words } = context;
  const say = (text: Localized) => words.text(text, args);
  const parts: Safe[] = [];
  if (verdict === 'fail') {
    parts.push(say(rule.message));
    const details = rule.details.filter(({ when }) => context.holds(when, idOf(judgement), rule));
    parts.push(...details.map(({ text }) => say(text)));
    if (rule.inference) parts.push(say(rule.inference));
  }
  if (verdict === 'pass') parts.push(say(rule.passMessage ?? rule.title));
  if (verdict === 'open') parts.push(openMessage(judgement, context));
  if (verdict === 'notApplicable') parts.push(words.word('table.notApplicableMessage'));
  const [assumed] = judgement.grounds.filter(({ boundByElimination }) => boundByElimination);
  if (assumed && (verdict === 'fail' || verdict === 'pass')) {
    parts.push(words.word('table.inferredSubject', { subject: words.word(`subject.${rule.subject}`) }));
  }
  return joinSafe(parts, trusted(' '));
}

function openMessage({ rule, blame, failed }: Judgement, { words }: Context): Safe {
  if (failed) return words.word('diagnostic.rule-failed', { rule: trusted(rule.id) });
  if (rule.neverPasses) return words.text(rule.neverPasses);
  const reasons = reasonsOf(blame).map(({ fact, reason }) => words.statement(fact, unknown(reason)));
  return words.word('table.openMessage', { reasons: joinSafe(reasons, trusted('; ')) });
}

/** `{subject}` and every fact that the rule's words may name. */
function argumentsOf(judgement: Judgement, context: Context): Record<string, Safe> {
  const { rule, subject } = judgement;
  const { words, facts, definitions } = context;
  const texts = [
    rule.message,
    rule.passMessage,
    rule.inference,
    ...[...rule.details, ...rule.signs].map(({ text }) => text),
  ];
  const all = [...texts, ...rule.remedy.map(({ text }) => text)].flatMap((text) => (text ? Object.values(text) : []));
  const keys = new Set(all.flatMap((text) => [...text.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] as string)));
  keys.delete('subject');
  const args: Record<string, Safe> = { subject: words.subject(subject, rule.subject) };
  for (const key of [...keys].sort()) {
    const { state } = facts.fact(key, idOf(judgement));
    args[key] = words.state(state, definitions.get(key));
  }
  return args;
}

/** A step on an appliance that Cisco runs may be out of the customer's reach. */
function remedyText({ rule, subject }: Judgement, remedy: Remedy, args: Record<string, Safe>, context: Context): Safe {
  const { words, holds } = context;
  const isHosted = remedy.by === 'customer' && subject !== undefined && holds(hosted, subject.id, rule);
  const text = words.text(remedy.text, args);
  return isHosted ? joinSafe([text, words.word('table.hostedByCisco')], trusted(' ')) : text;
}

const hosted: Condition = { fact: 'appliance.cloudHosted', op: 'eq', operand: true };

function remedyFor(rule: Rule, subject: string, context: Context): Remedy {
  const chosen = rule.remedy.find(({ when }) => when === undefined || context.holds(when, subject, rule));
  return chosen ?? (rule.remedy[0] as Remedy);
}
