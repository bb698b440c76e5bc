// A session at the appliance's command line: its release, its cloud service, and what does not belong to either.
import {
  deregister,
  disable,
  enable,
  menu,
  off,
  on,
  register,
  servers,
  token,
} from '../../specimens/cli-session-specimens.js';
import type { Evidence } from '../evidence.js';
import { captured, type Renderer } from '../renderer.js';
import type { World } from '../world.js';

/** What the command answers; undefined where only a menu of guesses would. */
function cloudAnswer({ appliance: { registration } }: World): [text: string, shows: Evidence[]] {
  switch (registration) {
    case 'registered':
      return [
        `\nThe appliance is successfully registered with the Cisco Cloud Service portal.\n${menu(deregister, disable)}\n\n`,
        ['registration'],
      ];
    case 'rejected':
      return [
        `${menu(register, disable)}register\n${token}The registration failed because of an invalid or expired token key. Use a valid token key and try again.\n${menu(register, disable)}\n\n`,
        ['registration', 'register-prompt'],
      ];
    case 'busy':
      return ['\nThe Cisco Cloud Service is busy. Try again after some time.\n\n', ['registration']];
    case 'off':
      return [`\n${off}${menu(enable)}\n\n`, ['service', 'registration']];
    case 'on-uncommitted':
      return [`\n${off}${menu(enable)}enable\n\n${on}${servers}\n\n`, ['registration']];
    case 'on-unregistered':
      return [`${menu(register, disable)}\n\n`, []];
  }
}

const licensing = (ask: (typed: string) => string) =>
  `${ask('license_smart')}${menu('REGISTER - Register the product for Smart Licensing.', 'DEREGISTER - Deregister.')}register\n\nEnter token to register the product:\n[]> 0f1e2d3c4b5a69788796a5b4c3d2e1f0\n\nThe registration failed because of an invalid or expired token\n`;
const others = (ask: (typed: string) => string) =>
  `${ask('status')}\nSystem status: Online\nOldest Message: No Messages\n`;

export const commandLine: Renderer = {
  kind: 'command-line',
  chance: 0.4,
  render: (world, dice, view) => {
    const { appliance } = world;
    const { host, cluster, product, model, release, serial } = appliance;
    const mode = { cluster: '(Cluster Europe)', group: '(Group Frankfurt)', machine: `(Machine ${host})` };
    const prompt = cluster === undefined ? host : mode[cluster];
    const ask = (typed: string) => `${prompt}> ${typed}\n`;
    const command = /^1[12]\.|^13\.0/.test(release) ? 'threatresponseconfig' : 'cloudserviceconfig';
    const [answer, shows] = cloudAnswer(world);
    const isVersionAsked = cluster !== 'cluster' && cluster !== 'group' && dice.chance(0.6);
    const version = `${ask('version')}\nCurrent Version\n===============\nProduct: ${product}\nModel: ${model}\nVersion: ${release}\nBuild Date: 2024-06-01\nSerial #: ${serial}\n\n`;
    const scenes = [
      dice.chance(0.2) ? licensing(ask) : '',
      isVersionAsked ? version : '',
      dice.chance(0.3) ? others(ask) : '',
      ask(command) + answer,
      dice.chance(0.2) ? others(ask) : '',
    ];
    return {
      name: `session${view.suffix}.txt`,
      text: `${captured(view, dice)}${scenes.join('')}${prompt}> \n`,
      shows: isVersionAsked ? [...shows, 'release', 'product'] : shows,
      isProse: true,
      isDated: view.isDated,
      names: cluster === 'cluster' || cluster === 'group' ? [] : isVersionAsked ? ['host', 'serial'] : ['host'],
    };
  },
};
