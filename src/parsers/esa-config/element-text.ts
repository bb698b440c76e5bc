// The text of one element of an export, from its raw form. fast-xml-parser reads the small slice; entities are decoded
// here, because only the five predefined ones and numbers count.
import { XMLParser } from 'fast-xml-parser';
import type { Reason } from '../../model/fact.js';

export type ElementText = { readonly text: string } | { readonly unknown: Reason };

const textName = '#text';
const cdataName = '#cdata';

/** Values are names, numbers and hosts: longer text is not compared with anything. */
const mostTextChars = 65_536;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  textNodeName: textName,
  cdataPropName: cdataName,
  maxNestedTags: 100,
});

// <api_httpd_port enabled="0">: no appliance writes one, and it may change what the text means; <dns_ip priority="0">: all do
const attributes = /^<[^\s/>]{1,200}\s{1,200}(?!priority\s{0,9}=\s{0,9}["']\d{1,9}["']\s{0,9}>)[^\s/>]/;

/** Text of a complete leaf element, trimmed. Unknown when it holds elements, unknown entities or damaged characters. */
export function elementText(raw: string): ElementText {
  if (attributes.test(raw)) return { unknown: 'unrecognized' };
  const nodes = nodesOf(raw);
  if (nodes === undefined) return { unknown: 'unrecognized' };
  let text = '';
  for (const node of nodes) {
    const piece = pieceOf(node);
    if (piece === undefined) return { unknown: 'unrecognized' };
    text += piece;
  }
  const trimmed = text.trim();
  if (trimmed.length > mostTextChars) return { unknown: 'limit' };
  // A line break inside a value is a terminal's wrapping: what belongs there instead cannot be told.
  return /[\r\n\ufffd]/.test(trimmed) ? { unknown: 'unrecognized' } : { text: trimmed };
}

type Node = Readonly<Record<string, unknown>>;

/** The element's children in order. Undefined for names that the parser refuses (`__proto__`, `constructor`). */
function nodesOf(raw: string): readonly Node[] | undefined {
  try {
    const [element] = parser.parse(raw) as Node[];
    const children = element && Object.values(element)[0];
    return Array.isArray(children) ? (children as Node[]) : undefined;
  } catch {
    return undefined;
  }
}

function pieceOf(node: Node): string | undefined {
  const text = node[textName];
  if (typeof text === 'string') return decodeEntities(text);
  const cdata = node[cdataName];
  if (!Array.isArray(cdata)) return undefined;
  return cdata.map((part: Node) => String(part[textName] ?? '')).join('');
}

const predefined: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

// R&amp;D | caf&#233; | caf&#xe9;
const entity = /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([^;&<]{0,100}));?/gi;

/** Undefined when one is neither predefined nor a number. */
function decodeEntities(text: string): string | undefined {
  if (!text.includes('&')) return text;
  let whole = true;
  const decoded = text.replace(entity, (_, hex?: string, decimal?: string, name?: string) => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    const char = name === undefined ? codePoint(code) : Object.hasOwn(predefined, name) ? predefined[name] : undefined;
    whole &&= char !== undefined;
    return char ?? '';
  });
  return whole ? decoded : undefined;
}

function codePoint(code: number): string | undefined {
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : undefined;
}
