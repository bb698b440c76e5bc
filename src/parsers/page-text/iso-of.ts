// Times as people write them beside a picture, in ISO 8601: only where day, month and zone have one meaning. A zone that
// may be two is left out, so that the time stays open; a date that may be two stays as it is and is no time.

/** Abbreviations with one meaning all year round [IANA time zone database]. */
const zones: Readonly<Record<string, string>> = {
  UTC: 'Z',
  GMT: 'Z',
  JST: '+09:00',
  BRT: '-03:00',
  WEST: '+01:00',
  CEST: '+02:00',
  MESZ: '+02:00',
  EEST: '+03:00',
};
/** People keep writing these in summer, when they are an hour off: they count from November to the middle of March. */
const winterZones: Readonly<Record<string, string>> = { WET: '+00:00', CET: '+01:00', MEZ: '+01:00', EET: '+02:00' };

// 20/11/2026 09:14 -03:00 (only with a day beyond 12) | 2026-11-20 09:14 UTC | 2026/11/20 09:14 (UTC+1) | 20.11.2026, 9:14 Uhr MEZ | 2026年11月20日 18:14 JST
export function isoOf(text: string): string {
  const local = text
    .trim()
    .replace(/^(\d{4})\/(\d\d)\/(\d\d)/, '$1-$2-$3')
    .replace(/^(\d{1,2})\.(\d{1,2})\.(\d{4})/, (_, day, month, year) => dateOf(year, month, day))
    .replace(/^(1[3-9]|2\d|3[01])\/(0?[1-9]|1[0-2])\/(\d{4})/, (_, day, month, year) => dateOf(year, month, day))
    .replace(/^(\d{4})年(\d{1,2})月(\d{1,2})日/, (_, year, month, day) => dateOf(year, month, day))
    .replace(/^(\d{4}-\d\d-\d\d),? {1,3}(?:um )?(\d):/, '$1 0$2:')
    .replace(/^(\d{4}-\d\d-\d\d),? {1,3}(?:um )?(?=\d\d:)/, '$1 ')
    .replace(/ (?:Uhr|h)(?= |$)/, '');
  return local
    .replace(/ ?\(?(?:UTC|GMT) ?([+-])(\d{1,2})(?::?(\d\d))?\)?$/i, offsetOf)
    .replace(/ ?\(?\b([A-Z]{3,5})\)?$/i, zoneOf);

  function zoneOf(_: string, name: string): string {
    const upper = name.toUpperCase();
    const day = local.slice(5, 10);
    return zones[upper] ?? (day >= '11-01' || day <= '03-15' ? (winterZones[upper] ?? '') : '');
  }
}

function dateOf(year: string, month: string, day: string): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function offsetOf(_: string, sign: string, hours: string, minutes = '00'): string {
  return `${sign}${hours.padStart(2, '0')}:${minutes}`;
}
