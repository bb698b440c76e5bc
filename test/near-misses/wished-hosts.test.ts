// Hosts that somebody wishes for, plans or remembers beside those in use: they decide nothing.
import { describe, expect, it } from 'vitest';
import { verdictsOf } from './whole-case.js';

const hosts = ['XDR: xdr.us.security.cisco.com', 'SSE: admin.sse.itd.cisco.com'];
const server = 'Server: EUROPE (api.eu.sse.itd.cisco.com)';
const rule = 'case/region-mismatch';
const verdict = (...lines: string[]) => verdictsOf(rule, { 'answer.txt': `${lines.join('\n')}\n` });

describe('hosts', () => {
  it('that are simply told are those in use', async () => {
    expect(await verdict(...hosts, server)).toEqual(['fail']);
    expect(await verdict('Hosts in use:', ...hosts, server)).toEqual(['fail']);
  });

  it.each([
    'Correct would be:',
    'Correct:',
    'It ought to be like this:',
    'O correto:',
    'Deveria ser:',
    'Richtig wäre:',
    'Richtig:',
    '正しくは:',
    '本来はこちら',
  ])('stand below `%s`', async (caption) => {
    expect(await verdict(caption, ...hosts, server)).toEqual(['open']);
  });

  it.each([
    'Server should be EUROPE (api.eu.sse.itd.cisco.com)',
    'Server: not api.eu.sse.itd.cisco.com',
    'Server: api.eu.sse.itd.cisco.com (planned)',
    'Server was api.eu.sse.itd.cisco.com',
    'Server: deveria ser api.eu.sse.itd.cisco.com',
    'Servidor: será api.eu.sse.itd.cisco.com',
    'Server sollte api.eu.sse.itd.cisco.com sein',
    'Server: künftig api.eu.sse.itd.cisco.com',
    'サーバー: 正しくは api.eu.sse.itd.cisco.com',
    'サーバー: api.eu.sse.itd.cisco.com であるべき',
  ])('one is told as another state: %s', async (line) => {
    expect(await verdict(...hosts, line)).toEqual(['open']);
  });

  it('a page beside says what its server should be', async () => {
    const page = (value: string) => [
      'Cloud Service Settings',
      'Cloud Services',
      'Threat Response: Enabled',
      `Threat Response Server: ${value}`,
      'Cloud Services Settings',
      'Deregister',
    ];
    expect(await verdict(...hosts, '', ...page('EUROPE (api.eu.sse.itd.cisco.com)'))).toEqual(['fail']);
    expect(await verdict(...hosts, '', ...page('should be EUROPE (api.eu.sse.itd.cisco.com)'))).toEqual(['open']);
  });
});
