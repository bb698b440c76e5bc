// Labels, values, boxes and buttons: what belongs to what, and what stays open.
import { describe, expect, it } from 'vitest';
import { factsIn, readText } from './reading.js';

const page = (...lines: string[]) => `${['Cloud Service Settings', ...lines].join('\n')}\n`;
const portal = (...lines: string[]) => `${['Security Services Exchange', 'Cloud Services', ...lines].join('\n')}\n`;

describe('a row', () => {
  it('takes its own label, not a longer or another one', async () => {
    const facts = await factsIn(
      page(
        'Cloud Services',
        'Cisco SecureX / Threat Response Server: NAM (api-sse.cisco.com)',
        'Cisco Success Network: Disabled',
        'Threat Response Portal: Disabled',
        'Smart Software Licensing Status: Disabled',
      ),
    );
    expect(facts['appliance.cloud-service.state']).toBe('?notCollected');
    expect(facts['appliance.cloud-service.region']).toBe('NAM');
  });

  it('joins a label that is wrapped over two lines', async () => {
    const facts = await factsIn(
      page('Cloud Services', 'Cisco XDR / Threat Response', 'Server: EU (api.eu.sse.itd.cisco.com)'),
    );
    expect(facts['appliance.cloud-service.region']).toBe('EU');
    expect(facts['appliance.cloud-service.state']).toBe('?notCollected');
  });

  it.each([
    ['Enabled', 'on'],
    ['enabled [x]', 'on'],
    ['[toggle: on]', 'on'],
    ['(Schalter: aus)', 'off'],
    ['[toggle: on the right]', '?unrecognized'],
    ['switch on', '?unrecognized'],
    ['Disabled', 'off'],
    ['not enabled', 'off'],
    ['is not turned on', 'off'],
    ['não habilitado', 'off'],
    ['nicht aktiviert', 'off'],
    ['有効ではありません', 'off'],
    ['not yet enabled', '?unrecognized'],
    ['will be enabled', '?unrecognized'],
    ['Enable', '?unrecognized'],
    ['Enab1ed', '?unrecognized'],
    ['A toggle switch on the right', '?unrecognized'],
    ['Firewall logging is turned on', '?unrecognized'],
    ['A toggle switch is turned on but greyed out', '?unrecognized'],
    ['(•) Enabled ( ) Disabled', '?conflict'],
    ['Enabled\tDisabled', '?conflict'],
  ])('reads the switch %s as %s', async (value, expected) => {
    const facts = await factsIn(page('Cloud Services', `Threat Response:\t${value}`));
    expect(facts['appliance.cloud-service.state']).toBe(expected);
  });

  it.each([
    ['EU (api-sse.cisco.com)', 'NAM'],
    ['EUROPE', '?unrecognized'],
    ['NAM (apl-sse.cisco.com)', '?unrecognized'],
    ['NAM (api.sse.cisco.com)', '?unrecognized'],
    ['api.eu.sse.ltd.cisco.com', '?unrecognized'],
    ['admin.eu.sse.itd.cisco.com', '?unrecognized'],
    ['api.in.sse.itd.cisco.com', '?unconfirmed'],
    ['NAM: api-sse.cisco.com EU: api.eu.sse.itd.cisco.com', '~?conflict'],
    ['[redacted]', '?masked'],
  ])('tells the region by the host alone: %s', async (value, expected) => {
    const facts = await factsIn(page('Cloud Services', `Threat Response Server: ${value}`));
    expect(facts['appliance.cloud-service.region']).toBe(expected);
  });
});

describe('values on other lines than their labels', () => {
  it.each([
    ['below each label', ['Eventing', 'ON', 'Threat Response', 'OFF'], 'on', 'off'],
    ['above each label', ['ON', 'Eventing', 'OFF', 'Threat Response'], '?unrecognized', '?unrecognized'],
    ['above, the first one cropped', ['Eventing', 'OFF', 'Threat Response'], '?unrecognized', '?unrecognized'],
    ['column by column', ['Threat Response', 'Eventing', 'ON', 'OFF'], '?unrecognized', '?unrecognized'],
    ['in the row below', ['Threat Response\tEventing', 'ON\tOFF'], '?unrecognized', '?unrecognized'],
    ['in the line above', ['Threat Response:', '[x] Eventing:', '[ ]'], '?unrecognized', '?unrecognized'],
    ['nowhere', ['Threat Response', 'Eventing'], '?unrecognized', '?unrecognized'],
  ])('%s', async (_, lines, eventing, threat) => {
    const facts = await factsIn(portal(...lines));
    expect([facts['sse.service.eventing'], facts['sse.service.threat-response']]).toEqual([eventing, threat]);
  });

  it('does not take the description of a card for its state', async () => {
    const facts = await factsIn(portal('Eventing', 'Eventing allows you to collect and view events in the cloud.'));
    expect(facts['sse.service.eventing']).toBe('?unrecognized');
  });
});

