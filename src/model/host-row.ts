// What the host table says of a host name: the row of that very name, else of the longest suffix.
import type { HostRow } from './catalogue.js';

/** @param name lower case */
export function hostRow(hosts: readonly HostRow[], name: string): HostRow | undefined {
  const exact = hosts.find(({ host }) => host === name);
  if (exact) return exact;
  return hosts
    .filter(({ host }) => host.startsWith('*.') && name.endsWith(host.slice(1)))
    .sort((a, b) => b.host.length - a.host.length)[0];
}
