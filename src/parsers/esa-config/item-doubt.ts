// Whether a complete repeated element is as an appliance writes it: a flat list of different elements. What people leave
// when they shorten one (`...`, a comment), what a lost line makes of two, and forms that nobody has seen must not read as
// "the port is not there".
import { XMLParser } from 'fast-xml-parser';
import type { Reason } from '../../model/fact.js';

const textName = '#text';
const attributesName = ':@';

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  textNodeName: textName,
  cdataPropName: '#cdata',
  commentPropName: '#comment',
  maxNestedTags: 100,
});

type Node = Readonly<Record<string, unknown>>;

/**
 * `conflict`: an element stands twice and differs, so two may have become one. `truncated`: loose text or a comment may stand for what
 * was left out. `unrecognized`: attributes, or a wanted element in another place, case or namespace.
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
  return (children as Node[]).filter((child) => String(child[textName] ?? '-').trim() !== '');
}
