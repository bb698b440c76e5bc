// Prompts of the appliance's command line, with what was typed behind them.
import { isCommand, isOtherProgram, isOwnCommand } from './commands.js';

export type PromptMode = 'machine' | 'cluster' | 'group' | 'standalone';

export interface Prompt {
  /** As it stands before the `>`, without what tells the mode. */
  readonly shown: string;
  /** The appliance that one is logged in to, or that a machine prompt names; undefined where it is blackened or not told. */
  readonly host: string | undefined;
  /** The machine whose configuration is worked on, where the prompt names another than the host. */
  readonly machine: string | undefined;
  /** Configuration of a whole cluster or group. */
  readonly shared: boolean;
  /** Whose configuration is worked on; undefined where the prompt does not tell, or was cut short and may tell no more. */
  readonly mode: PromptMode | undefined;
  readonly command: string;
  readonly rest: string;
}

const name = '[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9])?';
// esa1.example.com (Machine esa1.example.com)> version | (Cluster Europe)> | esa1.example.com (SERVICE)>
const withMode = new RegExp(
  `^(?:(${name}) ?)?\\((Machine|Cluster|Group|SERVICE|ENABLE)(?: ([^()]{1,200}))?\\) ?>(?: {0,3}(\\S.*))?$`,
  'i',
);
// (mail.example.com)> version
const inBrackets = new RegExp(`^\\((${name})\\)>(?: {0,3}(\\S.*))?$`);
// mail.example.com> version
const plain = new RegExp(`^(${name})>(?: {0,3}(\\S.*))?$`);
// ****> version | <host>> version | [host name]> version
const blackened = /^([<[({]?[^\s<>[\](){}]{1,100}(?: [^\s<>[\](){}]{1,40}){0,2}[>\])}]?|<[^<>]{1,60}>)> {0,3}(\S.*)$/;
const placeholders = /^(?:x{2,}|hosts?(?:-?name)?|name|redacted|masked|removed|hidden|prompt)$/i;

// esa1.example.com (Machine
const unfinished = new RegExp(`^(?:${name} ?)?\\((?:Machine|Cluster|Group)(?: [^()<>]{1,200})?$`);

// Prompt: (Machine esa1)> | プロンプト: esa1>
const askedFor = /^[^:：()<>]{0,30}(?:prompt|プロンプト)[^:：()<>]{0,20}[:：]\s{0,4}/i;
// esa1>
const shortened = /^([A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]) ?> ?$/;

/** Whether a line may be the beginning of a prompt that was wrapped. */
export function beginsPrompt(line: string): boolean {
  return unfinished.test(line.trim());
}

/** @param known hosts whose prompts were seen before in this text */
export function promptOf(line: string, known: ReadonlySet<string>): Prompt | undefined {
  const text = line.replace(/^[ \t]{1,8}(?=\S)/, '').trimEnd();
  if (!text.includes('>') || text.length > 4096) return undefined;
  const mode = withMode.exec(text);
  if (mode) return modePrompt(mode);
  const bracketed = inBrackets.exec(text);
  if (bracketed && (bracketed[1]?.includes('.') || isCommand(firstWord(bracketed[2])))) {
    return promptWith(bracketed[1], bracketed[2]);
  }
  const simple = plain.exec(text);
  if (simple) {
    const prompt = simplePrompt(simple[1] ?? '', simple[2], known);
    // Whoever shortens a name may have dropped the mode with the rest.
    return prompt?.host?.includes('.') ? { ...prompt, mode: 'standalone' } : prompt;
  }
  const [, shown, typed] = blackened.exec(text) ?? [];
  if (shown === undefined || !isOwnCommand(firstWord(typed))) return undefined;
  return { ...promptWith(undefined, typed), shown };
}

/** A prompt that is sent alone, as it is asked for: its host name may be shortened, its mode is not. */
export function lonePromptOf(line: string): Prompt | undefined {
  const text = line.replace(askedFor, '').replace(/^[`"' ]{1,4}|[`"' ]{1,4}$/g, '');
  const prompt = promptOf(text, new Set());
  if (prompt !== undefined) return prompt.command === '' && prompt.mode !== undefined ? prompt : undefined;
  const [, host = ''] = shortened.exec(text) ?? [];
  if (host === '' || isOtherProgram(host) || placeholders.test(host)) return undefined;
  return { ...promptWith(host, ''), mode: 'standalone' };
}

function modePrompt([, host, kind = '', of, typed]: RegExpExecArray): Prompt | undefined {
  const isMachine = kind.toLowerCase() === 'machine';
  const isShared = /^(?:cluster|group)$/i.test(kind);
  if ((isMachine || isShared) && of === undefined) return undefined;
  const machine = isMachine ? of?.trim() : undefined;
  const other = host !== undefined && machine?.toLowerCase() !== host.toLowerCase() ? machine : undefined;
  const mode = isMachine || isShared ? (kind.toLowerCase() as PromptMode) : undefined;
  return { ...promptWith(host ?? machine, typed), shown: host ?? of ?? '', machine: other, shared: isShared, mode };
}

function simplePrompt(host: string, typed: string | undefined, known: ReadonlySet<string>): Prompt | undefined {
  const word = firstWord(typed);
  const isHost = /^[^.]{1,63}(?:\.[^.]{1,63}){1,8}$/.test(host) && /\.[A-Za-z][A-Za-z0-9-]{1,62}$/.test(host);
  const isTyped = word === '' || /^[a-z][a-z_0-9]{1,24}$/i.test(word);
  if (known.has(host.toLowerCase()) && isTyped) return promptWith(host, typed);
  if (isHost) return isTyped ? promptWith(host, typed) : undefined;
  return isCommand(word) && !isOtherProgram(host) ? promptWith(host, typed) : undefined;
}

function promptWith(host: string | undefined, typed = ''): Prompt {
  const command = firstWord(typed).toLowerCase();
  const named = host !== undefined && !placeholders.test(host) && !/\*{2}|[x]{4}/i.test(host) ? host : undefined;
  const rest = typed.slice(command.length).trim();
  return { shown: host ?? '', host: named, machine: undefined, shared: false, mode: undefined, command, rest };
}

function firstWord(typed = ''): string {
  return /^\S{0,40}/.exec(typed.trim())?.[0] ?? '';
}
