// The SSE portal's pages Cloud Services and Devices, as texts of their pictures.
import { portal } from '../../specimens/page-specimens.js';
import { anyLayout, captured, framed, type Renderer } from '../renderer.js';
import { sseHosts } from '../world.js';

export const sseServicesPage: Renderer = {
  kind: 'sse-services-page',
  chance: 0.5,
  render: ({ language, sse }, dice, view) => {
    const { box, labels, on, off } = portal[language];
    const style = dice.below(on.length);
    const word = (isOn: boolean) => (isOn ? on[style] : off[style]) ?? '';
    const page = anyLayout(dice)({
      heading: 'Security Services Exchange',
      boxes: [
        {
          heading: box.replace(/Example$/, sse.organization),
          fields: [
            [labels[0], word(sse.threatResponse)],
            [labels[1], word(sse.eventing)],
          ],
          buttons: [],
        },
      ],
    });
    const address = `https://${sseHosts[sse.region]}/services\n`;
    return {
      name: `sse-cloud-services${view.suffix}.txt`,
      text: captured(view, dice) + framed(`${address}${page}`, dice),
      shows: ['switches'],
      isProse: true,
      isDated: view.isDated,
    };
  },
};

export const sseDevicesPage: Renderer = {
  kind: 'sse-devices-page',
  chance: 0.3,
  render: ({ appliance, sse }, dice, view) => {
    const isListed = appliance.registration === 'registered';
    const mark = dice.of(['\t', ' | ', '      ']);
    const type = appliance.kind === 'esa' ? 'ESA' : 'SMA';
    const status = appliance.isCloudReachable ? 'Registered' : 'Offline';
    const rows = [
      ['Name', 'Type', 'Version', 'Status', 'Description'],
      ['fw1.example.com', 'FTD', '7.4.1', dice.of(['Registered', 'Offline']), '192.0.2.99'],
      ...(isListed ? [[appliance.host, type, appliance.release, status, '192.0.2.10']] : []),
    ];
    const text = `https://${sseHosts[sse.region]}/\nSecurity Services Exchange\nDevices\nCloud Services\n${rows.map((row) => row.join(mark)).join('\n')}\n`;
    return {
      name: `sse-devices${view.suffix}.txt`,
      text: captured(view, dice) + text,
      shows: [],
      isProse: true,
      isDated: view.isDated,
    };
  },
};
