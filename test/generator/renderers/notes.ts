// What people write or copy: hosts in use, times of a token, the reporting page's line; and prose, which decides nothing.
import { captured, type Renderer } from '../renderer.js';
import { stamp } from '../times.js';
import { sseHosts, xdrHosts } from '../world.js';

export const tokenTimes: Renderer = {
  kind: 'token-times',
  chance: 1,
  render: ({ token }, dice, view) => {
    if (!token) return undefined;
    const zone = dice.of([0, 60, 540]);
    const { createdMs, lifeHours, usedMs } = token;
    const life = lifeHours === 1 ? '1 hour' : `${lifeHours} hours`;
    const text = `Token created: ${stamp(createdMs, zone)}\nToken life: ${life}\nToken used: ${stamp(usedMs, zone)}\n`;
    return { name: `token${view.suffix}.txt`, text, shows: ['token-times'], isProse: true, isDated: true };
  },
};

export const reportingLine: Renderer = {
  kind: 'reporting-line',
  chance: 0.2,
  render: ({ appliance }, dice, view) => {
    if (appliance.kind === 'sma') return undefined;
    const text = `${captured(view, dice)}Centralized Reporting: ${appliance.centralizedReporting ? 'Enabled' : 'Disabled'}\n`;
    return { name: `reporting${view.suffix}.txt`, text, shows: ['reporting'], isProse: true, isDated: view.isDated };
  },
};

export const hostNames: Renderer = {
  kind: 'host-names',
  chance: 0.2,
  render: ({ appliance, sse, xdr }, dice, view) => {
    const rows = [
      ['XDR', xdr.portal === 'xdr' ? xdrHosts[xdr.region] : xdrHosts[xdr.region].replace('xdr.', 'securex.')],
      ['SSE', sseHosts[sse.region]],
      ['Server of the appliance', appliance.server[1]],
    ];
    const text = rows.map(([name, host]) => `${name}: ${host}\n`).join('');
    const isOff = appliance.registration === 'off';
    const shows = isOff ? [] : (['server'] as const);
    return {
      name: `hosts${view.suffix}.txt`,
      text: captured(view, dice) + text,
      shows,
      isProse: true,
      isDated: view.isDated,
    };
  },
};

const prose = [
  'Hello team,\n\nsince Monday the dashboard shows nothing for our mail gateway. Eventing is off, I believe, and yesterday somebody saw "E4017: Device is offline [409]". Please advise.\n\nRegards\n',
  'Olá,\n\no painel mostra "Houve um problema. Tente novamente mais tarde." Tentamos registrar e deu token inválido.\n\nObrigado\n',
  'Guten Tag,\n\nwir haben die Registrierung aufgehoben und wieder eingerichtet; die AsyncOS API HTTP ist unserer Meinung nach deaktiviert.\n\nMit freundlichen Grüßen\n',
  'お世話になっております。\n\nダッシュボードに「問題が発生しました。後でもう一度お試しください。」と表示されます。\n\nよろしくお願いいたします。\n',
] as const;
const article =
  '# Troubleshoot the integration\n\nIf you see the error message: "The registration failed because of an invalid or expired token", ensure that the token is generated from the correct cloud:\n\nNAM: https://admin.sse.itd.cisco.com/\n\nEU: https://admin.eu.sse.itd.cisco.com/\n\nOther examples could be "There was a problem. Try again later." or "There was a client error in the Secure Email module: E4017: Device is offline [409]". Secure Email requires AsyncOS API HTTP and HTTPS enabled on the Management interface: navigate to Network > IP Interfaces > Management interface > AsyncOS API.\n\nhttps://securex.us.security.cisco.com/help/securex/topic/configure-modules\n';

export const letter: Renderer = {
  kind: 'letter',
  chance: 0.4,
  render: (_world, dice, view) => ({
    name: `notes${view.suffix}.txt`,
    text: dice.of([...prose, article]),
    shows: [],
    isProse: true,
  }),
};
