// What the engineer passes on with `--state`: what it may do, and that the report says what it did.
import { describe, expect, it } from 'vitest';
import type { Statement } from '../../../src/run/analyze-case.js';
import { pack, reportOf, verdictsIn } from '../../near-misses/whole-case.js';
import { machine, standaloneExport } from '../../specimens/export-specimens.js';

const rule = 'appliance/cloud-service-off';
const page = (state: string) => `Cloud Service Settings\nCloud Services\nThreat Response:\t${state}\nEdit Settings\n`;
const named = { 'export.xml': standaloneExport(machine, null) };
const service = (value: string, subject?: string): Statement => ({
  fact: 'appliance.cloud-service.state',
  value,
  ...(subject && { subject }),
});
const lenient = {
  ...pack,
  rules: pack.rules.map((one) => (one.id === rule ? { ...one, minTrust: 'asserted' as const } : one)),
};

async function told(files: Readonly<Record<string, string>>, statement: Statement, judgedBy = pack) {
  const report = await reportOf(files, { statements: [statement], pack: judgedBy });
  const codes = report.diagnostics.filter(({ code }) => code.startsWith('statement-')).map(({ code }) => code);
  return { verdicts: verdictsIn(report, rule), codes, report };
}

describe('a statement', () => {
  const elsewhere = { 'notes.txt': 'We talked.\n' };

  it('decides nothing where a rule wants it shown, and the report says so', async () => {
    expect(await told(elsewhere, service('off'))).toMatchObject({ verdicts: ['open'], codes: ['statement-noted'] });
  });

  it('decides a rule that takes the word of the engineer, and the report names it', async () => {
    const { verdicts, codes, report } = await told(elsewhere, service('off'), lenient);
    expect({ verdicts, codes }).toEqual({ verdicts: ['fail'], codes: ['statement-decides'] });
    const title = pack.rules.find(({ id }) => id === rule)?.title.en ?? '?';
    expect(report.diagnostics.find(({ code }) => code === 'statement-decides')?.message).toContain(title);
  });

  it('gives way to what was read, and the report says whether that agrees', async () => {
    const shown = { 'page.txt': page('Enabled') };
    expect(await told(shown, service('off'), lenient)).toMatchObject({
      verdicts: ['pass'],
      codes: ['statement-outranked'],
    });
    expect(await told(shown, service('on'), lenient)).toMatchObject({
      verdicts: ['pass'],
      codes: ['statement-confirmed'],
    });
  });

  it('of a derived fact counts only while the derivation gives nothing', async () => {
    const hosted: Statement = { fact: 'appliance.cloudHosted', value: 'true' };
    expect((await told(elsewhere, hosted)).codes).toEqual(['statement-noted']);
    expect((await told(named, hosted)).codes).toEqual(['statement-derived']);
  });

  it('about a child of a subject wants its name, and takes no other', async () => {
    const api = (subject?: string): Statement => ({
      fact: 'interface.api.http',
      value: 'on',
      ...(subject && { subject }),
    });
    const ids = 'appliance:esa1.example.com/interface:Incoming, appliance:esa1.example.com/interface:Management';
    const wrong = async (statement: Statement) =>
      (await told(named, statement).catch((error) => error.problems[0])) as { problem: string; expected: string };
    expect(await wrong(api())).toMatchObject({ problem: 'it does not say which interface', expected: ids });
    expect((await wrong(api('Managment'))).problem).toContain(
      'did you mean appliance:esa1.example.com/interface:Manage',
    );
    expect((await told(named, api('esa1.example.com/Management'))).codes).toEqual(['statement-confirmed']);
  });

  it('about a subject that nobody knows made one, with an open verdict beside the real ones', async () => {
    await expect(told(named, service('off', 'esa2.example.com'))).rejects.toMatchObject({
      problems: [
        {
          place: '--state appliance.cloud-service.state',
          problem: 'the case has no one appliance "esa2.example.com"; did you mean appliance:esa1.example.com?',
          expected: 'appliance:esa1.example.com',
          example: 'appliance.cloud-service.state=off@appliance:esa1.example.com',
        },
      ],
    });
    for (const name of ['ESA1.example.com', 'appliance:esa1.example.com']) {
      const { report } = await told(named, service('off', name));
      expect(report.findings.filter(({ ruleId }) => ruleId === rule)).toHaveLength(1);
    }
  });
});
