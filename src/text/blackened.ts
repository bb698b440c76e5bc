// What people and sanitizers put over a value before they hand it out: it tells nothing of the value and names nobody.

const words = 'redacted|masked|removed|hidden|filtered|sanitized|blackened|anonymi[sz]ed|geschwärzt|oculto';
// redacted | [redacted] | <masked> | ████ | xxx | [token#1]
const wholly = new RegExp(
  `^(?:[[(<{]?(?:${words})[\\])>}]?|[*x█▇■●•_-]{3,}|\\[[a-z]{2,12}(?:#(?:\\d{1,6}|[0-9a-f]{16}))?\\])$`,
  'i',
);
// 12** | 1234xxxx | esa1… | ██-1 | <serial>
const partly = /\*{2}|x{4}|…|\.{3}|[█•]|<[^>]{0,40}>|\[[^\]]{0,40}\]/i;

/** Nothing is left of the value, or so little (`***-1234`) that it names nobody. */
export function isBlackened(value: string): boolean {
  return wholly.test(value) || value.includes('***');
}

/** Some of it was painted over, or stands for what was. */
export function hasBlackenedPart(text: string): boolean {
  return isBlackened(text) || partly.test(text);
}
