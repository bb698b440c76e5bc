import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { presentationOf } from '../../src/commands/case/presentation.js';
import type { Report } from '../../src/model/report.js';
import type { RenderOptions } from '../../src/model/reporter.js';
import { loadStoredPack } from '../../src/pack/stored-pack.js';
import table from '../../src/reporters/table.js';
import { trusted } from '../../src/text/safe.js';
import { evidence, exampleReport, finding, open, passed } from './example-report.js';

const pack = loadStoredPack();

function render(report: Report, options: Partial<RenderOptions> = {}, lang = 'en'): string {
  const all = { width: 100, colour: false, detail: 'usual', only: [], ...options } as const;
  return table.render(report, presentationOf(pack, lang), all);
}

test('the first screen tells the sentence, what is seen, fixes, chain, regions, asks, undecided, inputs, in this order', () => {
  const text = render(exampleReport());
  const parts = [
    '1 cause found; 1 symptom seen; 1 of 3 not decided',
    'What the customer sees',
    'Fixes, in order',
    'Causes of what is seen, in the order to check them',
    'API ?',
    'appliance EU',
    'Ask for next',
    'Not decided',
    'What was read, and what was not',
    'Contradictions',
    'Trouble with the input or the run',
    'Ruled out in what was given: 1 (as of 2026-01-05 10:22:00 UTC)',
    'builtin 1',
  ];
  expect(parts.map((part) => text.indexOf(part)).every((at, i, all) => at > (all[i - 1] ?? -1))).toBe(true);
});

test('what speaks only of the upload is no cause, and is told apart', () => {
  const unfit = finding({ ruleId: 'case/capture-unusable', symptoms: ['evidence-quality'], role: 'evidence' });
  const text = render(exampleReport({ symptoms: [], findings: [unfit] }));
  expect(text).toContain('Nothing found in what was given');
  expect(text).toContain('1 flaw in what was given');
  expect(text).not.toContain('1 cause found');
});

test('nothing found is told as that, and a symptom that nothing explains stands in the sentence', () => {
  const symptoms = exampleReport().symptoms.map((symptom) => ({ ...symptom, explainedBy: [] }));
  const text = render(exampleReport({ symptoms, findings: [open('sse/eventing-off', 'Eventing is off')] }));
  expect(text).toContain('No cause found in what was given; 1 of 1 not decided; 1 symptom seen (1 not explained)');
  expect(text).toContain('seen, not explained');
});

test('there is neither green nor a check mark, even when everything is ruled out', () => {
  const report = exampleReport({ symptoms: [], findings: [passed('sse/eventing-off', 'Eventing is off')] });
  const text = render(report, { colour: true, detail: 'all' });
  expect(text).toContain('\u001b[');
  for (const green of ['\u001b[32m', '\u001b[92m', '\u001b[42m', '✓', '✔', '☑', '✅'])
    expect(text).not.toContain(green);
  expect(text).toContain('other faults are not excluded');
});

test('inputs that were not or only partly read stand in the sentence', () => {
  const [artifact] = exampleReport().artifacts;
  const partial = artifact === undefined ? [] : [{ ...artifact, status: 'partial' as const }];
  expect(render(exampleReport({ artifacts: partial }))).toMatch(
    /^1 cause found; .*; 1 input not or only partly read$/m,
  );
});

test('a finding that follows from one that --only left out is found all the same', () => {
  const report = exampleReport({ findings: [finding({ hiddenBy: 'case/region-mismatch' })], symptoms: [] });
  expect(render(report, { only: ['sse/eventing-off'] })).toContain('--only sse/eventing-off: 1 cause found; ');
});

test('a report cut down by --only vouches for nothing else', () => {
  const report = exampleReport({ symptoms: [], findings: [passed('sse/eventing-off', 'Eventing is off')] });
  for (const detail of ['quiet', 'usual'] as const) {
    const text = render(report, { detail, only: ['sse/eventing-off'] });
    expect(text).toContain('--only sse/eventing-off: nothing found in what was given; 0 of 1 not decided');
    expect(text).not.toContain('other faults are not excluded');
  }
});

test('a link is undecided while one of its rules is not in the pack, though the others are ruled out', () => {
  const text = render(
    exampleReport({
      findings: [passed('appliance/asyncos-api-off', 'a'), passed('appliance/asyncos-api-partial', 'b')],
    }),
  );
  expect(text).toContain('API ?');
});

