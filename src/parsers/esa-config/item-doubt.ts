// Whether a complete repeated element is as an appliance writes it: a flat list of different elements. What people leave
// when they shorten one (`...`, a comment), what a lost line makes of two, and forms that nobody has seen must not read as
// "the port is not there".
import { XMLParser } from 'fast-xml-parser';
import type { Reason } from '../../model/fact.js';
import { isAsideByTag, isAsideByText, isHidden } from './aside.js';

const textName = '#text';
const attributesName = ':@';
const commentName = '#comment';

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  textNodeName: textName,
  cdataPropName: '#cdata',
  commentPropName: commentName,
  maxNestedTags: 100,
});

type Node = Readonly<Record<string, unknown>>;

/**
 * `conflict`: an element stands twice and differs, so two may have become one. `unconfirmed`: it looks switched off as
 * a whole. `truncated`: loose text or a comment may stand for what was left out. `unrecognized`: attributes, or a wanted element in another place, case or namespace.
 * @param names elements that mean something here
 */
export function doubtOf(raw: string, names: ReadonlySet<string>): Reason | undefined {
  const item = itemOf(raw);
  if (item === undefined) return 'unrecognized';
  const children = childrenOf(item);
  const own = children.map(nameOf);
  const known = children.filter((child) => names.has(nameOf(child)));
  const told = new Set(known.map((child) => JSON.stringify(child)));
  if (new Set(known.map(nameOf)).size < told.size) return 'conflict';
  if (isAsideByTag(raw.slice(0, raw.indexOf('>')))) return 'unconfirmed';
  if (children.some((child) => isAsideByText(nameOf(child), textOf(child)))) return 'unconfirmed';
  // <!-- shortened --> | ... | <![CDATA[…]]> | <?…?>
  if (own.some((name) => /^[#?]/.test(name))) return 'truncated';
  if (attributesName in item || children.some((child) => isMisplaced(child, names))) return 'unrecognized';
  return undefined;
}

// The parser refuses names that are dangerous in objects of the language.
const refused = /(<\/?)(?=(?:__proto__|constructor|prototype)[\s/>])/g;

function itemOf(raw: string): Node | undefined {
  try {
    return (parser.parse(raw.replace(refused, '$1_')) as Node[])[0];
  } catch {
    return undefined;
  }
}

function isMisplaced(child: Node, names: ReadonlySet<string>): boolean {
  const name = nameOf(child);
  const plain = name.slice(name.indexOf(':') + 1).toLowerCase();
  return (!names.has(name) && names.has(plain)) || childrenOf(child).some((below) => holds(below, names));
}

function holds(node: Node, names: ReadonlySet<string>): boolean {
  const name = nameOf(node);
  return (
    names.has(name.slice(name.indexOf(':') + 1).toLowerCase()) || childrenOf(node).some((below) => holds(below, names))
  );
}

function nameOf(node: Node): string {
  return Object.keys(node).find((key) => key !== attributesName) ?? '';
}

/** Without the blanks between elements. */
function childrenOf(node: Node): Node[] {
  const children = node[nameOf(node)];
  if (!Array.isArray(children)) return [];
  return (children as Node[]).filter((child) => String(child[textName] ?? '-').trim() !== '' && !isHiding(child));
}

function isHiding(child: Node): boolean {
  return child[commentName] !== undefined && isHidden(textOf(child));
}

function textOf(node: Node): string {
  const children = node[nameOf(node)];
  return Array.isArray(children) ? children.map((child: Node) => String(child[textName] ?? '')).join('') : '';
}
