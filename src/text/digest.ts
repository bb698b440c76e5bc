// A value that may be compared and never shown: of module settings nobody knows which are ids and which are keys.
import { createHash } from 'node:crypto';

export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
