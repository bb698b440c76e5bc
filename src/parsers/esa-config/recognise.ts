// How surely a text is a configuration export, by the marks of its own form wherever a pasted session put them.

// <config> | <cluster_config>
const root = /<(?:config|cluster_config)>/;
//   Product: Cisco C100V Email Security Virtual Appliance
const product = /^[ \t]{0,20}Product: Cisco /m;
// <interface>\r\n  <interface_name>Management</interface_name>
const interfaces = /<interface>\s{0,200}<interface_name>/;
const cut = /^\s{0,200}<(?:interface_name|phys_interface|api_httpsd?_port)>/m;

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
  if (isExport && /<\?xml[ \t]/.test(head)) return 0.8;
  if (isExport || cut.test(head)) return 0.6;
  return 0;
}
