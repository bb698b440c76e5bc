// Two items on one page, one well and one not: what is said of one never becomes the other's, whichever line is lost,
// doubled or moved.
import { expect, it } from 'vitest';
import { readText, toldBy } from './reading.js';

const own = ['Secure Email Appliance', 'yes', 'OK'];
const other = ['Secure Firewall', 'no', 'Error'];
const card = ([name, on, health]: readonly string[]) => [`Name: ${name}`, `Enabled: ${on}`, `Status: ${health}`];
const stacked = ([name, on, health]: readonly string[]) => ['Name:', name, 'Enabled:', on, 'Status:', health];
const bare = ([name, on, health]: readonly string[]) => [
  name,
  on === 'yes' ? 'Enabled' : 'Disabled',
  `Status: ${health}`,
];
const table = (...all: readonly (readonly string[])[]) => [
  'Name\tEnabled\tStatus',
  ...all.map((row) => row.join('\t')),
];

const layouts = {
  cards: [...card(own), ...card(other)],
  'cards, the other first': [...card(other), ...card(own)],
  stacked: [...stacked(own), ...stacked(other)],
  bare: [...bare(own), ...bare(other)],
  'bare, the other first': [...bare(other), ...bare(own)],
  table: table(own, other),
};

function* mutationsOf(lines: readonly (string | undefined)[]): Generator<string> {
  for (const at of lines.keys()) {
    yield lines.toSpliced(at, 1).join('\n');
    yield lines.toSpliced(at, 0, lines[at]).join('\n');
    yield [...lines.slice(0, at), lines[at + 1], lines[at], ...lines.slice(at + 2)].join('\n');
  }
}

it.each(Object.entries(layouts))('%s', async (_, lines) => {
  const whole = ['Administration > Integrations', ...lines];
  const read = async (text: string) =>
    (await readText(`${text}\n`)).observations
      .filter(({ subject, state }) => subject.key === own[0] && state.state === 'known')
      .map((one) => `${one.fact} ${toldBy(one)}`);
  expect(await read(whole.join('\n'))).toEqual(
    expect.arrayContaining(['xdr.module.enabled true', 'xdr.module.health ok']),
  );
  for (const text of mutationsOf(whole)) {
    const told = await read(text);
    expect(told, text).not.toContain('xdr.module.enabled false');
    expect(told, text).not.toContain('xdr.module.health error');
    expect(told, text).not.toContain('xdr.module.kind other');
  }
});
