// What a terminal showed, from what a session log or the clipboard kept of it: escape sequences gone, backspaces carried
// out, the pager's line taken away. Works line by line.

// \u001b[2K | \u001b]0;esa1.example.com\u0007 | \u001b(B | \u001b=
const sequences =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminal sequences are what is removed
  /\u001b\][^\u0007\u001b\r\n]{0,1024}(?:\u0007|\u001b\\)?|[\u001b\u009b]\[?[0-?]{0,32}[ -/]{0,4}[@-~]|\u001b/g;
/** What is left of a sequence where the escape itself was lost on the way: `[0m`, `[K`. */
const remains = /\[(?:\d{1,3}(?:;\d{1,3}){0,4})?[mK](?!\])/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is removed
const controls = /[\u0000-\u0007\u000b\u000c\u000e-\u001f\u0080-\u009f\ufeff\u200b-\u200f\u2060]/g;
const pager = /-{1,3} ?Press Any Key For More ?-{1,3}[ \t]{0,200}/i;

/** One line as it stood on the screen; undefined for a line that only the pager wrote. */
export function terminalText(raw: string): string | undefined {
  let text = raw.includes('\u001b') || raw.includes('\u009b') ? raw.replace(sequences, '') : raw;
  if (text.includes('[')) text = text.replace(remains, '');
  if (/[\b\u007f]|\^H/.test(text)) text = retyped(text.replaceAll('^H', '\b'));
  if (text.includes('&gt;')) text = text.replaceAll('&gt;', '>').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
  text = text.replace(controls, '').replace(/[\u00a0\u2007\u202f]/g, ' ');
  if (!pager.test(text)) return text.trimEnd();
  const rest = text.replace(pager, '').trimEnd();
  return rest === '' ? undefined : rest;
}

/** Backspace moves back and what follows overwrites; delete takes the character away. */
function retyped(text: string): string {
  const shown: string[] = [];
  let at = 0;
  for (const char of text) {
    if (char === '\b') at = Math.max(0, at - 1);
    else if (char === '\u007f') shown.length = at = Math.max(0, at - 1);
    else {
      shown[at] = char;
      at += 1;
    }
  }
  // `versoin\b\b\b`, without blanks over it: a terminal that erases moves back only.
  return (text.endsWith('\b') ? shown.slice(0, at) : shown).join('');
}
