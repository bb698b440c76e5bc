// The appliance's configuration export.
import {
  clusterExport,
  type ExportInterface,
  type ExportMachine,
  standaloneExport,
} from '../../specimens/export-specimens.js';
import type { Renderer } from '../renderer.js';
import { clock } from '../times.js';
import type { Sibling } from '../world.js';

export const configurationExport: Renderer = {
  kind: 'configuration-export',
  chance: 0.5,
  render: ({ appliance, sibling, zoneMinutes }, dice, { atMs, suffix }) => {
    const { host, apiHttp, apiHttps, apiElsewhere, managementHostname } = appliance;
    const off = () => dice.of([undefined, '', '0']);
    const on = (port: string): string => dice.of([port, '8443']);
    const optional = (name: 'http' | 'https', text: string | undefined) => (text === undefined ? {} : { [name]: text });
    const management: ExportInterface = {
      name: appliance.managementName,
      port: 'Management',
      ...(managementHostname ? { hostname: host } : dice.of([{}, { hostname: '' }])),
      ...optional('http', apiHttp ? on('6080') : off()),
      ...optional('https', apiHttps ? on('6443') : off()),
    };
    const data: ExportInterface = {
      name: 'Data 1',
      port: 'Data 1',
      hostname: 'mx.example.com',
      ...(apiElsewhere && { http: '6080', https: '6443' }),
    };
    const machine: ExportMachine = {
      hostname: host,
      ...(dice.chance(0.5) && { timezone: 'UTC' }),
      interfaces: dice.chance(0.5) ? [management, data] : [data, management],
    };
    const { product, model, release, serial } = appliance;
    const head = { product, model, version: release, serial, time: clock(atMs, zoneMinutes) };
    const hasHeader = dice.chance(0.85);
    const isCluster = appliance.cluster !== undefined && dice.chance(0.7);
    const members = dice.chance(0.5) ? [machine, memberOf(sibling)] : [memberOf(sibling), machine];
    const text = isCluster
      ? clusterExport(members, hasHeader ? head : null)
      : standaloneExport(machine, hasHeader ? head : null);
    // Many settings of other parts stand before and behind.
    const filler = Array.from(
      { length: dice.below(60) },
      (_, n) => `  <filter>\n    <filter_name>rule_${n}</filter_name>\n    <body>a &amp; b</body>\n  </filter>\n`,
    ).join('');
    return {
      name: `${model}-${serial}${suffix}.xml`,
      text: text.replace('<config>\n', `<config>\n${filler}`),
      shows: [
        'api',
        'management-hostname',
        // The header of a cluster's export does not say which member it is of.
        ...(hasHeader && !isCluster ? (['release', 'product', 'export-serial'] as const) : []),
      ],
      showsSibling: isCluster,
      isDated: hasHeader,
      names: hasHeader && !isCluster ? ['host', 'serial'] : ['host'],
    };
  },
};

function memberOf({ host, apiHttp, apiHttps }: Sibling): ExportMachine {
  const management: ExportInterface = {
    name: 'Management',
    port: 'Management',
    hostname: host,
    ...(apiHttp && { http: '6080' }),
    ...(apiHttps && { https: '6443' }),
  };
  return { hostname: host, interfaces: [management] };
}
