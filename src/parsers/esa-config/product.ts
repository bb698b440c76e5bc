// Whether the header names another product. Web Security Appliances write exports of the very same form.
import type { HeaderLine } from './prolog.js';

//   Product: Cisco S300V Secure Web Virtual Appliance
const otherProduct = /^\s{0,40}Product:.{0,100}(?:web security|secure web|web virtual|web appliance)/i;
const ownProduct = /e-?mail|messag|management|manager/i;

export function isOtherProduct(header: readonly HeaderLine[]): boolean {
  return header.some(({ text }) => otherProduct.test(text) && !ownProduct.test(text));
}
