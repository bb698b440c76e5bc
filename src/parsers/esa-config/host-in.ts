// The host of a table that a text is or contains: whole names only, so that api-sse.cisco.com.example.com is none.
import type { HostRow } from '../../model/catalogue.js';
import { hostRow } from '../../model/host-row.js';

/** Longer texts are certificates and filters. */
const mostChars = 500;

// https://api-sse.cisco.com:443/ | api.eu.sse.itd.cisco.com
const hostNames = /(?<![\w.-])[a-z0-9](?:[a-z0-9-]{0,62}\.){1,8}[a-z]{2,20}(?![\w-]|\.[\w-])/gi;

/** The first one, in lower case. */
export function hostIn(text: string, hosts: readonly HostRow[]): string | undefined {
  if (text.length > mostChars || !text.includes('.')) return undefined;
  for (const [name] of text.matchAll(hostNames)) {
    const lower = name.toLowerCase();
    if (hostRow(hosts, lower)) return lower;
  }
  return undefined;
}
