// One line of a page text is lost, doubled or moved: what is read may become unsure, or be what the text then says; it never
// turns into its opposite.
import { describe, expect, it } from 'vitest';
import { type PageSpecimen, pageSpecimens } from '../../specimens/page-specimens.js';
import { factsIn } from './reading.js';

/** Without the button or the banner a page is another page: nothing in it shows that a line is gone. */
const becomes: Readonly<Record<string, readonly string[]>> = {
  rejected: ['on-unregistered', 'on-uncommitted'],
  registered: ['on-uncommitted'],
  'on-unregistered': ['on-uncommitted'],
  busy: ['on-uncommitted'],
};
/** Facts that name something: a name with another line in it is still a name. */
const isName = (fact: string) => /name|title|organization$/.test(fact);

function* mutationsOf(lines: readonly string[]): Generator<[how: string, text: string]> {
  for (const at of lines.keys()) {
    const [line = '', next] = [lines[at], lines[at + 1]];
    yield [`without line ${at + 1}`, lines.toSpliced(at, 1).join('\n')];
    yield [`line ${at + 1} twice`, lines.toSpliced(at, 0, line).join('\n')];
    if (next !== undefined)
      yield [`lines ${at + 1} and ${at + 2} swapped`, lines.toSpliced(at, 2, next, line).join('\n')];
    yield [`line ${at + 1} at the end`, [...lines.toSpliced(at, 1), line].join('\n')];
  }
}

async function opposites({ name, text, truth }: PageSpecimen): Promise<string[]> {
  const wrong: string[] = [];
  const whole = await factsIn(text);
  for (const [how, mutant] of mutationsOf(text.replace(/\n$/, '').split('\n'))) {
    const facts = await factsIn(`${mutant}\n`);
    for (const [fact, told] of Object.entries(facts)) {
      if (isName(fact)) continue;
      for (const value of told.split(' ')) {
        if (/^[?~]/.test(value) || value === truth[fact] || whole[fact]?.split(' ').includes(value)) continue;
        if (truth[fact] === undefined && whole[fact] === undefined) continue;
        if (becomes[truth[fact] ?? '']?.includes(value)) continue;
        wrong.push(`${name}, ${how}: ${fact} was ${whole[fact]}, is ${value}\n${mutant}`);
      }
    }
  }
  return wrong;
}

const byKind = new Map<string, PageSpecimen[]>();
for (const specimen of pageSpecimens()) byKind.set(specimen.kind, [...(byKind.get(specimen.kind) ?? []), specimen]);

describe.each([...byKind])('one line of a text of kind %s', (_, all) => {
  it('changes nothing into its opposite', { timeout: 120_000 }, async () => {
    const step = Math.max(1, Math.floor(all.length / 12));
    const wrong: string[] = [];
    for (let at = 0; at < all.length; at += step) wrong.push(...(await opposites(all[at] as PageSpecimen)));
    expect(wrong).toEqual([]);
  });
});
