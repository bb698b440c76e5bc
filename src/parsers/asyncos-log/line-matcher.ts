// Which lines of a log say something, and what. All literals of all extractors are looked for in one pass; only a line
// that holds one is taken apart.

import type { HostRow, LineExtractor } from '../../model/catalogue.js';
import type { Value } from '../../model/fact.js';
import { hostRow } from '../../model/host-row.js';
import type { Bound, Extractors } from '../../model/parser.js';
import { compilePattern } from '../../text/pattern.js';
import { localMsOf } from './frame.js';

export interface Match {
  readonly extractor: Bound<LineExtractor>;
  readonly value: Value;
}

/** What is matched of a line. */
const lineCharsMax = 65_536;

export interface LineMatcher {
  /** Literals one of which is in every line that says something. */
  readonly literals: readonly string[];
  /** Senders and visitors have their words repeated in it. */
  isOutsiders(message: string): boolean;
  /**
   * What a message says. Where nothing tells the log, only extractors speak that are bound to the beginning of the message
   * or to a host: words anywhere in a mail log are those of senders. A line without a frame of its own has no beginning.
   */
  matches(message: string, log: string | undefined, isContinuation: boolean): readonly Match[];
}

/** @param own literals that the parser itself looks for */
export function lineMatcher({ line, hosts, logs }: Extractors, own: readonly string[]): LineMatcher {
  const compiled = line.map((extractor) => compile(extractor, hosts));
  const outsiders = logs.outsiders.map((pattern) => new RegExp(`^(?:${pattern})`));
  const isOutsiders = (message: string) => outsiders.some((pattern) => pattern.test(message));
  return {
    isOutsiders,
    literals: [...new Set([...own, ...line.flatMap(({ anchors }) => anchors)])],
    matches(message, log, isContinuation) {
      if (isOutsiders(message)) return [];
      const text = message.length > lineCharsMax ? message.slice(0, lineCharsMax) : message;
      return compiled.flatMap((one) => {
        return isContinuation && one.isAnchored ? [] : one.read(text, log);
      });
    },
  };
}

interface Compiled {
  readonly isAnchored: boolean;
  read(text: string, log: string | undefined): Match[];
}

function compile(extractor: Bound<LineExtractor>, table: readonly HostRow[]): Compiled {
  const pattern = compilePattern(extractor.pattern, 'u', extractor.linear);
  const { anchors, hosts, logs } = extractor;
  const isAnchored = extractor.pattern.startsWith('^');
  const isOwnLog = (log: string | undefined) => log !== undefined && logs?.includes(log) === true;
  // Elsewhere a host in the line or its place in the message must bind it.
  const mayStandElsewhere = (log: string | undefined) =>
    hosts !== undefined || (log === undefined ? isAnchored : logs === undefined);
  return {
    isAnchored,
    read(text, log) {
      if (!anchors.some((anchor) => text.includes(anchor))) return [];
      const isOwn = isOwnLog(log);
      if (!isOwn && !mayStandElsewhere(log)) return [];
      if (hosts !== undefined && !namesHostOf(hosts, text, table) && (!isOwn || aimsElsewhere.test(text))) return [];
      const match = pattern.exec(text);
      const value = match === null ? undefined : valueFrom(extractor, match.groups ?? {});
      return value === undefined ? [] : [{ extractor, value }];
    },
  };
}

// api.eu.sse.itd.cisco.com
const hostName = /[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9][a-z0-9-]{0,62}){1,9}/gi;

// upload to https://tools.cisco.com failed; a proxy may stand for the way
const aimsElsewhere = /[a-z\d-]\.cisco\.com\b/i;

function namesHostOf(services: readonly string[], text: string, table: readonly HostRow[]): boolean {
  return (text.match(hostName) ?? []).some((name) =>
    services.includes(hostRow(table, name.toLowerCase())?.service ?? ''),
  );
}

function valueFrom({ as, take, value }: LineExtractor, groups: Readonly<Record<string, string | undefined>>) {
  if (as === 'step') return stepOf(groups.from ?? '', groups.to ?? '');
  if (take === undefined) return value;
  const text = groups[take];
  return as === 'number' && text !== undefined ? Number(text) : text;
}

/** Seconds from one time of the line to the other. */
function stepOf(from: string, to: string): number | undefined {
  const [before, after] = [localMsOf(from), localMsOf(to)];
  return before === undefined || after === undefined ? undefined : (after - before) / 1000;
}
