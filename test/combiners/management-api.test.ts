import { expect, it } from 'vitest';
import managementApi from '../../src/combiners/management-api.js';
import { known, type Observation, unknown } from '../../src/model/fact.js';
import { http, https, interfaceOf, list, port, reading, tableOf } from '../facts/small-case.js';

type Services = { readonly port?: string; readonly http?: 'on' | 'off'; readonly https?: 'on' | 'off' };

function anInterface(name: string, services: Services): Observation[] {
  const of = interfaceOf(name);
  return [
    ...(services.port ? [reading(port, services.port, { of })] : []),
    ...(services.http ? [reading(http, services.http, { of })] : []),
    ...(services.https ? [reading(https, services.https, { of })] : []),
  ];
}

function derived(interfaces: Readonly<Record<string, Services>>, complete = true) {
  const listing = reading(list, Object.keys(interfaces), { complete });
  const read = Object.entries(interfaces).flatMap(([name, services]) => anInterface(name, services));
  const table = tableOf([listing, ...read], [managementApi]);
  const of = (part: string) => table.fact(`appliance.management.api-${part}`, 'appliance:1').state;
  return { http: of('http'), https: of('https'), elsewhere: of('elsewhere') };
}

const onPort = { port: 'Management', http: 'on', https: 'on' } as const;
const data = { port: 'Data 1', http: 'on', https: 'on' } as const;
const ambiguous = unknown('ambiguousSubject');

it('an API on a data interface only is off on Management, and told as the near miss', () => {
  expect(derived({ Management: { port: 'Management', http: 'off', https: 'off' }, 'Data 1': data })).toEqual({
    http: known('off'),
    https: known('off'),
    elsewhere: known(['Data 1']),
  });
});

it('HTTPS alone stays HTTPS alone', () => {
  expect(derived({ Management: { http: 'off', https: 'on' } })).toMatchObject({
    http: known('off'),
    https: known('on'),
  });
});

it('a renamed Management is found by its port', () => {
  expect(derived({ Admin: { ...onPort, https: 'off' }, 'Data 1': data })).toMatchObject({
    http: known('on'),
    https: known('off'),
  });
});

it('a renamed one is not sure while another interface hides its port', () => {
  expect(derived({ Admin: onPort, 'Data 1': { http: 'off', https: 'off' } }).http).toEqual(unknown('truncated'));
});

it('two on the Management port: nobody can tell', () => {
  expect(derived({ Management: onPort, Second: onPort }).http).toEqual(ambiguous);
  expect(derived({ First: onPort, Second: onPort }).http).toEqual(ambiguous);
});

it('the name on another port than the one it stands for: nobody can tell', () => {
  expect(derived({ Management: data, Admin: onPort }).http).toEqual(ambiguous);
});

it('the same name twice: nobody can tell', () => {
  expect(derived({ Management: onPort, 'Management#2': data }).http).toEqual(ambiguous);
});

it('a cut list may hide a second one', () => {
  expect(derived({ Management: onPort }, false).http).toEqual(unknown('truncated'));
  expect(derived({ Admin: onPort }, false).http).toEqual(unknown('truncated'));
});

it('a page that shows the Management interface needs no list', () => {
  const table = tableOf(anInterface('Management', { http: 'on', https: 'on' }), [managementApi]);
  expect(table.fact('appliance.management.api-http', 'appliance:1').state).toEqual(known('on'));
});

it('interfaces without any Management are no evidence of off', () => {
  expect(derived({ 'Data 1': data }).http).toEqual(unknown('notInThisExport'));
});

it('a port that only a person names finds nobody', () => {
  const listing = reading(list, ['Admin'], { complete: true });
  const said = reading(port, 'Management', { of: interfaceOf('Admin'), trust: 'stated' });
  const table = tableOf([listing, said, reading(http, 'on', { of: interfaceOf('Admin') })], [managementApi]);
  expect(table.fact('appliance.management.api-http', 'appliance:1').state.state).toBe('unknown');
});

it('"management" on a data port beside another name on the Management port is either', () => {
  const interfaces = { management: data, Front: onPort };
  expect(derived(interfaces)).toMatchObject({ http: ambiguous, https: ambiguous });
});
