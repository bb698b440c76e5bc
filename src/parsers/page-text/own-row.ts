// Whose row it is where pages of one portal share labels and addresses.
import type { Label, PageWords } from './vocabulary.js';

/** The row that names whose page it is; on the appliance's pages it stands above the heading. */
const hostRow = 'hostname';
/** The row for the address of the appliance's web interface. */
export const webRow = 'web-address';

export function isOfOnePortal(before: PageWords, after: PageWords): boolean {
  return before !== after && sharesService(before, after);
}

export function sharesService(one: PageWords, other: PageWords): boolean {
  for (const service of one.services) if (other.services.has(service)) return true;
  return false;
}

/** Before any heading a time or an address belongs to the page that follows, whichever page's label it was read by. */
export function ownRow(theirs: PageWords, row: string, ours: PageWords): string | undefined {
  if (theirs === ours) return row;
  if (row === hostRow || row === webRow) return ours.page.rows[row] && row;
  const { holds, service } = theirs.page.rows[row] ?? {};
  const same = Object.entries(ours.page.rows).find(
    ([, own]) => (holds === 'time' && own.holds === 'time') || (service !== undefined && own.service === service),
  );
  return same?.[0];
}

/** A row that may stand before its page's heading: time, address, and whose page it is. */
export function mayStandAhead({ row = '', holds }: Label, { page }: PageWords): boolean {
  return holds === 'time' || row === hostRow || page.rows[row]?.service !== undefined;
}
