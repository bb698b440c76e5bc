// Logs of AsyncOS: as files, as syslog received them, copied from `tail` or `grep`. Promise: gigabytes in flat memory; a
// line says only what stands at its place, so that a mail's subject says nothing; what no line tells (zone, year, serial)
// stays unknown, and no log proves that something did not happen.
import { defineParser } from '../model/parser.js';
import { frameOf } from './asyncos-log/frame.js';
import { readLog } from './asyncos-log/read-log.js';

/** Lines of the beginning that are looked at. */
const linesMax = 200;

export default defineParser({
  kind: 'asyncos-log',
  recognise(head) {
    const lines = head.split(/\r?\n/, linesMax).filter((line) => line.trim() !== '');
    if (lines.length > 1 && !head.endsWith('\n')) lines.pop();
    // "Info: …" alone is no sign of a log: a page of the appliance may say it too.
    const framed = lines.filter((line) => {
      const frame = frameOf(line);
      return frame !== undefined && frame.messageAt > 12;
    }).length;
    const share = lines.length === 0 ? 0 : framed / lines.length;
    return share >= 0.5 ? 0.95 : share >= 0.2 && framed >= 3 ? 0.6 : 0;
  },
  parse: readLog,
});