describe('the registration state', () => {
  const boxes = (...second: string[]) =>
    page('Cloud Services', 'Threat Response: Enabled', 'Cloud Services Settings', ...second);

  it.each([
    ['a Deregister button', boxes('Deregister'), 'registered'],
    ['guide text', boxes('- DEREGISTER - To deregister the appliance.'), '?notCollected'],
    ['a damaged button', boxes('Dereglster'), '?notCollected'],
    ['a damaged token field', boxes('Reglstration Token:'), '?notCollected'],
    ['a damaged status', boxes('Status: The C1oud Service is b u s y'), '?unrecognized'],
    ['a crop without the second box', page('Cloud Services', 'Threat Response: Enabled'), '?notCollected'],
    ['an empty second box, to the foot of the page', boxes('Copyright © Example'), '?unrecognized'],
    [
      'the same with the last button of the first box',
      page(
        'Cloud Services',
        'Threat Response: Enabled',
        'Edit Settings',
        'Cloud Services Settings',
        'Copyright © Example',
      ),
      'on-uncommitted',
    ],
    ['a token field', boxes('Registration Token:', 'Register'), 'on-unregistered'],
    [
      'a token field below an error that cannot be read',
      page(
        'Error - The reglstration fa1led because of a token',
        'Cloud Services',
        'Threat Response: Enabled',
        'Cloud Services Settings',
        'Registration Token:',
        'Register',
      ),
      '?unrecognized',
    ],
    [
      'an error above the heading',
      `Error - The registration failed because of an invalid or expired token.\n${boxes('Registration Token:', 'Register')}`,
      'rejected rejected',
    ],
    [
      'an error that is wrapped',
      page(
        'Error - The registration failed because of an invalid',
        'or expired token. Make sure that you use a valid token when registering your appliance with the',
        'Cisco Threat Response portal.',
        'Cloud Services',
        'Threat Response: Enabled',
      ),
      'rejected rejected',
    ],
    [
      'busy, wrapped',
      boxes(
        'Status: The Cisco XDR / Cloud Service is busy. Navigate back to this page',
        'after some time to check the appliance status.',
      ),
      'busy',
    ],
    [
      'a Smart Licensing section',
      boxes('Smart Software Licensing', 'Registration Token:', 'Register'),
      '?notCollected',
    ],
  ])('of %s', async (_, text, expected) => {
    expect((await factsIn(text))['appliance.registration.state']).toBe(expected);
  });

  it('is not told by the token error of Smart Licensing', async () => {
    const facts = await factsIn(
      'Smart Software Licensing\nThe registration failed because of an invalid or expired token.\n',
    );
    expect(facts).toEqual({});
  });
});

describe('a frame', () => {
  it('is a subject of its own, dated by its own time', async () => {
    const one = (time: string, state: string) =>
      `Captured: ${time}\n${page('Cloud Services', `Threat Response: ${state}`)}`;
    const { observations } = await readText(
      one('2026-11-20 09:14 UTC', 'Disabled') + one('21.11.2026 10:00', 'Enabled'),
    );
    const states = observations.filter(({ fact }) => fact === 'appliance.cloud-service.state');
    expect(
      states.map(({ subject, state, evidence }) => [subject.key, state, evidence.time?.text, evidence.line]),
    ).toEqual([
      ['frame:1', { state: 'known', value: 'off' }, '2026-11-20T09:14:00Z', 4],
      ['frame:2', { state: 'known', value: 'on' }, '2026-11-21T10:00:00', 8],
    ]);
  });

  it('takes the region of the portal from its address, not from another service', async () => {
    const region = async (address: string) =>
      (await factsIn(`${address}\n${portal('Eventing: ON')}`))['sse.account.region'];
    expect(await region('https://admin.apj.sse.itd.cisco.com/#/services')).toBe('APJC');
    expect(await region('https://xdr.us.security.cisco.com/')).toBeUndefined();
  });

  it('of an interface needs the name of the interface', async () => {
    const api = 'AsyncOS API\n[x] AsyncOS API HTTP: 6080\n[ ] AsyncOS API HTTPS: 6443\n';
    const named = await readText(`Edit IP Interface\nName: Management\n${api}`);
    expect(named.observations.map(({ fact, subject }) => [fact, subject])).toContainEqual([
      'interface.api.http',
      { type: 'interface', key: 'Management', parent: { type: 'appliance', key: 'frame:1' } },
    ]);
    expect((await factsIn(`Edit IP Interface\n${api}`))['interface.api.http']).toBe('?ambiguousSubject');
  });

  it('points to line and row', async () => {
    const { observations } = await readText(page('Cloud Services', '', 'Threat Response:\tEnabled'));
    expect(observations[0]?.evidence).toMatchObject({
      line: 4,
      excerpt: 'Threat Response:\tEnabled',
      pointer: 'row service',
    });
  });
});
