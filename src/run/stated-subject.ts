// Whom the engineer's `@SUBJECT` means: a subject that the case knows, by id, by name or by the end of its id. A name that
// no known subject has is a mistake to be told; it never makes a subject beside the known ones.
import type { FactView } from '../model/combiner.js';
import {
  caseId,
  type LocalSubject,
  type Subject,
  type SubjectType,
  subjectParents,
  subjectTypes,
} from '../model/subject.js';

/** Either whom it binds to, or the known subjects that it might mean; none where the case knows of none. */
export type StatedSubject = { readonly local: LocalSubject } | { readonly candidates: readonly Subject[] };

/** @param text without one the case's only subject of that kind is meant */
export function statedSubject(type: SubjectType, text: string | undefined, known: FactView): StatedSubject {
  if (type === 'case') return { local: { type, key: '' } };
  const [parent]: readonly SubjectType[] = subjectParents[type];
  const isRoot = parent === undefined || parent === 'case';
  const all = known.subjects(type);
  if (text === undefined) return isRoot ? { local: { type, key: '' } } : { candidates: all };
  const meant = all.filter((subject) => isCalled(subject, text, all, known));
  const [only, second] = meant;
  if (only !== undefined && second === undefined) return { local: localOf(only, known) };
  if (all.length > 0) return { candidates: meant.length > 0 ? meant : all };
  return { local: unseen(type, partsOf(text)) };
}

/** Subjects of any kind that the text means; `case` means the case with all that is in it. */
export function subjectsCalled(text: string, known: FactView): Subject[] {
  const all = subjectTypes.flatMap((type) => known.subjects(type));
  return all.filter((subject) => isCalled(subject, text, all, known));
}

/** By its whole id where there is one; else by a name, a last part, or a path of them (`esa1.example.com/Management`). */
function isCalled(subject: Subject, text: string, all: readonly Subject[], known: FactView): boolean {
  if (all.some(({ id }) => id === text)) return subject.id === text;
  const parts = partsOf(text);
  const line = lineOf(subject, known).slice(-parts.length);
  return (
    line.length === parts.length &&
    line.every((one, index) => namesOf(one).some((name) => name.toLowerCase() === parts[index]?.toLowerCase()))
  );
}

/** What may stand for it on the command line, the id apart. */
export function namesOf({ id, name }: Subject): string[] {
  return [...new Set([name, keyOf(id)])].filter((one) => one !== '');
}

/** `Management` of `appliance:4A0F-77/interface:Management`. */
function keyOf(id: string): string {
  const last = id.slice(id.lastIndexOf('/') + 1);
  return last
    .slice(last.indexOf(':') + 1)
    .replaceAll('%2F', '/')
    .replaceAll('%25', '%');
}

/** `appliance:4A0F-77/interface:Management` → `4A0F-77`, `Management`. */
function partsOf(text: string): string[] {
  return text
    .split('/')
    .map((part) => part.replace(/^[a-zA-Z]+:/, '').trim())
    .filter(Boolean);
}

/** The subject with all it hangs under but the case, outermost first. */
function lineOf(subject: Subject, known: FactView): Subject[] {
  const above = known.subjects('case').length > 0 ? parentOf(subject, known) : undefined;
  return above === undefined ? [subject] : [...lineOf(above, known), subject];
}

function parentOf({ type, parent }: Subject, known: FactView): Subject | undefined {
  if (parent === undefined || parent === caseId) return undefined;
  return subjectParents[type].flatMap((kind) => known.subjects(kind)).find(({ id }) => id === parent);
}

function localOf(subject: Subject, known: FactView): LocalSubject {
  const key = keyOf(subject.id);
  const above = parentOf(subject, known);
  if (above === undefined) return { type: subject.type, key, called: key };
  return { type: subject.type, key, parent: localOf(above, known) };
}

/** Nobody of that kind is known: the statement is the first to speak of one. */
function unseen(type: SubjectType, parts: readonly string[]): LocalSubject {
  const [above]: readonly SubjectType[] = subjectParents[type];
  const key = parts.at(-1) ?? '';
  if (above === undefined || above === 'case') return key === '' ? { type, key } : { type, key, called: key };
  return { type, key, parent: unseen(above, parts.slice(0, -1)) };
}