test('a link that is ruled out carries the day of its oldest evidence, or that it is undated', () => {
  const services = (time: string | null) => [
    passed('sse/threat-response-off', 'a'),
    { ...passed('sse/eventing-off', 'b'), evidence: [{ ...evidence, time }] },
  ];
  expect(render(exampleReport({ findings: services('2025-12-31T10:00:00Z') }))).toContain('SSE services ○ 2025-12-31');
  expect(render(exampleReport({ findings: services(null) }))).toContain('SSE services ○ undated');
});

test('what is ruled out is as old as its oldest evidence, not as the newest file of the case', () => {
  const old = { ...passed('sse/eventing-off', 'a'), evidence: [{ ...evidence, time: '2025-12-31T10:00:00Z' }] };
  const fresh = passed('appliance/asyncos-api-off', 'b');
  const undated = { ...passed('appliance/asyncos-api-partial', 'c'), evidence: [{ ...evidence, time: null }] };
  expect(render(exampleReport({ findings: [old, fresh] }))).toContain(': 2 (as of 2025-12-31 10:00:00 UTC)');
  expect(render(exampleReport({ findings: [fresh, undated] }))).toContain('(as of 2026-01-05 10:22:00 UTC, undated)');
});

test('a symptom that is only told is not called seen', () => {
  const [shown] = exampleReport().symptoms;
  if (shown === undefined) throw new Error('the example has no symptom');
  const told = { ...shown, explainedBy: [], evidence: [{ ...evidence, trust: 'stated' as const }] };
  expect(render(exampleReport({ symptoms: [told] }))).toContain('told or quoted only, not explained');
  expect(render(exampleReport({ symptoms: [{ ...told, evidence: [evidence] }] }))).toContain('seen, not explained');
});

test('the ledger tells of each cause how it stands, in the order to check them', () => {
  const text = render(exampleReport());
  const ledger = text.slice(text.indexOf('Causes of what is seen'), text.indexOf('The integration'));
  expect(ledger.trimEnd().split('\n')).toEqual([
    'Causes of what is seen, in the order to check them',
    '  The device is missing',
    '    ? The Threat Response / XDR service is disabled on the appliance → [1]',
    '    ○ XDR Threat Response is off in Security Services Exchange (2026-01-05)',
    '    ✗ Eventing is off in Security Services Exchange (2026-01-05)',
  ]);
});

test('a symptom whose causes are all ruled out is no all-clear', () => {
  const causes = ['sse/threat-response-off', 'sse/eventing-off'];
  const symptoms = exampleReport().symptoms.map((symptom) => ({ ...symptom, explainedBy: [], causes }));
  const passes = causes.map((id) => passed(id, 'x'));
  const deeper = 'Every documented cause is ruled out';
  expect(render(exampleReport({ symptoms, findings: passes }))).toContain(deeper);
  expect(render(exampleReport({ symptoms, findings: passes.slice(1) }))).not.toContain(deeper);
  const seen = finding({ ruleId: 'sse/eventing-off', role: 'symptom' });
  const first = passes.slice(0, 1);
  expect(render(exampleReport({ symptoms, findings: [...first, seen] }))).toContain(deeper);
  expect(render(exampleReport({ symptoms, findings: [...first, { ...seen, role: 'cause' }] }))).not.toContain(deeper);
  const mixed = [...passes, open('sse/eventing-off', 'x')];
  expect(render(exampleReport({ symptoms, findings: mixed }))).not.toContain(deeper);
});

