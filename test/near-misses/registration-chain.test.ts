// What may keep an appliance from registering, in whole cases: what looks like a cause and is none decides nothing.
import { describe, expect, it } from 'vitest';
import { reportOf, verdictsIn, verdictsOf } from './whole-case.js';

const text = (...all: readonly string[]) => `${all.join('\n')}\n`;
const failed =
  'Error — The registration failed because of an invalid or expired token. Make sure that you use a valid token when registering your appliance with the Cisco Threat Response portal.';

/** The appliance's page with its server and what stands in its second box. */
function page(server: string, { state = 'Enabled', above = [], box = ['Deregister'], below = [] }: PageParts = {}) {
  return text(
    'Cloud Service Settings',
    ...above,
    'Cloud Services',
    `Threat Response: ${state}`,
    `Threat Response Server: ${server}`,
    'Edit Settings',
    'Cloud Services Settings',
    ...box,
    ...below,
  );
}
interface PageParts {
  readonly state?: string;
  readonly above?: readonly string[];
  readonly box?: readonly string[];
  readonly below?: readonly string[];
}

describe('a staging server', () => {
  const rule = 'appliance/staging-server';
  const rejection = 'appliance/registration-token-rejected';

  it('fails by its whole name, and explains the rejected token', async () => {
    const files = {
      'page.txt': page('STAGE (stage-api-sse.cisco.com)', {
        above: [failed],
        box: ['Registration Token:', 'Register'],
      }),
    };
    const report = await reportOf(files);
    expect([...verdictsIn(report, rule), ...verdictsIn(report, rejection)]).toEqual(['fail', '(fail)']);
  });

  it.each<[string, string, string]>([
    ['a server of customers', page('EU (api.eu.sse.itd.cisco.com)'), 'pass'],
    ['a staging label beside the name of a server of customers', page('STAGING (api.eu.sse.itd.cisco.com)'), 'pass'],
    ['a service that is off', page('STAGE (stage-api-sse.cisco.com)', { state: 'Disabled', box: [] }), 'notApplicable'],
    ['a longer name around a staging one', page('X (stage-api-sse.cisco.com.example.com)'), 'open'],
    ['a name that only begins like a staging one', page('X (stage-api-sse.cisco.comm)'), 'open'],
    ['a staging name that is a guess', page('X (stage-api.sse.itd.cisco.com)'), 'open'],
    ['a server of customers that is a guess', page('INDIA (api.in.sse.itd.cisco.com)'), 'open'],
    ['a label without a name', page('STAGING'), 'open'],
    ['two names', page('stage-api-sse.cisco.com api-sse.cisco.com'), 'open'],
    ['a mail that tells of it', text('Hello,', 'our server is stage-api-sse.cisco.com, is that right?'), 'open'],
    [
      'staging names elsewhere on the page',
      page('EU (api.eu.sse.itd.cisco.com)', { below: ['Help: https://stage-api-sse.cisco.com/guide'] }),
      'pass',
    ],
  ])('%s', async (_, file, verdict) => {
    expect(await verdictsOf(rule, { 'page.txt': file })).toEqual([verdict]);
  });
});
