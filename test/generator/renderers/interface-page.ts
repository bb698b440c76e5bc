// Network > IP Interfaces > Management > AsyncOS API, as the text of its picture.
import { apiBox } from '../../specimens/page-specimens.js';
import { anyLayout, captured, framed, type Renderer } from '../renderer.js';

export const interfacePage: Renderer = {
  kind: 'interface-page',
  chance: 0.4,
  render: ({ language, appliance }, dice, view) => {
    const { heading, name, box, http, https } = apiBox[language];
    const [yes, no] = dice.of([
      ['[x]', '[ ]'],
      ['☑', '☐'],
    ]);
    const value = (isOn: boolean, port: string) => (isOn ? `${yes} ${port}` : no) ?? '';
    const page = anyLayout(dice)({
      heading: `${heading}\n${name}: ${appliance.managementName}`,
      boxes: [
        {
          heading: box,
          fields: [
            [http, value(appliance.apiHttp, '6080')],
            [https, value(appliance.apiHttps, '6443')],
          ],
          buttons: [],
        },
      ],
    });
    return {
      name: `ip-interface${view.suffix}.txt`,
      text: captured(view, dice) + framed(page, dice),
      // The page of a renamed interface does not tell its port.
      shows: appliance.managementName === 'Management' ? ['api'] : [],
      isProse: true,
      isDated: view.isDated,
    };
  },
};
