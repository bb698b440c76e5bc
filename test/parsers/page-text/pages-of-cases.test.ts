// Pages as support cases bring them: copied with the menus around them, described by a model, put together by hand.
import { describe, expect, it } from 'vitest';
import { factsIn, readText } from './reading.js';

const state = 'appliance.cloud-service.state';
const registration = 'appliance.registration.state';

describe('a page copied from the browser', () => {
  const copied = (...lines: string[]) =>
    [
      'Email Security Virtual Appliance',
      'Email Security Appliance is getting a new look. Try it !',
      'Logged in as: exampleadmin on esa1.example.com',
      'Options ▼',
      'Help and Support ▼',
      'My Favorites ▼',
      'Network',
      'Cloud Service Settings',
      'Cloud Services',
      'Threat Response:\tEnabled',
      'Cloud Services Settings',
      ...lines,
    ].join('\n');

  it('is shown in spite of banner and menus', async () => {
    expect((await factsIn(copied('Registration Token:\tRegister')))[registration]).toBe('on-unregistered');
  });

  it('is registered with the label of a row that is not known before the button', async () => {
    const facts = await factsIn(copied('Deregister Your Appliance:', 'Deregister'));
    expect(facts[registration]).toBe('registered');
  });

  it('is not made doubtful by the section of another product below it', async () => {
    const facts = await factsIn(copied('Deregister', 'Cisco Success Network', 'Sharing data on: Disabled', 'Help'));
    expect(facts).toMatchObject({ [state]: 'on', [registration]: 'registered' });
  });
});

describe('a page described by a model', () => {
  const table = ['| **Cloud Services** | |', '|---|---|', '| Threat Response | Disabled |'].join('\n');

  it.each(['# Screenshot: Cloud Service Settings', 'The image shows the appliance\'s "Cloud Service Settings" page.'])(
    'is recognised by %s',
    async (line) => {
      expect((await factsIn(`${line}\n\n${table}\n`))[state]).toBe('off');
    },
  );

  it('has the interface under its path of menus', async () => {
    const facts = await factsIn(
      'Network > IP Interfaces > Edit IP Interface\nName: Management\nAsyncOS API\n☐ HTTP  Port: 6080\n☑ HTTPS Port: 6443\nCancel',
    );
    expect(facts).toMatchObject({ 'interface.api.http': 'off', 'interface.api.https': 'on' });
  });
});

it.each(['Deregister', 'Registration Token:\tRegister'])(
  'a disabled service with %s is a contradiction',
  async (tail) => {
    const text = `Cloud Service Settings\nCloud Services\nThreat Response: Disabled\nCloud Services Settings\n${tail}\n`;
    expect(await factsIn(text)).toMatchObject({ [state]: '?conflict', [registration]: '?conflict' });
  },
);

it('shows a state that stands below its label as evidence', async () => {
  const text = 'Security Services Exchange\nCloud Services\nCisco XDR threat response\non\nEventing\noff\n';
  const { observations } = await readText(text);
  const eventing = observations.find(({ fact }) => fact === 'sse.service.eventing');
  expect(eventing?.evidence).toMatchObject({ line: 5, excerpt: 'Eventing … off' });
});

it('says that a message beside rows of Smart Licensing is of another product', async () => {
  const { notes, observations } = await readText(
    'Smart Software Licensing Status\nProduct Instance Registration Token:\nError - The registration failed because of an invalid or expired token.\n',
  );
  expect(observations).toEqual([]);
  expect(notes).toEqual([{ code: 'message-of-other-product', level: 'note', line: 3 }]);
});

it('tells of quoted messages once, by line and not as a page', async () => {
  const { notes } = await readText(
    'Hi team,\n\nwe get "There was a problem. Try again later."\nand "The registration failed because of an invalid or expired token".\n',
  );
  expect(notes).toEqual([{ code: 'message-quoted', level: 'note', line: 3 }]);
});
