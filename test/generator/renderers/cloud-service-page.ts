// Network > Cloud Service Settings of the appliance, as the text of its picture.
import { type Field, type PagePlan, appliance as words } from '../../specimens/page-specimens.js';
import { anyLayout, captured, framed, type Renderer } from '../renderer.js';

const committed = 'Success — Your changes have been committed.';

export const cloudServicePage: Renderer = {
  kind: 'cloud-service-page',
  chance: 0.6,
  render: ({ language, appliance }, dice, view) => {
    const { heading, boxes, labels, on, off, buttons, rejected, busy } = words[language];
    const [service, server, connectivity, status, token] = labels;
    const { registration } = appliance;
    const isOff = registration === 'off';
    const row: Field = [server, `${appliance.server[0]} (${appliance.server[1]})`];
    const field = { fields: [[token, '']] as Field[], buttons: [buttons.register] };
    const second = {
      off: undefined,
      'on-uncommitted': { fields: [], buttons: [] },
      'on-unregistered': field,
      rejected: field,
      busy: { fields: [[status, busy]] as Field[], buttons: [] },
      registered: { fields: [], buttons: [buttons.deregister] },
    }[registration];
    const isCommitTold = language === 'en' && !isOff && registration !== 'on-uncommitted' && dice.chance(0.3);
    const banner = registration === 'rejected' ? rejected : isCommitTold ? committed : undefined;
    const plan: PagePlan = {
      heading,
      ...(banner !== undefined && { banner }),
      boxes: [
        {
          heading: boxes[0],
          fields: isOff ? [[service, off]] : [[service, on], row, [connectivity, 'Proxy Not In Use']],
          buttons: [isOff ? buttons.enable : buttons.edit],
        },
        ...(second ? [{ heading: boxes[1], ...second }] : []),
      ],
      footer: 'Copyright © 2003-2026 Example. All rights reserved.',
    };
    const page = anyLayout(dice)(plan);
    return {
      name: `cloud-service-settings${view.suffix}.txt`,
      text: captured(view, dice) + framed(page, dice),
      shows: ['service', 'registration', ...(isOff ? [] : (['server'] as const))],
      isProse: true,
      isDated: view.isDated,
    };
  },
};
