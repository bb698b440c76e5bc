// Organizations are named by other files of a case too. A copy stands for the same case only where those call them what
// the copy calls them: here every word of such a name becomes the copy's word for it.
import { jwtClaims } from '../../../../src/text/jwt-claims.js';
import {
  copyTagsIn,
  foldedName,
  isBlackenedName,
  mayBeOneName,
  wordStandIn,
} from '../../../../src/text/organization-name.js';
import { caseOf, type Files } from '../../../near-misses/whole-case.js';

const named = ['xdr.organization.name', 'sse.account.organization'];

/** @param copies the files with copies in place of captures */
export async function namedAlike(files: Files, copies: Files): Promise<Files> {
  const words = new Map<string, string>();
  for (const [file, content] of Object.entries(files)) {
    if (file.endsWith('.har'))
      for (const [word, standIn] of pairsOf(String(content), String(copies[file]))) words.set(word, standIn);
  }
  const [tag] = copyTagsIn([...words.values()].join(' '));
  if (tag === undefined || Object.keys(files).every((file) => file.endsWith('.har'))) return copies;
  const wordOf = (word: string) => {
    const standIn = words.get(word) ?? wordStandIn(1000 + words.size, tag);
    words.set(word, standIn);
    return standIn;
  };
  const { facts } = await caseOf(files);
  const states = facts
    .all()
    .filter(({ key }) => named.includes(key))
    .map(({ state }) => state);
  const names = states.flatMap((state) => (state.state === 'known' ? [state.value].flat().map(String) : []));
  const replaced = names
    .filter((name) => !isBlackenedName(name))
    .sort((a, b) => b.length - a.length)
    .map((name) => [name, [...kinOf(name, names), ...foldedName(name).split(' ')].map(wordOf).join(' ')] as const);
  const entries = Object.entries(copies).map(([file, content]) => [
    file,
    file.endsWith('.har') || typeof content !== 'string'
      ? content
      : replaced.reduce((text, [name, standIn]) => text.replaceAll(name, standIn), content),
  ]);
  return Object.fromEntries(entries);
}

/** As in the copy itself: a word of a name that may be the same organization's. */
function kinOf(name: string, names: readonly string[]): readonly string[] {
  const own = foldedName(name);
  const kin =
    names
      .map(foldedName)
      .find((other) => other !== own && mayBeOneName(other, own))
      ?.split(' ') ?? [];
  return kin.some((word) => own.split(' ').includes(word)) ? [] : kin.slice(0, 1);
}

/** The words of names that tokens of calls claim, with those of their stand-ins. */
function pairsOf(original: string, copy: string): [string, string][] {
  const standIns = namesIn(copy);
  return namesIn(original).flatMap((name, at) => {
    const own = foldedName(name ?? '').split(' ');
    const theirs = (standIns[at]?.split(' ') ?? []).slice(-own.length);
    return own.flatMap((word, index): [string, string][] => {
      const standIn = theirs[index];
      return word === '' || standIn === undefined || copyTagsIn(standIn).length === 0 ? [] : [[word, standIn]];
    });
  });
}

/** One for each call; none of a capture that is cut. */
function namesIn(capture: string): (string | undefined)[] {
  try {
    const { entries } = JSON.parse(capture).log as {
      entries: { request: { headers: { name: string; value: string }[] } }[];
    };
    const tokens = entries.map(({ request }) => request.headers.find(({ name }) => name === 'authorization')?.value);
    return tokens.map((token) => jwtClaims(token ?? '')?.xdrOrgName);
  } catch {
    return [];
  }
}
