// How surely a text is a configuration export, by the marks of its own form wherever a pasted session put them. Many
// products have a `<config>`: it counts only with element names that AsyncOS alone writes.

// <config> | <cluster_config>
const root = /<config>/;
const cluster = /<cluster_config>/;
//   Product: Cisco C100V Email Security Virtual Appliance
const product = /^[ \t]{0,20}Product: Cisco /m;
// <interface>\r\n  <interface_name>Management</interface_name>
const interfaces = /<interface>\s{0,200}<interface_name>/;
const cut = /^\s{0,200}<(?:interface_name|phys_interface|api_httpsd?_port)>/m;
const ownNames = new RegExp(
  `<(?:${[
    'api_httpsd?_port',
    'dehydration_enabled',
    'dns_cache_ttl_min',
    'euq_httpsd?_port',
    'interface_name',
    'local_dns',
    'log_subscriptions',
    'ntp_server_info',
    'phys_interface',
    'port_interface',
    'trailblazer_httpsd_port',
  ].join('|')})>`,
);

export function recognise(head: string): number {
  const isExport = root.test(head);
  const hasProduct = product.test(head);
  // The same label is in the answer of the CLI command `version`: it counts inside a comment only.
  const hasHeader = hasProduct && /<!--|-->/.test(head);
  if (/<!DOCTYPE\s{1,20}(?:html|svg|plist)|<html[\s>]/i.test(head) && !hasHeader) return 0;
  const hasInterfaces = interfaces.test(head);
  if (head.includes('"config.dtd"') || (isExport && (hasHeader || hasInterfaces))) return 1;
  if (hasHeader && head.includes('<!--')) return 0.95;
  if (hasInterfaces) return 0.9;
  if (cluster.test(head) || (isExport && ownNames.test(head))) return 0.8;
  return cut.test(head) ? 0.6 : 0;
}
