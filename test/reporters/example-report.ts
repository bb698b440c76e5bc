// A report as the engine makes them, small and with something in every part. Tests change what they are about.
import type { Finding, Report, ReportEvidence } from '../../src/model/report.js';
import { trusted } from '../../src/text/safe.js';

const sha256 = 'a'.repeat(64);

export const evidence: ReportEvidence = {
  artifact: trusted('upload/page.txt'),
  line: 12,
  byteOffset: 340,
  pointer: trusted('row eventing'),
  excerpt: trusted('Eventing: off'),
  trust: 'shown',
  time: '2026-01-05T10:22:00Z',
  confidence: 'documented',
};

const account = {
  type: 'cloudAccount',
  id: trusted('cloudAccount:NAM'),
  name: trusted('SSE account NAM'),
  parent: trusted('case'),
} as const;

export function finding(changes: Partial<Finding>): Finding {
  return {
    ruleId: 'sse/eventing-off',
    verdict: 'fail',
    level: 'error',
    subject: account,
    covers: { seen: 1, known: 1 },
    title: trusted('Eventing is off'),
    message: trusted('Eventing is off for SSE account NAM.'),
    remedy: trusted('Turn Eventing on.'),
    remedyBy: 'cloudAdministrator',
    messageId: 'sse/eventing-off#fail',
    arguments: { subject: trusted('SSE account NAM') },
    symptoms: ['device-missing'],
    role: 'cause',
    signs: [],
    evidence: [evidence],
    asks: [],
    reasons: [],
    hiddenBy: null,
    confidence: 'documented',
    references: [{ title: 'Configuration article', source: 'seed', checked: '2026-11-22' }],
    ...changes,
  };
}

export function open(ruleId: string, title: string): Finding {
  return finding({
    ruleId,
    verdict: 'open',
    subject: null,
    covers: { seen: 0, known: 0 },
    title: trusted(title),
    message: trusted('not decided'),
    remedy: trusted(''),
    evidence: [],
    asks: ['appliance.cloud-service.state'],
    reasons: [{ fact: 'appliance.cloud-service.state', reason: 'notCollected' }],
  });
}

export function passed(ruleId: string, title: string): Finding {
  return finding({ ruleId, verdict: 'pass', title: trusted(title), message: trusted(`${title}: not so`) });
}

export function exampleReport(changes: Partial<Report> = {}): Report {
  return {
    schemaVersion: 1,
    lang: 'en',
    tool: { name: 'esa-triage', version: '0.1.0', rules: [{ name: 'builtin', version: '1', sha256 }] },
    case: {
      name: trusted('example'),
      asOf: '2026-01-05T10:22:00Z',
      regions: [
        { side: 'appliance', values: [trusted('EU')] },
        { side: 'sse', values: [] },
      ],
      subjects: [
        {
          id: trusted('appliance:esa1.example.com'),
          name: trusted('appliance esa1.example.com'),
          facts: [
            { fact: 'appliance.identity.version', title: trusted('AsyncOS release'), value: trusted('15.0.1-416') },
          ],
        },
      ],
    },
    artifacts: [
      {
        id: trusted('upload/page.txt'),
        kind: 'page-text',
        sizeBytes: 420,
        sha256,
        status: 'ok',
        counts: { lines: 20 },
        span: { from: '2026-01-05T10:20:00Z', to: '2026-01-05T10:22:00Z' },
        notes: [],
      },
    ],
    symptoms: [
      {
        symptom: 'device-missing',
        title: trusted('The device is missing'),
        time: '2026-01-05T10:22:00',
        over: null,
        explainedBy: ['sse/eventing-off'],
        causes: ['appliance/cloud-service-off', 'sse/threat-response-off', 'sse/eventing-off'],
        evidence: [evidence],
      },
    ],
    findings: [
      open('appliance/cloud-service-off', 'The service is off'),
      finding({}),
      passed('sse/threat-response-off', 'Threat Response is off'),
    ],
    contradictions: [
      {
        fact: 'sse.service.eventing',
        title: trusted('Eventing'),
        subject: trusted('cloudAccount:NAM'),
        subjectName: trusted('SSE account NAM'),
        resolution: 'changed',
        holds: trusted('off'),
        values: [{ value: trusted('on'), trust: 'shown', time: null, evidence }],
      },
    ],
    timeline: { ordered: [], zoneUnknown: [] },
    asks: ['page.cloud-service-settings', 'page.ip-interface', 'cli.version', 'page.sse-cloud-services'].map(
      (collect) => ({
        collect,
        text: trusted(`Steps of ${collect}.`),
        reason: trusted('nothing shows it'),
        decides: ['appliance/cloud-service-off'],
        helps: [],
      }),
    ),
    diagnostics: [
      {
        code: 'page-cropped',
        level: 'note',
        artifact: trusted('upload/page.txt'),
        message: trusted('The page is cropped.'),
      },
    ],
    ...changes,
  };
}
