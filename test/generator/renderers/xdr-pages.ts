// The XDR portal's pages, as texts of their pictures: a tile, a module, a source of Device Insights.
import { forms, words } from '../../specimens/portal-specimens.js';
import { captured, type Renderer } from '../renderer.js';

const formNames = ['labelled', 'bullets', 'table', 'tabs', 'stacked', 'gaps', 'windows'];

export const tilePage: Renderer = {
  kind: 'tile-page',
  chance: 0.4,
  render: ({ language, xdr }, dice, view) => {
    const w = words[language];
    if (!xdr.module || xdr.tile === 'throttled') return undefined;
    const { module } = xdr;
    const form = forms[dice.of(formNames)] ?? forms.labelled;
    const says = {
      data: w.data[0],
      empty: w.empty[0],
      offline: w.offline,
      later: w.later,
      unexpected: w.unexpected,
    }[xdr.tile];
    const card = (range: string | undefined, message: string) =>
      form?.([
        [w.title, w.mail],
        [w.module, module.name],
        [w.range, range ?? ''],
        [w.message, message],
      ]) ?? '';
    const wide = w.ranges[5];
    const isEmpty = xdr.tile === 'empty';
    const both = xdr.isRangeTooShort || isEmpty;
    const cards = [...(both ? [card(w.ranges[1], w.empty[0])] : []), card(wide, says)];
    const isMessage = xdr.tile === 'offline' || xdr.tile === 'later' || xdr.tile === 'unexpected';
    return {
      name: `tile${view.suffix}.txt`,
      text: `${captured(view, dice)}${cards.join('\n\n')}\n`,
      shows: isMessage ? ['tile-message'] : both ? ['tile-ranges'] : [],
      isProse: true,
      isDated: view.isDated,
    };
  },
};

export const modulePage: Renderer = {
  kind: 'module-page',
  chance: 0.3,
  render: ({ language, xdr: { module } }, dice, view) => {
    const w = words[language];
    if (!module) return undefined;
    const form = forms[dice.of(formNames)] ?? forms.labelled;
    const one = (name: string, isOn: boolean, isWell: boolean) =>
      form?.([
        [w.module, name],
        [w.enabled, isOn ? w.yes : w.no],
        [w.status, isWell ? w.ok : w.error],
      ]) ?? '';
    const other = dice.chance(0.4) ? `${one('Secure Firewall', dice.chance(0.5), dice.chance(0.5))}\n\n` : '';
    const own = one(module.name, module.enabled, module.health === 'ok');
    return {
      name: `integrations${view.suffix}.txt`,
      text: `${captured(view, dice)}Administration > Integrations\n\n${other}${own}\n`,
      shows: ['module'],
      isProse: true,
      isDated: view.isDated,
    };
  },
};

export const sourcePage: Renderer = {
  kind: 'source-page',
  chance: 0.3,
  render: ({ language, isSourceConnected }, dice, view) => {
    const w = words[language];
    const form = forms[dice.of(formNames)] ?? forms.labelled;
    const card = (name: string, isConnected: boolean) =>
      form?.([
        [w.source, name],
        [w.api, isConnected ? w.connected[0] : w.failed[0]],
      ]) ?? '';
    return {
      name: `insights-sources${view.suffix}.txt`,
      text: `${captured(view, dice)}Device Insights > Sources\n\n${card('Secure Email', isSourceConnected)}\n\nSYNC NOW\n`,
      shows: ['source'],
      isProse: true,
      isDated: view.isDated,
    };
  },
};
