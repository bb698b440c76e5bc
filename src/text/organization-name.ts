// Names of organizations as they are compared, and the stand-ins that a sanitized copy has for them: ids are equal to the
// letter, names by their words, so a stand-in has a word for every word. The tag of the copy tells whose stand-ins they are.

import { isBlackened } from './blackened.js';
import { editDistance } from './closest.js';

// [redacted | *** | <org> | (our company) | anonymous
const standIn = /[[\]<>*█]|^\(.{0,40}\)$|redact|blackened|sanitized|anonym|geschwärzt|\bx{3,}\b/i;
// the customer | our company | Kunde A: what people write in the place of a name.
const filler =
  /^(?:the |our |your |my |der |die |unser |o |a |nossa )?(?:customer|client|company|organi[sz]ation|org|tenant|hidden|removed|masked|omitted|kunde|firma|unternehmen|cliente|empresa|organização|oculto|顧客|お客様|会社|組織)(?:'?s)?(?: name)?(?: ?[a-z0-9]{1,2})?$/iu;
// org-12-kqzwab
const idForm = /^org-(\d{1,7})-([a-z]{6})$/;
// org12kqzwab
const wordForm = /^org(\d{1,7})([a-z]{6})$/;

export function isBlackenedName(name: string): boolean {
  return isBlackened(name) || standIn.test(name) || filler.test(name.trim());
}

/** `Example Mail, Inc.` and `EXAMPLE MAIL INC` are one. Empty for a name without letters and digits. */
export function foldedName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * Whether two folded names may be of one organization: `example` and `example mail gmbh`, `exam`, `münchen` and
 * `muenchen`, `exarnple`. People shorten names, portals add to them, text recognition misreads them. Stand-ins are
 * compared by their words alone.
 */
export function mayBeOneName(a: string, b: string): boolean {
  const words = new Set(a.split(' '));
  if (a === '' || b === '' || b.split(' ').some((word) => words.has(word))) return true;
  if (copyTagsIn(a).length > 0 || copyTagsIn(b).length > 0) return false;
  const [one, other] = [plain(a), plain(b)];
  const most = Math.floor(Math.min(one.length, other.length) / 3);
  return one.startsWith(other) || other.startsWith(one) || editDistance(one, other, most) <= most;
}

/** Letters and digits alone, as those write them who have no accents. */
function plain(name: string): string {
  const spelt = name.replace(/[äöüß]/g, (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue' })[letter] ?? 'ss');
  return spelt
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .slice(0, 200);
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
