// Reading of configuration exports, target 4 of the performance notes: the whole program beside the parsers alone.
import { closeSync, openSync, writeSync } from 'node:fs';
import { made, peer, product } from './measure.mjs';

const peers = [product, peer('fast-xml-parser'), peer('saxes')];
const xmllint = ['xmllint --stream', 'xmllint', (file) => ['--stream', '--noout', '--nonet', file]];
const exported = (shape, megabytes) => () =>
  made(`${shape}-${megabytes}.xml`, (path) => generate(shape, megabytes, path));

export const tables = [
  { title: 'export', file: exported('filters', 10), runs: 9, candidates: [...peers, xmllint] },
  { title: 'export of 2500 interfaces', file: exported('interfaces', 1), runs: 5, candidates: peers },
  { title: 'export, large', file: exported('filters', 50), runs: 3, isLarge: true, candidates: [...peers, xmllint] },
];

const head = `<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE config SYSTEM "config.dtd">

<!--
  Product: Cisco C100V Email Security Virtual Appliance
  Model Number: C100V
  Version: 15.0.1-416
  Serial Number: 000000000000EXAMPLE1-000000000001
  Current Time: Wed Sep 17 15:04:21 2025
-->
<config>
`;

const one = (name, port) => `    <interface>
      <interface_name>${name}</interface_name>
      <ip>192.0.2.10</ip>
      <phys_interface>${port}</phys_interface>
      <netmask>0xffffffe0</netmask>
      <interface_hostname>esa1.example.com</interface_hostname>
      <sshd_port>22</sshd_port>
      <httpsd_port>443</httpsd_port>
      <api_httpd_port>6080</api_httpd_port>
      <api_httpsd_port>6443</api_httpsd_port>
    </interface>
`;

/** What fills real exports: many small elements, a few long texts (message filters, certificates), banners. */
const filter = (n) => `    <content_filter>
      <filter_name>rule_${n}</filter_name>
      <rank>${n}</rank>
      <description>a &amp; b, example ${n}</description>
      <rule>
        <rule_name>rule-${n}</rule_name>
        <rule_data>if (recv-listener == "In" and subject == "(?i)example ${n}") { quarantine("Policy"); }</rule_data>
      </rule>
      <certificate>${'MIIBexample0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnop\n'.repeat(n % 20 === 0 ? 16 : 0)}</certificate>
    </content_filter>
`;

function generate(shape, megabytes, file) {
  const out = openSync(file, 'w');
  let size = writeSync(out, head);
  const most = megabytes * 1e6;
  if (shape === 'filters') {
    size += writeSync(out, '  <content_filters>\n');
    for (let n = 0; size < most; n += 100) {
      const text = Array.from({ length: 100 }, (_, i) => filter(n + i)).join('');
      size += writeSync(out, text);
    }
    writeSync(out, '  </content_filters>\n');
  }
  size += writeSync(out, `  <hostname>esa1.example.com</hostname>\n  <interfaces>\n${one('Management', 'Management')}`);
  if (shape === 'interfaces') for (let n = 1; size < most; n++) size += writeSync(out, one(`Data ${n}`, `Data ${n}`));
  writeSync(out, '  </interfaces>\n  <timezone>Europe/Berlin</timezone>\n</config>\n');
  closeSync(out);
}
