// Synthetic configuration exports with known truth, for tests of what reads them and for measurements.

export interface ExportInterface {
  readonly name: string;
  readonly port: string;
  readonly hostname?: string;
  /** Text of the element; undefined leaves it out. */
  readonly http?: string;
  readonly https?: string;
}

export interface ExportMachine {
  readonly hostname: string;
  readonly timezone?: string;
  readonly interfaces: readonly ExportInterface[];
}

export interface ExportHeader {
  readonly product: string;
  readonly model: string;
  readonly version: string;
  readonly serial: string;
  readonly time: string;
}

export const header: ExportHeader = {
  product: 'Cisco C100V Email Security Virtual Appliance',
  model: 'C100V',
  version: '15.0.1-416',
  serial: '420D4B6FA42E00000000-CE7D00000000',
  time: 'Wed Sep 17 15:04:21 2025',
};

export const management: ExportInterface = {
  name: 'Management',
  port: 'Management',
  hostname: 'esa1.example.com',
  http: '6080',
  https: '6443',
};

const data1: ExportInterface = { name: 'Incoming', port: 'Data 1', hostname: 'mx.example.com' };

export const machine: ExportMachine = {
  hostname: 'esa1.example.com',
  timezone: 'Europe/Berlin',
  interfaces: [management, data1],
};

export function standaloneExport(of: ExportMachine = machine, head: ExportHeader | null = header): string {
  return `${prolog(head)}<config>\n${machineXml(of)}</config>\n`;
}

/** Machine sections of a made-up name: the true one is not published. */
export function clusterExport(machines: readonly ExportMachine[], head: ExportHeader | null = header): string {
  const sections = machines.map((one) => `<machine>\n${machineXml(one)}</machine>\n`).join('');
  return `${prolog(head)}<cluster_config>\n<cluster>\n<config>\n</config>\n${sections}</cluster>\n</cluster_config>\n`;
}

export function prolog(head: ExportHeader | null): string {
  const comment = head
    ? `<!--
  Product: ${head.product}
  Model Number: ${head.model}
  Version: ${head.version}
  Serial Number: ${head.serial}
  Number of CPUs: 8
  Current Time: ${head.time}
  Feature "Incoming Mail Handling": Quantity = 1, Time Remaining = "Perpetual"
-->
`
    : '';
  return `<?xml version="1.0" encoding="ISO-8859-1"?>\n<!DOCTYPE config SYSTEM "config.dtd">\n\n${comment}`;
}

export function machineXml({ hostname, timezone, interfaces }: ExportMachine): string {
  const zone = timezone === undefined ? '' : `  <timezone>${timezone}</timezone>\n`;
  return `<!--
*** Network Configuration ***
-->
  <hostname>${hostname}</hostname>
  <interfaces>
${interfaces.map(interfaceXml).join('')}  </interfaces>
  <listeners>
    <listener><listener_name>In</listener_name><interface_name>Management</interface_name><hostname>x.example.com</hostname></listener>
  </listeners>
${zone}  <users><user><username>admin</username><enc_password>******</enc_password></user></users>
`;
}

export function interfaceXml({ name, port, hostname, http, https }: ExportInterface): string {
  const element = (tag: string, text: string | undefined) =>
    text === undefined ? '' : `      <${tag}>${text}</${tag}>\n`;
  return `    <interface>
      <interface_name>${name}</interface_name>
      <ip>192.0.2.10</ip>
      <phys_interface>${port}</phys_interface>
${element('interface_hostname', hostname)}      <sshd_port>22</sshd_port>
${element('api_httpd_port', http)}${element('api_httpsd_port', https)}    </interface>
`;
}

/** Chunks of a large, well-formed export, about `megabytes` long, with the two interfaces at its very end. */
export function* largeExport(megabytes: number): Generator<Uint8Array> {
  const filler = Array.from(
    { length: 1000 },
    (_, n) =>
      `  <filter>\n    <filter_name>rule_${n}</filter_name>\n    <rank>${n}</rank>\n    <body>a &amp; b</body>\n  </filter>\n`,
  ).join('');
  yield Buffer.from(`${prolog(header)}<config>\n<filters>\n`);
  const fillerBytes = Buffer.from(filler);
  for (let written = 0; written < megabytes * 1_000_000; written += fillerBytes.length) yield fillerBytes;
  yield Buffer.from(`</filters>\n${machineXml(machine)}</config>\n`);
}
