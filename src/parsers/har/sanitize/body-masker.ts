// Bodies of requests and answers: what rules read is kept and masked, the rest is left out with a mark that says why.
// A body that was too large or came damaged is marked so that its reading in the copy is as unknown as in the source.
import { isLabel } from '../../../text/secret-names.js';
import type { Call } from '../calls.js';
import type { SlimEntry } from '../scan.js';
import type { JsonMasker } from './json-masker.js';
import { removed, type TextMasker } from './text-masker.js';

type Json = Record<string, unknown>;

/** Why a body is not in the copy. The last two are losses for whoever reads it. */
export type Removal = 'foreign' | 'static' | 'binary' | 'limit' | 'truncated';
const removals: ReadonlySet<unknown> = new Set<Removal>(['foreign', 'static', 'binary', 'limit', 'truncated']);

/** As much as is read of one answer (../response-body.ts). */
const jsonBytesMax = 8 * 1024 * 1024;
/** Pages are only for people. */
const pageCharsMax = 1024 * 1024;
const neverText = /javascript|ecmascript|css|image\/|font|audio\/|video\/|wasm|pdf|octet-stream|zip/i;
const pages = /html|xml/i;

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
      return told === undefined ? without('limit') : { masked: { ...masked, text: told } };
    }
    if (!/^[\w+/\s-]*={0,2}\s*$/.test(raw.text)) return without('truncated');
    const decoded = Buffer.from(raw.text, 'base64').toString('utf8');
    if (looksBinary(decoded)) return without('binary');
    const told = this.#text(decoded, type, url);
    if (told === undefined) return without('limit');
    return { masked: { ...masked, text: told === decoded ? raw.text : Buffer.from(told).toString('base64') } };
  }

  /** multipart/form-data; boundary=… */
  #type(type: string): string {
    return type.length > 300 ? removed : this.texts.plain(type);
  }

  /** Undefined where it is too much. */
  #text(text: string, type: string, url: string): string | undefined {
    const bare = text.replace(/^\ufeff/, '').trim();
    if (/^[{[]/.test(bare) && !pages.test(type)) {
      const masked = this.#tree(bare, url);
      if (masked !== undefined) return masked === bare ? text : masked;
    }
    if (text.length > pageCharsMax) return undefined;
    if (/form-urlencoded/i.test(type)) return this.#form(text, url);
    const masked = this.texts.body(text, url);
    // A label at the end must not look like the end of a list that was cut.
    const isCut = /^[[{]/.test(bare) && !/[\]}]$/.test(bare);
    return isCut && /[\]}]\s*$/.test(masked) ? `${masked}…` : isLabel(bare) ? text : masked;
  }

  #tree(bare: string, url: string): string | undefined {
    try {
      const tree: unknown = JSON.parse(bare);
      const isSecret = this.texts.isSecretBody(url, bare);
      const masked = this.json.root(tree, { bodyOf: url, isSecret, isLogin: this.texts.isLogin(url) });
      const text = JSON.stringify(masked);
      return text === JSON.stringify(tree) ? bare : text;
    } catch {
      return undefined;
    }
  }

  /** `a=1&b=2`, each value as what it says. */
  #form(text: string, url: string): string {
    const isLogin = this.texts.isLogin(url);
    const isSecret = this.texts.isSecretBody(url, text);
    const pairs = text.split('&').map((pair) => {
      const at = pair.indexOf('=');
      if (at === -1) return this.texts.plain(pair);
      const name = unquoted(pair.slice(0, at));
      const value = unquoted(pair.slice(at + 1));
      const isUser = isLogin && /^(?:user.{0,20}|login|identifier|e?-?mail)$/i.test(name);
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
