// Durations as people write them, in the languages of the portals. A month or a year is no number of seconds.

const unitSeconds: readonly (readonly [words: RegExp, seconds: number])[] = [
  [/^(?:minutes?|mins?\.?|minutos?|minuten?|分間?)$/u, 60],
  [/^(?:hours?|hrs?\.?|h|horas?|stunden?|std\.?|時間)$/u, 3600],
  [/^(?:days?|d|dias?|tage?n?|日間?)$/u, 86_400],
  [/^(?:weeks?|semanas?|wochen?|週間?)$/u, 604_800],
];
// 24 hours | 1h | one day | eine Stunde | 1時間
const amount = /^(\d{1,4}|an?|one|uma?|eine?n?|ein) ?([^\s\d]{1,8})$/u;

/** @param folded text after folding */
export function secondsOf(folded: string): number | undefined {
  const [, count = '', unit = ''] = amount.exec(folded) ?? [];
  const seconds = unitSeconds.find(([words]) => words.test(unit))?.[1];
  if (seconds === undefined) return undefined;
  const value = (/^\d/.test(count) ? Number(count) : 1) * seconds;
  return value === 0 ? undefined : value;
}
