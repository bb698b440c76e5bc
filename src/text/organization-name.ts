// Names of organizations as they are compared, and the stand-ins that a sanitized copy has for them: ids are equal to the
// letter, names by their words, so a stand-in has a word for every word. The tag of the copy tells whose stand-ins they are.

// [redacted] | *** | ████ | <org>
const blackened = /[[\]<>*█]|redact|\bx{3,}\b/i;
// org-12-kqzwab
const idForm = /^org-(\d{1,7})-([a-z]{6})$/;
// org12kqzwab
const wordForm = /^org(\d{1,7})([a-z]{6})$/;

export function isBlackenedName(name: string): boolean {
  return blackened.test(name);
}

/** `Example Mail, Inc.` and `EXAMPLE MAIL INC` are one. Empty for a name without letters and digits. */
export function foldedName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** A tag of letters, from a digest of what was copied. */
export function copyTag(digest: Uint8Array): string {
  return [...digest.subarray(0, 6)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('');
}

export const idStandIn = (number: number, tag: string) => `org-${number}-${tag}`;
export const wordStandIn = (number: number, tag: string) => `org${number}${tag}`;

/** The number of a stand-in for an id, or for one word of a name; undefined for anything else. */
export function standInNumber(text: string): number | undefined {
  const number = (idForm.exec(text) ?? wordForm.exec(text))?.[1];
  return number === undefined ? undefined : Number(number);
}

/** The tags of the copies that stand-ins in an id or name are from. */
export function copyTagsIn(text: string): readonly string[] {
  const tags = [text, ...text.split(' ')].map((part) => (idForm.exec(part) ?? wordForm.exec(part))?.[2]);
  return [...new Set(tags.filter((tag) => tag !== undefined))].sort();
}
