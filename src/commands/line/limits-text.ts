// `--help limits`: how much of an upload is read, one limit after the other.
import { limitNames, limitTable, limitText } from '../../model/limits.js';
import { grid } from '../../terminal/grid.js';

export function limitsText(width: number): string {
  const rows = limitNames.map((name) => {
    const { standard, unit, means } = limitTable[name];
    return [name, limitText(standard, unit), means];
  });
  const lines = [
    'Limits of what is read, with their defaults',
    '',
    ...grid(rows, Math.min(width, 110), 2, 2),
    '',
    'What lies beyond a limit is told (limit-reached) and keeps verdicts undecided.',
    'To move one: --limit NAME=VALUE (repeatable); bytes also with KiB, MiB, GiB, TiB.',
  ];
  return `${lines.join('\n')}\n`;
}
