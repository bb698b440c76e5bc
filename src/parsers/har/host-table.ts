// Which host of the table a URL goes to, for thousands of URLs of one capture.
import type { HostRow } from '../../model/catalogue.js';
import { hostRow } from '../../model/host-row.js';

export interface Address {
  readonly host: string;
  readonly row: HostRow;
}

// https://visibility.eu.amp.cisco.com/iroh/…
const plain = /^(?:https?|wss?):\/\/([a-z0-9.-]{1,253})(?::\d{1,5})?(?:[/?#]|$)/i;

/** Hosts seen that are remembered; captures name hundreds, a hostile one may name millions. */
const rememberedMax = 10_000;

export class HostTable {
  readonly #rows: readonly HostRow[];
  readonly #seen = new Map<string, HostRow | undefined>();

  constructor(rows: readonly HostRow[]) {
    this.#rows = rows;
  }

  /** Undefined for every host that is not of the table. */
  find(url: string): Address | undefined {
    const host = (plain.exec(url)?.[1] ?? hostOf(url))?.toLowerCase().replace(/\.$/, '');
    if (host === undefined) return undefined;
    const row = this.#seen.has(host) ? this.#seen.get(host) : hostRow(this.#rows, host);
    if (this.#seen.size < rememberedMax) this.#seen.set(host, row);
    return row && { host, row };
  }
}

/** Of addresses in another form (user names, backslashes, letters beyond ASCII), read as a browser reads them. */
function hostOf(url: string): string | undefined {
  const parsed = /^(?:https?|wss?):/i.test(url) ? urlOf(url) : undefined;
  return parsed?.hostname;
}

export function urlOf(url: string): URL | undefined {
  // URL.canParse would parse it twice, and nearly every URL is one.
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}
