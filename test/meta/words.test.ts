// Words by id are looked up while a case runs, where a missing one would be a fault: every id that the code can ask for is
// in words.yaml, and nothing else is.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { reasons, trusts } from '../../src/model/fact.js';
import { artifactKinds } from '../../src/model/report.js';
import { actors, levels, verdicts } from '../../src/model/rule.js';
import { subjectTypes } from '../../src/model/subject.js';
import { root, sourceFiles } from './source-files.js';

const ids = Object.keys(parse(readFileSync(`${root}rules/words.yaml`, 'utf8')) as object);
const sources = sourceFiles();
const code = sources.map(({ text }) => text).join('\n');

/** Prefix → the closed list that it stands before. */
const families = {
  reason: reasons,
  trust: trusts,
  kind: artifactKinds,
  verdict: verdicts,
  level: levels,
  actor: actors,
  subject: subjectTypes,
  status: ['ok', 'repaired', 'partial', 'unreadable', 'ignored'],
  resolution: ['conflict', 'changed', 'outranked'],
};

test.each(Object.entries(families))('%s: each member has its word, and no other has', (prefix, members) => {
  const words = ids.filter((id) => id.startsWith(`${prefix}.`));
  expect(words.sort()).toEqual(members.map((member) => `${prefix}.${member}`).sort());
});

describe('diagnostics', () => {
  // emit.note({ code: 'line-cut', … }) | note('xml-no-header', 'note', …) | skip(id, 'entry-encrypted')
  const told = sources
    .filter(({ path }) => /^(?:parsers|intake|facts|run)\//.test(path))
    .flatMap(({ text }) => [
      ...text.matchAll(/\bcode(?:: | = )'([a-z-]+)'|\b(?:note|tell)\('([a-z-]+)', '|\bskip\(\w+, '([a-z-]+)'/g),
    ])
    .map(([, a, b, c]) => a ?? b ?? c);

  test.each([...new Set(told)].sort())('%s has its word', (one) => {
    expect(ids).toContain(`diagnostic.${one}`);
  });

  test('there is no word for what nobody tells', () => {
    const literals = new Set([...code.matchAll(/'([a-z]+(?:-[a-z0-9]+)+)'/g)].map(([, one]) => one));
    const idle = ids.filter((id) => id.startsWith('diagnostic.') && !literals.has(id.slice('diagnostic.'.length)));
    expect(idle).toEqual([]);
  });
});

test('the words of the screen are those that it asks for', () => {
  const asked = new Set([...code.matchAll(/'((?:table|headline)\.[a-zA-Z-]+(?:\.[a-z]+)?)'/g)].map(([, id]) => id));
  const known = ids.filter((id) => /^(?:table|headline)\./.test(id)).map((id) => id.replace(/\.(?:one|other)$/, ''));
  expect([...new Set(known)].sort()).toEqual([...asked].sort());
});
