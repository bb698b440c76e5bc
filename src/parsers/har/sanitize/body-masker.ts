// Bodies of requests and answers: what rules read is kept and masked, the rest is left out with a mark that says why.
// A body that was too large or came damaged is marked so that its reading in the copy is as unknown as in the source.
import { isLabel } from '../../../text/secrets/secret-names.js';
import type { Call } from '../calls.js';
import type { SlimEntry } from '../scan.js';
import type { JsonMasker } from './json-masker.js';
import { removed, type TextMasker } from './text-masker.js';

type Json = Record<string, unknown>;

/** Why a body is not in the copy. The last two are losses for whoever reads it. */
export type Removal = 'foreign' | 'static' | 'binary' | 'broken' | 'limit' | 'truncated';
const removals: ReadonlySet<unknown> = new Set<Removal>([
  'foreign',
  'static',
  'binary',
  'broken',
  'limit',
  'truncated',
]);

/** As much as is read of one answer (../response-body.ts). */
const jsonBytesMax = 8 * 1024 * 1024;
/** Pages are only for people. */
const pageCharsMax = 1024 * 1024;
const neverText = /javascript|ecmascript|css|image\/|font|audio\/|video\/|wasm|pdf|octet-stream|zip/i;
const pages = /html|xml/i;
export const userParameter = /^(?:user|user_?name|user_?id|user_?email|login|login_?hint|identifier|e-?mail)$/i;

// Content-Disposition: form-data; name="password"
const part =
  /(Content-Disposition:[^\r\n]{0,400}?name="([^"\r\n]{0,200})"[^\r\n]{0,400}(?:\r?\n[^\r\n]{1,400}){0,8}\r?\n\r?\n)([\s\S]*?)(?=\r?\n--|$)/gi;

/** Text of a body as it may leave, or why it may not. */
type Told = { readonly text: string } | { readonly removal: Removal };

export class BodyMasker {
  constructor(
    readonly texts: TextMasker,
    readonly json: JsonMasker,
  ) {}

  /** @param content `response.content`, or `request.postData` where it is no answer */
  body(
    content: Json,
    slim: SlimEntry,
    url: string,
    call: Call | undefined,
    isAnswer: boolean,
  ): { masked: Json; removal?: Removal } {
    const { text } = content;
    const type = typeof content.mimeType === 'string' ? content.mimeType : '';
    const masked: Json = { ...content, ...(typeof content.mimeType === 'string' && { mimeType: this.#type(type) }) };
    if (typeof text !== 'string' || text === '') return { masked };
    if (text === removed && removals.has(content._removed)) return { masked };
    const without = (removal: Removal) => {
      const { encoding: _, ...rest } = masked;
      return { masked: { ...rest, text: removed, _removed: removal }, removal };
    };
    if (call === undefined) return without('foreign');
    if (isAnswer && call.isStatic) return without('static');
    if (neverText.test(type)) return without('binary');
    const raw = slim.text(text, jsonBytesMax);
    if (raw.state === 'damaged') return without('truncated');
    if (raw.state === 'cut') return without(slim.cutCount > 0 ? 'truncated' : 'limit');
    const isBase64 = typeof content.encoding === 'string' && content.encoding.toLowerCase() === 'base64';
    if (!isBase64) {
      const told = this.#text(raw.text, type, url);
      return 'removal' in told ? without(told.removal) : { masked: { ...masked, text: told.text } };
    }
    if (!/^[\w+/\s-]*={0,2}\s*$/.test(raw.text)) return without('truncated');
    const decoded = Buffer.from(raw.text, 'base64').toString('utf8');
    if (looksBinary(decoded)) return without('binary');
    const told = this.#text(decoded, type, url);
    if ('removal' in told) return without(told.removal);
    const again = told.text === decoded ? raw.text : Buffer.from(told.text).toString('base64');
    return { masked: { ...masked, text: again } };
  }

  /** multipart/form-data; boundary=… */
  #type(type: string): string {
    return type.length > 300 ? removed : this.texts.plain(type);
  }

  #text(text: string, type: string, url: string): Told {
    const bare = text.replace(/^\ufeff/, '').trim();
    if (/^[{[]/.test(bare) && !pages.test(type)) {
      if (isLabel(bare)) return { text };
      const tree = parsed(bare);
      // Where a name would stand in it, only its shape can tell; the reason is what a reader would find.
      if (tree === undefined)
        return { removal: bare.endsWith(bare.startsWith('{') ? '}' : ']') ? 'broken' : 'truncated' };
      return this.#tree(tree.value, text, url);
    }
    if (text.length > pageCharsMax) return { removal: 'limit' };
    if (/form-urlencoded/i.test(type)) return { text: this.#form(text, url) };
    return { text: this.texts.body(/multipart/i.test(type) ? this.#parts(text) : text, url) };
  }

  #tree(tree: unknown, text: string, url: string): Told {
    const isSecret = this.texts.isSecretBody(url, text);
    try {
      const masked = JSON.stringify(this.json.root(tree, { bodyOf: url, isSecret, isLogin: this.texts.isLogin(url) }));
      return { text: masked === JSON.stringify(tree) ? text : masked };
    } catch (error) {
      // Nested deeper than the stack.
      if (error instanceof RangeError) return { removal: 'limit' };
      throw error;
    }
  }

  /** The parts of a form with files: values by their names, files left out. */
  #parts(text: string): string {
    return text.replace(part, (_, lead: string, name: string, value: string) => {
      if (/filename/i.test(lead)) return lead + (value === '' ? '' : removed);
      return lead + (userParameter.test(name) ? this.texts.name(value, 'user') : this.texts.parameter(value, name));
    });
  }

  /** `a=1&b=2`, each value as what it says. */
  #form(text: string, url: string): string {
    const isSecret = this.texts.isSecretBody(url, text);
    const pairs = text.split('&').map((pair) => {
      const at = pair.indexOf('=');
      if (at === -1) return this.texts.plain(pair);
      const name = unquoted(pair.slice(0, at));
      const value = unquoted(pair.slice(at + 1));
      const isUser = userParameter.test(name);
      const isOpen = /^(?:grant_type|scope|response_type|redirect_uri)$/.test(name);
      const masked = isUser
        ? this.texts.name(value, 'user')
        : isSecret && !isOpen
          ? this.texts.secret(value, name)
          : this.texts.parameter(value, name);
      return masked === value ? pair : `${pair.slice(0, at)}=${encodeURIComponent(masked)}`;
    });
    return pairs.join('&');
  }
}

function parsed(json: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(json) };
  } catch {
    return undefined;
  }
}

function unquoted(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

function looksBinary(text: string): boolean {
  const sample = text.slice(0, 4096);
  const odd = sample.match(/\ufffd|(?![\t-\r])\p{Cc}/gu)?.length ?? 0;
  return odd > sample.length / 50;
}
