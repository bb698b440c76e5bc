// Modules that were there when the list was made, and are not any more.
import { describe, expect, it } from 'vitest';
import {
  captureOf,
  emailModule,
  health,
  moduleList,
  type SpecimenCall,
  xdrUrl,
} from '../specimens/capture-specimens.js';
import { reasonsIn, reportOf, verdictsIn, verdictsOf } from './whole-case.js';

const talos = {
  id: '0a000000-0000-4000-8000-000000000003',
  name: 'Talos',
  module_type_id: '1898d0e8-45f7-550d-8ab5-915f064426dd',
};
const capture = (...calls: SpecimenCall[]) => ({ 'a.har': captureOf(calls) });
const one = xdrUrl('EU', `/iroh-int/module-instance/${emailModule.id}`);
const both = moduleList('EU', [talos, emailModule]);
const without = moduleList('EU', [talos]);
const well = health('EU', emailModule, 'ok');
const removed: SpecimenCall = { url: one, method: 'DELETE', status: 204 };
const notFound: SpecimenCall = { url: one, status: 404, body: { error: 'module_instance_not_found' } };
/** Talos is another product's. */
const isOfEmail = (verdict: string) => verdict !== 'notApplicable';
const next = { ...emailModule, id: '0a000000-0000-4000-8000-000000000007' };

describe.each<[string, SpecimenCall[], string, string[]]>([
  ['listed and well', [both, well], 'pass', ['pass']],
  ['removed (204)', [both, well, removed], 'open', ['open']],
  ['removed (200)', [both, well, { ...removed, status: 200, body: {} }], 'open', ['open']],
  ['not found', [both, well, notFound], 'open', ['open']],
  ['removed before it was listed again', [removed, both, well], 'pass', ['pass']],
  ['not removed for want of rights', [both, well, { ...removed, status: 403, body: {} }], 'pass', ['pass']],
  ['removed, and a later whole list is without it', [both, well, removed, without], 'fail', ['fail']],
  [
    'removed, and a later list is a page',
    [both, well, removed, { ...without, headers: { 'x-total-hits': '2' } }],
    'open',
    ['open'],
  ],
  ['removed, and a new one is listed', [both, well, removed, moduleList('EU', [talos, next])], 'pass', ['open']],
  [
    'removed, and a later list has one of an unknown type',
    [both, well, removed, moduleList('EU', [talos, { ...next, name: 'Berlin' }])],
    'open',
    ['open', 'open'],
  ],
  ['a new one is made', [both, well, removed, { ...both, method: 'POST', body: next }], 'open', ['open', 'open']],
])('%s', (_name, calls, missing, unhealthy) => {
  it('module-missing', async () =>
    expect(await verdictsOf('xdr/module-missing', capture(...calls))).toEqual([missing]));
  it('module-unhealthy', async () =>
    expect((await verdictsOf('xdr/module-unhealthy', capture(...calls))).filter(isOfEmail)).toEqual(unhealthy));
});

it('says that it was taken away since', async () => {
  const report = await reportOf(capture(both, well, removed));
  expect(reasonsIn(report, 'xdr/module-missing')).toEqual(['xdr.account.email-module: outsideWindow']);
  expect(reasonsIn(report, 'xdr/module-unhealthy')).toEqual(['xdr.module.presence: outsideWindow']);
});

it('was removed in a later capture, or in one that nobody can put in order', async () => {
  const at = (calls: SpecimenCall[], hour: number) => captureOf(calls, Date.UTC(2026, 10, 20, hour));
  const files = { 'a.har': at([both, well], 9), 'b.har': at([removed], 10) };
  expect(await verdictsOf('xdr/module-missing', files)).toEqual(['open']);
  const local = { 'a.har': at([both, well], 9).replaceAll(/(\d)Z"/g, '$1"'), 'b.har': files['b.har'] };
  expect(verdictsIn(await reportOf(local), 'xdr/module-missing')).toEqual(['open']);
});
