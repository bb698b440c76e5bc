import { expect, test } from 'vitest';
import { recognise } from '../../../src/parsers/esa-config/recognise.js';
import {
  clusterExport,
  header,
  interfaceXml,
  machine,
  machineXml,
  management,
  prolog,
  standaloneExport,
} from '../../specimens/export-specimens.js';

test.each([
  ['a whole export', standaloneExport()],
  ['a cluster', clusterExport([machine])],
  ['after a session', `a.example.com> showconfig\r\n[1]> 1\r\n${standaloneExport()}`],
  ['without header', standaloneExport(machine, null)],
  ['its prolog', prolog(header)],
  ['a fragment', machineXml(machine)],
  ['one interface', interfaceXml(management)],
  ['re-saved', `<?xml version="1.0"?><config>${machineXml(machine)}</config>`],
])('%s is one', (_, text) => {
  expect(recognise(text)).toBeGreaterThanOrEqual(0.8);
});

test.each([
  ['nothing', ''],
  ['a page', '<!DOCTYPE html><html><body><config></config></body></html>'],
  ['another XML', '<?xml version="1.0"?><project><configuration/></project>'],
  [
    'the configuration of a router',
    '<?xml version="1.0"?>\n<config>\n<interfaces><interface><name>ge-0/0/0</name></interface></interfaces>\n</config>\n',
  ],
  [
    'the configuration of a shop',
    '<?xml version="1.0"?>\n<config>\n<modules><x><version>1</version></x></modules>\n</config>',
  ],
  [
    'a firewall',
    '<?xml version="1.0"?>\n<config><system><hostname>fw</hostname></system><interfaces><wan/></interfaces></config>',
  ],
  [
    'the answer to version',
    'a.example.com> version\r\nCurrent Version\r\nProduct: Cisco C100V Email Security Virtual Appliance\r\n',
  ],
  ['a prompt', '(Cluster name)> showconfig\r\n[1]> '],
])('%s is none', (_, text) => {
  expect(recognise(text)).toBe(0);
});
