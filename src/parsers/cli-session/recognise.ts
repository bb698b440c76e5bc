// By what the beginning of an artifact shows that it is a session of the appliance's command line: prompts with commands
// that only it has, or with answers that only it gives. The answer to `version` alone is known by its form.
import { isCommand, isOwnCommand } from './commands.js';
import { Decoration } from './decoration.js';
import { beginsPrompt, lonePromptOf, type Prompt, promptOf } from './prompt.js';
import { sessionTime } from './session-time.js';
import { terminalText } from './terminal-text.js';

const headLinesMax = 4000;
// Product: Cisco C100V Email Security Virtual Appliance
const product =
  /^[ \t]{0,8}Product:[ \t]{1,20}Cisco \S.{0,80}?(?:Email|Content Security|Web Manager|\b[CMX]\d{2,4}V?\b)/m;
const release = /^[ \t]{0,8}Version:[ \t]{1,20}\d{1,3}\.\d/m;
const answers =
  /^[> \t]{0,12}(?:Unknown command or missing feature key|Choose the operation you want to perform|Currently configured interfaces|Changes committed: |There is no data to commit|Product: Cisco )/m;

export function recognise(head: string): number {
  if (/^\ufeff?\s{0,100}(?:[{[]\s{0,100}["{}\]]|<\?xml|<!doctype|<html|<config)/i.test(head)) return 0;
  const decoration = new Decoration();
  const none = new Set<string>();
  let generic = 0;
  let isHosted = false;
  let begun = '';
  for (const raw of head.split(/\r\n?|\n/, headLinesMax)) {
    if (begun === '' && !/>|&gt;/.test(raw) && !raw.includes('(')) continue;
    const shown = terminalText(raw);
    if (shown === undefined) continue;
    const { text } = decoration.peel(shown, (one) => promptOf(one, none) !== undefined);
    const prompt = promptOf(text, none) ?? (begun === '' ? undefined : promptOf(`${begun} ${text.trim()}`, none));
    begun = beginsPrompt(text) || prompt?.command === '' ? text : '';
    if (prompt === undefined) continue;
    isHosted ||= prompt.shared || prompt.host?.includes('.') === true;
    if (isOwnCommand(prompt.command)) return 0.95;
    if (isCommand(prompt.command)) generic += 1;
  }
  if (generic > 0 && answers.test(head)) return 0.95;
  if (generic > 0 && isHosted) return 0.75;
  // Its help and its logs hold the messages of pages: here they are none.
  if (generic > 0 && /cloud service|\bregist|threat response|asyncos/i.test(head)) return 0.72;
  return isBareVersion(head) ? 0.65 : barePrompts(head).length > 0 ? 0.6 : 0;
}

/** The prompt lines that an engineer asks for, where the text holds nothing else but when it was. */
export function barePrompts(text: string): { readonly prompt: Prompt; readonly line: number }[] {
  if (text.length > 1000) return [];
  const lines = text.split(/\r\n?|\n/).map((raw, index) => ({ raw: raw.trim(), line: index + 1 }));
  const told = lines.filter(({ raw }) => raw !== '' && sessionTime(raw) === undefined && !/^`{3,}\w{0,9}$/.test(raw));
  const prompts = told.flatMap(({ raw, line }) => {
    const prompt = lonePromptOf(raw);
    return prompt === undefined ? [] : [{ prompt, line }];
  });
  return prompts.length === told.length ? prompts : [];
}

/** The lines that an engineer asks for, without their prompt: never those of an export's header. */
export function isBareVersion(head: string): boolean {
  return product.test(head) && release.test(head) && !/<!--|-->|<config/.test(head);
}
