// Lines of the header comment: a label and its value, a feature key, or decoration.

//   Version: 15.0.1-416 | Feature "Incoming Mail Handling": Quantity = 1 | ****** | but not: rtual Appliance
const ownLine = /^\s{0,80}(?:[A-Z][A-Za-z ()#]{1,40}:(?:\s|$)|Feature "|\*|$)/;

/** False for what a terminal or a mail wrapped off the line before. */
export function isOwnLine(text: string): boolean {
  return ownLine.test(text);
}

/** False for decoration too. */
export function isLabelLine(text: string): boolean {
  return isOwnLine(text) && !/^\s{0,80}\*/.test(text);
}
