// Writes Outlook messages: the streams that their letter, attachments and attached messages stand in ([MS-OXMSG]).
import { createRequire } from 'node:module';

interface Entry {
  readonly name: string;
  readonly type: number;
  readonly length: number;
  readonly binaryProvider?: () => Uint8Array;
  readonly children?: number[];
}

/** The package's own writer of compound files. */
const { burn } = createRequire(import.meta.url)('@kenjiuno/msgreader/lib/Burner.js') as {
  burn(entries: readonly Entry[]): Uint8Array;
};

interface Node {
  readonly name: string;
  readonly data?: Uint8Array;
  readonly children?: readonly Node[];
}

export interface OutlookMessage {
  readonly body?: string;
  readonly html?: string;
  readonly rtf?: string;
  readonly messageClass?: string;
  readonly files?: Readonly<Record<string, Buffer | string>>;
  /** Attached messages, by subject. */
  readonly messages?: Readonly<Record<string, OutlookMessage>>;
  /** An attachment that stands on a server. */
  readonly elsewhere?: string;
}

export function writeMsg(message: OutlookMessage): Buffer {
  return writeCompound({ name: 'Root Entry', children: nodesOf(message, 32) });
}

/** An old document, as far as its directory tells. */
export function writeDoc(): Buffer {
  return writeCompound({ name: 'Root Entry', children: [{ name: 'WordDocument', data: new Uint8Array(9) }] });
}

const storage = 1;
const stream = 2;
const root = 5;

function writeCompound(tree: Node): Buffer {
  const entries: Entry[] = [];
  const add = ({ name, data, children }: Node): number => {
    const at = entries.length;
    const below: number[] = [];
    const type = data !== undefined ? stream : at === 0 ? root : storage;
    entries.push({
      name,
      type,
      length: data?.length ?? 0,
      ...(data ? { binaryProvider: () => data } : { children: below }),
    });
    for (const child of children ?? []) below.push(add(child));
    return at;
  };
  add(tree);
  return Buffer.from(burn(entries));
}

/** Memory of its own, which the writer needs. */
const bytesOf = (data: Buffer | string) => Uint8Array.from(Buffer.from(data as string));
const text = (tag: string, value: string): Node => ({
  name: `__substg1.0_${tag}001F`,
  data: Uint8Array.from(Buffer.from(value, 'utf16le')),
});
const binary = (tag: string, data: Buffer | string): Node => ({ name: `__substg1.0_${tag}0102`, data: bytesOf(data) });
const properties = (headerBytes: number): Node => ({
  name: '__properties_version1.0',
  data: new Uint8Array(headerBytes),
});

function nodesOf(message: OutlookMessage, headerBytes: number): Node[] {
  const { body, html, rtf, messageClass = 'IPM.Note', files = {}, messages = {}, elsewhere } = message;
  const attached: Node[][] = [
    ...Object.entries(files).map(([name, data]) => [text('3707', name), binary('3701', data)]),
    ...Object.entries(messages).map(([subject, inner]) => [
      text('3001', subject),
      { name: '__substg1.0_3701000D', children: nodesOf(inner, 24) },
    ]),
    ...(elsewhere === undefined ? [] : [[text('3707', elsewhere)]]),
  ];
  return [
    properties(headerBytes),
    text('001A', messageClass),
    text('0037', 'Case'),
    ...(body === undefined ? [] : [text('1000', body)]),
    ...(html === undefined ? [] : [binary('1013', html)]),
    ...(rtf === undefined ? [] : [binary('1009', rtf)]),
    ...attached.map((nodes, index) => ({
      name: `__attach_version1.0_#${String(index).padStart(8, '0')}`,
      children: [properties(8), ...nodes],
    })),
  ];
}