test('a hidden finding is told with what it follows from, and is no cause of its own', () => {
  const hidden = finding({
    ruleId: 'sse/threat-response-off',
    title: trusted('Threat Response is off'),
    hiddenBy: 'sse/eventing-off',
  });
  const text = render(exampleReport({ findings: [finding({}), hidden] }));
  expect(text).toContain('1 cause found');
  expect(text).toMatch(/✗ Threat Response is off — SSE account NAM \(follows from: Eventing is off in/);
});

test('a rule that fails for one subject and is open for another is told in both places', () => {
  const other = { ...open('sse/eventing-off', 'Eventing is off'), covers: { seen: 1, known: 2 } };
  const text = render(exampleReport({ findings: [finding({}), other] }));
  expect(text).toMatch(/✗ 1\. Eventing is off/);
  expect(text).toMatch(/\? Eventing is off \(1 of 2 seen\) — nothing that was given shows it/);
});

test('three asks at most, the rest counted; all of them with --all', () => {
  expect(render(exampleReport())).toMatch(/\[3\][\s\S]*\+1 more/);
  expect(render(exampleReport())).not.toContain('  [4] ');
  expect(render(exampleReport(), { detail: 'all' })).toContain('  [4] ');
});

test('an unknown zone and a guess are marked where they stand', () => {
  const guess = { ...evidence, time: '2026-01-05T10:22:00', confidence: 'guess' as const };
  const text = render(exampleReport({ findings: [finding({ evidence: [guess] })] }));
  expect(text).toContain('(shown text, 2026-01-05 10:22:00 (zone unknown), guess)');
});

test('text from an upload can neither act on the terminal nor stand at the start of a line', () => {
  const evil = { ...evidence, excerpt: trusted('\u001b[2J\u202eAll is well\nNothing found') };
  const text = render(exampleReport({ findings: [finding({ evidence: [evil] })] }));
  for (const acting of ['\u001b', '\u202e']) expect(text).not.toContain(acting);
  expect(text).not.toMatch(/^Nothing found/m);
});

test('quiet is the sentence and what was found', () => {
  expect(render(exampleReport(), { detail: 'quiet' })).toBe(
    '1 cause found; 1 symptom seen; 1 of 3 not decided\n✗ Eventing is off — SSE account NAM\n',
  );
});

test.each(['en', 'pt', 'de', 'ja'])('in %s every word is there and no line is wider than asked', (lang) => {
  const kinds = ['har', 'esa-config', 'image', 'archive'] as const;
  const statuses = ['ok', 'repaired', 'partial', 'unreadable', 'ignored'] as const;
  const [artifact] = exampleReport().artifacts;
  const artifacts =
    artifact === undefined ? [] : kinds.flatMap((kind) => statuses.map((status) => ({ ...artifact, kind, status })));
  for (const width of [60, 100]) {
    const text = render(exampleReport({ artifacts }), { width, detail: 'all' }, lang);
    expect(text).not.toMatch(
      /\b(?:headline|section|table|verdict|level|reason|trust|status|kind|actor|resolution)\.[a-z]/,
    );
    expect(text.split('\n').filter((line) => stringWidth(line) > width)).toEqual([]);
  }
});

test('of many inputs that came out alike, and of many readings of one fact, the first are shown', () => {
  const [artifact] = exampleReport().artifacts;
  const [contradiction] = exampleReport().contradictions;
  if (artifact === undefined || contradiction === undefined) throw new Error('the example has both');
  const names = Array.from({ length: 300 }, (_, i) => `input-${String(i).padStart(3, '0')}`);
  const artifacts = [
    ...names.map((name) => ({ ...artifact, id: trusted(name), kind: 'text' as const, status: 'ignored' as const })),
    { ...artifact, id: trusted('cut.har'), kind: 'har' as const, status: 'partial' as const },
  ];
  const values = names.map((name, i) => ({
    ...{ value: trusted(i === 250 ? 'off' : 'on'), trust: 'shown' as const, time: null },
    evidence: { ...evidence, artifact: trusted(`reading-${name}`) },
  }));
  const report = exampleReport({ artifacts, contradictions: [{ ...contradiction, values }] });
  const text = render(report);
  expect(text.match(/^ *input-/gm)).toHaveLength(6);
  expect(text).toContain('and 294 more: other text, not read');
  expect(text).toContain('cut.har');
  expect(text.match(/reading-input-\d+/g)).toHaveLength(6);
  expect(text).toContain('off  reading-input-250');
  expect(render(report, { detail: 'all' }).match(/input-\d+/g)).toHaveLength(600);
});

test('counts of inputs are told in the language of the report', () => {
  const [artifact] = exampleReport().artifacts;
  if (artifact === undefined) throw new Error('the example has one');
  const counts = { entries: 1, skipped: 2, lines: 3, pages: 4, messages: 5, elements: 6, interfaces: 7 };
  const report = exampleReport({ artifacts: [{ ...artifact, counts }] });
  const words = (lang: string) =>
    /(\S+ 1,).*(\s\S+ 2,).*(\s\S+ 3,)/s.exec(render(report, { width: 300 }, lang))?.slice(1);
  expect(words('de')).toEqual(['Einträge 1,', ' übersprungen 2,', ' Zeilen 3,']);
  expect(words('ja')?.join()).not.toMatch(/[a-z]/);
});

test('of many inputs those that were read are counted, the others listed', () => {
  const [artifact] = exampleReport().artifacts;
  if (artifact === undefined) return;
  const many = Array.from({ length: 20 }, (_, i) => ({
    ...artifact,
    id: trusted(`log-${i}.txt`),
    status: i === 7 ? ('unreadable' as const) : ('ok' as const),
  }));
  const text = render(exampleReport({ artifacts: many }));
  expect(text).toMatch(/log-7\.txt\s+text of a page\s+NOT readable/);
  expect(text).not.toContain('log-8.txt');
  expect(text).toContain('read: 19');
});

test('fixes stand by what the evidence proves: what explains, causes before symptoms, by level, inferences last', () => {
  const named = (title: string, more: Parameters<typeof finding>[0]) => finding({ title: trusted(title), ...more });
  const findings = [
    named('inferred', { ruleId: 'a/a', confidence: 'guess' }),
    named('flaw', { ruleId: 'a/b', role: 'evidence', level: 'warning' }),
    named('repeated', { ruleId: 'a/c', role: 'symptom' }),
    named('slight', { ruleId: 'a/d', level: 'warning' }),
    named('heavy', { ruleId: 'a/e' }),
    named('explaining', { ruleId: 'a/f', level: 'note' }),
  ];
  const symptoms = exampleReport().symptoms.map((symptom) => ({ ...symptom, explainedBy: ['a/f'] }));
  const text = render(exampleReport({ findings, symptoms }), { detail: 'quiet' });
  const order = text.split('\n').flatMap((line) => /^✗ ([a-z]+)/.exec(line)?.[1] ?? []);
  expect(order).toEqual(['explaining', 'heavy', 'slight', 'repeated', 'flaw', 'inferred']);
});

test('a symptom that is over is told with its end, apart from those that stand, and not in the ledger', () => {
  const over = { since: '2026-01-06T08:00:00Z', evidence: [evidence] };
  const symptoms = exampleReport().symptoms.map((symptom) => ({ ...symptom, over, explainedBy: [] }));
  const text = render(exampleReport({ symptoms, findings: [open('sse/eventing-off', 'Eventing is off')] }));
  expect(text).toContain('No cause found in what was given; 1 of 1 not decided; 1 symptom that was seen and is over');
  expect(text.replace(/\s+/g, ' ')).toContain('over since 2026-01-06 08:00:00 UTC');
  expect(text).not.toContain('not explained');
  expect(text).not.toContain('Causes of what is seen');
});

test('signs of an undecided rule are told before the rest of what is undecided', () => {
  const signed = { ...open('sse/eventing-off', 'Eventing is off'), signs: [trusted('It was off once.')] };
  const text = render(exampleReport({ symptoms: [], findings: [signed] }));
  expect(text.indexOf('It was off once.')).toBeGreaterThan(text.indexOf('Signs that decide nothing yet'));
  expect(text.indexOf('It was off once.')).toBeLessThan(text.indexOf('Not decided'));
});

test('what was read names release, serial number and span of time, and a subject once', () => {
  const text = render(exampleReport());
  expect(text).toContain('  appliance esa1.example.com: AsyncOS release 15.0.1-416\n');
  expect(text).toContain('2026-01-05 10:20:00 – 10:22:00 UTC');
  const [artifact] = exampleReport().artifacts;
  if (artifact === undefined) throw new Error('the example has no file');
  const of = (from: string, to: string) => render(exampleReport({ artifacts: [{ ...artifact, span: { from, to } }] }));
  expect(of('2026-01-04T23:00:00.120Z', '2026-01-05T10:22:00.5Z')).toMatch(
    /2026-01-04 23:00:00 UTC –\s+2026-01-05 10:22:00/,
  );
  expect(of('2026-01-05T10:22:00.120Z', '2026-01-05T10:22:00.9Z')).not.toContain(' – 10:22');
});
