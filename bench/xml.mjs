// Reading of configuration exports, target 4 of the performance notes: the whole program beside the parsers alone.
import { closeSync, existsSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compare, folder, render } from './measure.mjs';

export { render };

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/** The program as it is used: start-up, intake, sha256, strict read, facts with lines, binding and output included. */
const product = ['esa-triage facts', process.execPath, (file) => [here('../dist/cli.js'), 'facts', file]];
const peer = (name) => [name, process.execPath, (file) => [here('xml-peers.mjs'), name, file]];
const xmllint = ['xmllint --stream', 'xmllint', (file) => ['--stream', '--noout', '--nonet', file]];

/** title, shape, megabytes, runs, candidates; the first candidate is what the others are compared with. */
const tables = [
  ['export', 'filters', 10, 9, [product, peer('fast-xml-parser'), peer('saxes'), xmllint]],
  ['export of 2500 interfaces', 'interfaces', 1, 5, [product, peer('fast-xml-parser'), peer('saxes')]],
  ['export, large', 'filters', 50, 3, [product, peer('fast-xml-parser'), peer('saxes'), xmllint]],
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

function prepare(shape, megabytes) {
  mkdirSync(folder, { recursive: true });
  const file = `${folder}/${shape}-${megabytes}.xml`;
  if (!existsSync(file)) generate(shape, megabytes, file);
  return file;
}

/** One row per file and candidate. `times` says how often slower than the product; NaN where a candidate failed. */
export async function rows({ isQuick = false } = {}) {
  return tables
    .filter(([, , megabytes]) => !isQuick || megabytes <= 10)
    .flatMap(([title, shape, megabytes, runs, listed]) => compare(title, prepare(shape, megabytes), runs, listed));
}
