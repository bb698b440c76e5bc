// Two entries that a cut made one: the bytes between them are gone, and what is left is JSON of which a reader would take
// the last of every repeated member, one call's address with another's answer. For the scanner: such an entry is damage.

/**
 * Ends of members that HAR 1.2 gives once, or twice (in request and response), and how often they may stand in an entry:
 * few, since every entry is asked, and spread so that a repeated request, response or part of one repeats one of them.
 */
const probes: readonly (readonly [member: string, most: number])[] = [
  ['startedDateTime":', 1],
  ['content":', 1],
  ['queryString":', 1],
  ['httpVersion":', 2],
  ['headersSize":', 2],
];
/** Objects that belong to HAR itself; what producers add (`_initiator`) may repeat what it likes. */
const ofHar = new Set(['', 'request', 'response', 'content', 'postData', 'timings', 'cache']);

/** @param text a slim entry, valid JSON */
export function isMerged(text: string): boolean {
  return probes.some(([member, most]) => isMoreThan(text, member, most)) && repeatsMembers(text);
}

function isMoreThan(text: string, member: string, most: number): boolean {
  let at = -1;
  for (let count = 0; count <= most; count++) {
    at = text.indexOf(member, at + 1);
    if (at === -1) return false;
  }
  return true;
}

// "startedDateTime": | { | }
const piece = /"((?:[^"\\]|\\.)*)"\s*(:?)|[{}[\]]/g;

function repeatsMembers(text: string): boolean {
  const open: { readonly isOfHar: boolean; readonly members: Set<string> }[] = [];
  let key = '';
  for (const [token, string = '', colon] of text.matchAll(piece)) {
    if (token === '{' || token === '[') {
      const isOfHar = token === '{' && ofHar.has(key) && open.every((one) => one.isOfHar);
      open.push({ isOfHar, members: new Set() });
    } else if (token === '}' || token === ']') open.pop();
    else if (colon === ':') {
      const top = open.at(-1);
      if (top?.isOfHar && top.members.has(string)) return true;
      top?.members.add(string);
      key = string;
    }
  }
  return false;
}
