// Pages and sessions that somebody shows as what should be, what was, or what is elsewhere: they are words about the case,
// not the case. And pages of which somebody left something out.
import { describe, expect, it } from 'vitest';
import { reportOf, verdictsIn, verdictsOf } from './whole-case.js';

const text = (...all: readonly string[]) => `${all.join('\n')}\n`;
const registered = 'The appliance is successfully registered with the Cisco Cloud Service portal.';
const prompt = 'esa1.example.com> ';
const session = (answer: string, ...above: string[]) => text(...above, `${prompt}cloudserviceconfig`, answer, prompt);
const pageOf = (...settings: string[]) => [
  'Cloud Services',
  'Threat Response: Enabled',
  'Edit Settings',
  'Cloud Services Settings',
  ...settings,
];
const page = (...above: string[]) => text(...above, 'Cloud Service Settings', ...pageOf('Deregister'));

async function decided(content: string): Promise<string[]> {
  const { findings } = await reportOf({ 'a.txt': content });
  return findings
    .filter(({ ruleId }) => /^appliance\/(?:cloud-service|not-registered|registration-token-rejected)/.test(ruleId))
    .flatMap(({ ruleId, verdict }) => (verdict === 'fail' || verdict === 'pass' ? [`${ruleId}: ${verdict}`] : []));
}

describe('a page or session below a caption', () => {
  it.each([
    'Expected:',
    'When it works:',
    'From the admin guide:',
    'Before the change:',
    'Reference appliance (works)',
    'Screenshot of last year',
    'Erwartet:',
    'Vor der Änderung:',
    'Esperado:',
    'Antes da correção:',
    '変更前:',
    '期待される出力:',
  ])('%s shows another state', async (caption) => {
    expect(await decided(session(registered, caption))).toEqual([]);
    expect(await decided(page(caption))).toEqual([]);
  });

  it.each(['ESA1:', 'Screenshot 1', 'Cluster member'])('%s shows itself', async (caption) => {
    expect(await decided(session(registered, caption))).not.toEqual([]);
    expect(await decided(page(caption))).not.toEqual([]);
  });
});

describe('an answer', () => {
  it.each([
    `You should see: ${registered}`,
    `Expected: ${registered}`,
    `[expected] ${registered}`,
    `It will say: ${registered}`,
    `e.g. ${registered}`,
    `NOT: ${registered}`,
    `"${registered}"`,
    `# ${registered}`,
  ])('that a person introduces is none: %s', async (answer) => {
    expect(await decided(session(answer))).toEqual([]);
  });

  it.each([registered, `Status: ${registered}`, `Done. ${registered}`])(
    'of the appliance counts: %s',
    async (answer) => {
      expect(await decided(session(answer))).toContain('appliance/registration-token-rejected: pass');
    },
  );
});

describe('three dots', () => {
  it.each(['...', '…', '[...]', '(…)'])('in the last box are no proof that nothing stands there: %s', async (dots) => {
    const cut = text('Cloud Service Settings', ...pageOf(dots));
    expect(await verdictsOf('appliance/cloud-service-uncommitted', { 'a.txt': cut })).toEqual(['open']);
  });

  it.each(['...', '[…]'])('in the place of the error are no proof that there is none: %s', async (dots) => {
    const cut = text('Cloud Service Settings', dots, ...pageOf('Registration Token:', 'Register'));
    const report = await reportOf({ 'a.txt': cut });
    expect(verdictsIn(report, 'appliance/not-registered')).toEqual(['open']);
  });
});

it('the German log-out link is no button to deregister', async () => {
  const boxes = ['Cloud-Services', 'Cisco XDR / Threat Response: Aktiviert', 'Einstellungen bearbeiten'];
  const german = text('Cloud-Service-Einstellungen', ...boxes, 'Cloud-Services-Einstellungen', 'Abmelden');
  for (const rule of ['appliance/not-registered', 'appliance/registration-token-rejected'])
    expect(await verdictsOf(rule, { 'a.txt': german })).toEqual(['open']);
});
