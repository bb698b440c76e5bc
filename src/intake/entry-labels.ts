// Names inside archives → labels, one per entry. A label is for people: nothing is ever opened by it.
import { sniffEncoding } from '../text/encoding/decode.js';

const labelCharsMax = 1024;

/** Gives each entry of one archive an id of its own: the second `a.log` is `a.log#2`. */
export function entryIds(archive: string): (name: string) => string {
  const seen = new Map<string, number>();
  return (name) => {
    const label = shortened(name) || 'unnamed';
    const count = (seen.get(label) ?? 0) + 1;
    seen.set(label, count);
    return `${archive}!/${label}${count > 1 ? `#${count}` : ''}`;
  };
}

function shortened(name: string): string {
  return name.length <= labelCharsMax ? name : `${name.slice(0, labelCharsMax / 2)}…${name.slice(-labelCharsMax / 2)}`;
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** A name in an encoding that nobody states: UTF-8 if it is that, Japanese if it is that, else what `otherwise` makes of it. */
export function labelOf(name: Buffer, otherwise: (name: Buffer) => string): string {
  try {
    return strictUtf8.decode(name);
  } catch {
    const { encoding, basis } = sniffEncoding(name);
    const isJapanese = encoding === 'shift_jis' || encoding === 'euc-jp';
    return isJapanese && basis === 'detected' ? new TextDecoder(encoding).decode(name) : otherwise(name);
  }
}

/** Bytes that are no printable ASCII as `\xNN`. */
export function asBytes(name: Buffer): string {
  return name
    .toString('latin1')
    .replace(/[^\x20-\x7e]/g, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
