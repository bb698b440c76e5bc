// The escapes in which one secret, or the name that gives it away, is written.

/** Letters, digits and marks of names that need no escape: who writes one so hides a name (`pass\\u0077ord`, `%70assword`). */
const NEEDLESS =
  /\\{1,8}u00(3\d|4[1-9a-f]|5[0-9af]|6[1-9a-f]|7[0-9a])|%(?:25){0,3}(3\d|4[1-9a-f]|5[0-9af]|6[1-9a-f]|7[0-9a])|&#x(3\d|4[1-9a-f]|5[0-9af]|6[1-9a-f]|7[0-9a]);|&#(4[89]|5[0-7]|6[5-9]|[78]\d|90|95|9[7-9]|1[01]\d|12[0-2]);/gi;

export function readable(text: string): string {
  if (!/\\u00|%|&#/.test(text)) return text;
  return text.replace(NEEDLESS, (whole, ...codes: (string | undefined)[]) => {
    const [json, percent, hex, decimal] = codes;
    const code = decimal === undefined ? Number.parseInt(json ?? percent ?? hex ?? '', 16) : Number(decimal);
    const char = String.fromCharCode(code);
    return /[\w-]/.test(char) ? char : whole;
  });
}

/** Percent and JSON escapes undone, so that a secret in a URL and in a body is the same. */
export function decoded(secret: string): string {
  let text = secret;
  if (text.includes('\\')) {
    text = text
      .replace(/\\{1,8}u00([2-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      .replace(/\\{1,8}\//g, '/');
  }
  for (let round = 0; round < 3 && /%[0-9a-f]{2}/i.test(text); round += 1) {
    try {
      text = decodeURIComponent(text);
    } catch {
      break;
    }
  }
  return text;
}
