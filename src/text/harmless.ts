// Plain data with every text in it made harmless for terminals, so that no part of a screen can forget one.
import { forTerminal } from './for-terminal.js';
import { trusted } from './safe.js';

/** A copy; line ends stay, since recipes have them. For what is already Safe: it escapes, it does not mask. */
export function harmless<T>(value: T): T {
  if (typeof value === 'string') return forTerminal(trusted(value), { newlines: true }) as T;
  if (Array.isArray(value)) return value.map(harmless) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, harmless(part)])) as T;
}
