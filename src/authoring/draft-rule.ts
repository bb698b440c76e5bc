// A rule to begin with: complete, with tests that run, and TODO wherever only its author knows what to say. The lint
// names every TODO that is left.
import type { FactDefinition } from '../model/catalogue.js';
import { shippedLanguages } from '../model/localized.js';
import type { Pack } from '../model/rule.js';

/** A comparison that is true for one value and false for another. */
interface Comparison {
  readonly op: string;
  readonly operand: string | number | boolean;
  readonly other: string | number | boolean;
}

/** What a draft can be about, for messages. */
export const draftableKinds = 'a state of type enum, boolean, string, number, duration or version';

/** Undefined when a rule about such a fact has to be written by hand. */
export function comparisonOf({ cardinality, type, values = {} }: FactDefinition): Comparison | undefined {
  if (cardinality !== 'state') return undefined;
  const names = Object.keys(values);
  const bad = names.includes('off') ? 'off' : names.at(-1);
  const good = names.find((name) => name !== bad);
  switch (type) {
    case 'enum':
      return bad === undefined || good === undefined ? undefined : { op: 'eq', operand: bad, other: good };
    case 'boolean':
      return { op: 'eq', operand: false, other: true };
    case 'string':
      return { op: 'eq', operand: 'TODO', other: 'another' };
    case 'number':
    case 'duration':
      return { op: 'gt', operand: 1, other: 0 };
    case 'version':
      return { op: 'versionLt', operand: '15.0.0', other: '15.5.0-100' };
    default:
      return undefined;
  }
}

/** No day yet: the lint asks for it. */
export const noDay = '0000-00-00';

/**
 * @param folder of the pack, as its author names it, for the commands that the draft shows
 * @param day YYYY-MM-DD; without it the dates are left to fill in
 */
export function draftRule(
  id: string,
  fact: FactDefinition,
  comparison: Comparison,
  pack: Pack,
  folder: string,
  day: string | undefined,
): string {
  const { op, operand, other } = comparison;
  const { key, subject } = fact;
  const failing = op === 'versionLt' ? '14.0.0-100' : op === 'gt' ? 2 : operand;
  const shown = fact.sensitivity === 'secret' ? '' : ` ({${key}})`;
  const mayLack = fact.absent !== undefined && fact.default === undefined;
  const test = (name: string, value: string, expect: string) =>
    `  - name: ${name}\n    facts: { ${key}: ${value} }\n    expect: ${expect}\n`;
  return `# yaml-language-server: $schema=../rule.schema.json
# Replace every TODO; docs/rule-format.md explains all fields, "esa-triage rules facts" lists what a rule can look at.
# Then:
#   esa-triage rules lint --rules ${folder}
#   esa-triage rules test ${id} --rules ${folder}
title:
${texts('TODO: the failing state in one line', '  ')}
# error: breaks the integration, and a source says so; warning: may break it; note: costs one click.
level: warning
# documented: a source says so; seen: from practice; guess: by inference. Reports show it.
confidence: guess
# What a finding is about; facts of it and of everything above it can be read.
subject: ${subject}
${
  mayLack
    ? `# Not there at all is another matter than ${JSON.stringify(operand)}.
appliesWhen: { not: { fact: ${key}, absent: true } }
`
    : ''
}# Found when this is surely true, ruled out when it is surely false, undecided while the fact is not known.
failWhen: { fact: ${key}, ${op}: ${JSON.stringify(operand)} }
# What the customer sees because of it, any of:
${commented(pack.symptoms.map(({ id: symptom }) => symptom))}
symptoms: []
message:
${texts(`{subject}: TODO: what is wrong${shown}.`, '  ')}
# by: customer, cloudAdministrator, tac or wait
remedy:
  - by: customer
    text:
${texts('TODO: where to click, what to set, and what shows that it helped.', '      ')}
references:
  - { title: "TODO: the page or article that says so", source: "TODO", checked: "${day ?? noDay}" }
reviewBy: "${day === undefined ? noDay : nextYear(day)}"
# At least one of each verdict; every part of a condition has to matter in one of them.
tests:
${test('the failing state', JSON.stringify(failing), 'fail')}${test('the good state', JSON.stringify(other), 'pass')}${test(
  'nobody has looked',
  '{ unknown: notCollected }',
  'open',
)}${mayLack ? test('it is not there at all', '{ absent: true }', 'notApplicable') : ''}`;
}

function texts(text: string, indent: string): string {
  return shippedLanguages.map((lang) => `${indent}${lang}: ${JSON.stringify(text)}`).join('\n');
}

function commented(words: readonly string[]): string {
  return words.map((word) => `#   ${word}`).join('\n');
}

function nextYear(day: string): string {
  const next = `${String(Number(day.slice(0, 4)) + 1).padStart(4, '0')}${day.slice(4)}`;
  return next.endsWith('-02-29') ? next.replace(/29$/, '28') : next;
}
