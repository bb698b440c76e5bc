// `--only`: a report cut down to some rules, or to the rules that explain a symptom.
import type { Report } from '../../model/report.js';
import type { Pack } from '../../model/rule.js';
import type { Problem } from '../../model/usage-error.js';
import { unknownNames } from './read-pack.js';

export function onlyProblems(names: readonly string[], pack: Pack): Problem[] {
  const known = [...pack.rules, ...pack.symptoms].map(({ id }) => id);
  const hint = 'esa-triage rules list shows the rules and their symptoms';
  return unknownNames('--only', names, 'rule or symptom', known, hint);
}

/** Findings, symptoms and asks that the names are about; inputs, contradictions and diagnostics stay whole. */
export function onlyThese(report: Report, names: readonly string[], pack: Pack): Report {
  if (names.length === 0) return report;
  const rules = new Set(pack.rules.filter((rule) => isNamed(rule.id, rule.symptoms, names, pack)).map(({ id }) => id));
  const symptoms = new Set([
    ...names,
    ...pack.rules.filter(({ id }) => names.includes(id)).flatMap((rule) => rule.symptoms),
  ]);
  const chosen = (ids: readonly string[]) => ids.filter((id) => rules.has(id));
  return {
    ...report,
    findings: report.findings.filter(({ ruleId }) => rules.has(ruleId)),
    symptoms: report.symptoms.filter(({ symptom }) => symptoms.has(symptom)),
    asks: report.asks
      .map((ask) => ({ ...ask, decides: chosen(ask.decides), helps: chosen(ask.helps) }))
      .filter(({ decides, helps }) => decides.length + helps.length > 0),
  };
}

function isNamed(rule: string, symptoms: readonly string[], names: readonly string[], pack: Pack): boolean {
  if (names.includes(rule) || symptoms.some((symptom) => names.includes(symptom))) return true;
  return pack.symptoms.some(({ id, causes }) => names.includes(id) && causes.includes(rule));
}
