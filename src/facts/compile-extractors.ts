// The catalogue's extractors by kind, each with its fact, as parsers are handed them.
import type { Extractor } from '../model/catalogue.js';
import type { Bound, Extractors } from '../model/parser.js';
import type { Pack } from '../model/rule.js';

export function compileExtractors(pack: Pack): Extractors {
  const all = pack.facts.flatMap((fact) => fact.extractors.map((extractor) => ({ ...extractor, fact })));
  const ofKind = <K extends Extractor['kind']>(kind: K) =>
    all.filter((one): one is Bound<Extract<Extractor, { kind: K }>> => one.kind === kind);
  return {
    xml: ofKind('xml'),
    har: ofKind('har'),
    json: ofKind('json'),
    line: ofKind('line'),
    log: ofKind('log'),
    page: ofKind('page'),
    cli: ofKind('cli'),
    phrase: ofKind('phrase'),
    pages: pack.pages,
    messages: pack.messages,
    hosts: pack.hosts,
    states: pack.states,
    quoting: pack.quoting,
    told: pack.told,
    logs: pack.logs,
  };
}
