// Names in a zip, in the order of who is to be believed: the Unicode path field, the UTF-8 flag where the bytes keep it,
// UTF-8 or Japanese by the bytes, else the code page 437 of DOS. Backslashes part folders as slashes do.
import yauzl, { type ExtraField } from 'yauzl';
import { labelOf } from '../entry-labels.js';

const unicodePath = 0x7075;

export function zipName(name: Buffer, extra: Buffer): string {
  const fields = extraFields(extra).filter(({ id }) => id === unicodePath);
  const label = fields.length > 0 ? yauzl.getFileNameLowLevel(0, name, fields, false) : labelOf(name, dosName);
  return label.replaceAll('\\', '/').replace(/^(?:\.\/)+(?=.)/, '');
}

function dosName(name: Buffer): string {
  return yauzl.getFileNameLowLevel(0, name, [], false);
}

/** Fields of a damaged area are none. */
export function extraFields(extra: Buffer): readonly ExtraField[] {
  try {
    return yauzl.parseExtraFields(extra);
  } catch {
    return [];
  }
}
