// Artifacts → files as they are sent: encodings, line ends, archives, mails.
import { gzipSync } from 'node:zlib';
import { filePart, multipart, textPart, writeMail } from '../intake/write-mail.js';
import { zipOf } from '../intake/write-zip.js';
import { type EncodingName, encode } from '../specimens/encode.js';
import type { Dice } from '../specimens/random-exports.js';
import type { Artifact } from './evidence.js';

export type Files = Readonly<Record<string, Buffer>>;

const encodings: readonly EncodingName[] = [
  'utf-8',
  'utf-8',
  'utf-8',
  'utf-8 bom',
  'utf-16le bom',
  'utf-16be bom',
  'utf-16le',
  'windows-1252',
  'shift_jis',
  'euc-jp',
];
const forms = ['folder', 'folder', 'zip', 'mail', 'zip in a mail'] as const;

export interface Packed {
  readonly files: Files;
  readonly how: string;
  /** Names that were packed one by one, with their encoding. */
  readonly encoded: readonly string[];
}

export function pack(artifacts: readonly Artifact[], dice: Dice, isZipCut: boolean): Packed {
  const encoded: string[] = [];
  const entries = artifacts.map((artifact): [string, Buffer] => {
    const { name, isProse } = artifact;
    const text =
      dice.chance(0.15) && !artifact.text.includes('\r') ? artifact.text.replaceAll('\n', '\r\n') : artifact.text;
    const encoding = isProse ? dice.of(encodings) : 'utf-8';
    const bytes = encode(text, encoding);
    if (bytes && encoding !== 'utf-8') encoded.push(`${name} ${encoding}`);
    const plain = bytes ?? Buffer.from(text);
    return dice.chance(0.1) ? [`${name}.gz`, gzipSync(plain)] : [name, plain];
  });
  const form = isZipCut ? 'zip' : dice.of(forms);
  const files = Object.fromEntries(entries);
  if (form === 'folder') return { files, how: form, encoded };
  if (form === 'mail') {
    const parts = entries.map(([name, bytes]) => filePart(name.replaceAll('/', '-'), bytes));
    return { files: { 'case.eml': mailOf(parts) }, how: form, encoded };
  }
  const whole = zipOf(files);
  const zip = isZipCut ? whole.subarray(0, Math.floor(whole.length * (0.2 + 0.75 * dice.next()))) : whole;
  if (form === 'zip') return { files: { 'case.zip': zip }, how: isZipCut ? 'cut zip' : form, encoded };
  return { files: { 'case.eml': mailOf([filePart('case.zip', zip)]) }, how: form, encoded };
}

function mailOf(parts: readonly ReturnType<typeof filePart>[]): Buffer {
  return writeMail(multipart('mixed', [textPart('See what is attached.'), ...parts]));
}
