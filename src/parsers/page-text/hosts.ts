// Host names in the text of a page, and what the host table says of them. A name that is not in the table is not
// recognised: a misread or mistyped host must not pass for the one it resembles.
import type { HostRow } from '../../model/catalogue.js';
import { hostRow } from '../../model/host-row.js';
import { closest } from '../../text/closest.js';
import { rememberedBy, rememberedOf } from './remembered.js';

// api.eu.sse.itd.cisco.com
const hostName = /[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9][a-z0-9-]{0,62}){1,9}/g;
const loneAddress = /^(?:https?:\/\/)?[a-z0-9][a-z0-9.-]{1,250}(?::\d{1,5})?(?:[/?#]\S{0,2000})?$/;

/** Every host name of a folded text once, in reading order. */
export const hostsIn = rememberedOf((text: string): readonly string[] =>
  text.includes('.') ? [...new Set(text.match(hostName) ?? [])].filter((name) => /\.[a-z]{2,}$/.test(name)) : [],
);

/** The host of a line that is nothing but an address. */
export const loneHost = rememberedOf((text: string): string | undefined => {
  if (!loneAddress.test(text)) return undefined;
  // Without a scheme a path may follow; only the first name is the host.
  return hostsIn(text.replace(/^https?:\/\//, '').split(/[/?#:]/)[0] ?? '')[0];
});

/** The host of a web address on a line of its own that is none of the vendor's: an appliance's own page. */
export const ownWebHost = rememberedBy((text: string, hosts: readonly HostRow[]): string | undefined => {
  if (!/^https?:\/\//.test(text)) return undefined;
  const host = loneHost(text);
  const isOther = host === undefined || host.endsWith('.cisco.com') || hostRow(hosts, host) !== undefined;
  return isOther ? undefined : host;
});

/** Services of which the text names hosts of more than one region: documentation, not one customer's page. */
export const namesSeveralRegions = rememberedBy((text: string, hosts: readonly HostRow[]): boolean => {
  const regions = new Map<string, string>();
  for (const name of hostsIn(text)) {
    const row = hostRow(hosts, name);
    if (row?.region === undefined) continue;
    const other = regions.get(row.service);
    if (other !== undefined && other !== row.region) return true;
    regions.set(row.service, row.region);
  }
  return false;
});

/** What the reader must know of a host that tells no region: unknown and near to what, a guess, or staging. */
export function hostNote(name: string, service: string | undefined, hosts: readonly HostRow[]) {
  const row = hostRow(hosts, name);
  if (row?.stage === 'staging') return { code: 'host-staging', arguments: { host: name } } as const;
  if (row?.confidence === 'guess') return { code: 'host-unconfirmed', arguments: { host: name } } as const;
  if (row !== undefined) return undefined;
  const known = hosts.filter((one) => (service ?? one.service) === one.service && !one.host.startsWith('*'));
  const [near] = closest(
    name,
    known.map(({ host }) => host),
  );
  if (near === undefined) return { code: 'host-unknown', arguments: { host: name } } as const;
  return { code: 'host-unknown-near', arguments: { host: name, near } } as const;
}
