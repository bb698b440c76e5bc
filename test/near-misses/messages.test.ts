// Messages of tiles that people copy, without any page around them: what they decide, and what hides what.
import { describe, expect, it } from 'vitest';
import { loadStoredPack } from '../../src/pack/stored-pack.js';
import {
  captureOf,
  emailModule,
  firewallModule,
  moduleError,
  tileData,
  tileList,
} from '../specimens/capture-specimens.js';
import { header, machine, management, standaloneExport } from '../specimens/export-specimens.js';
import { reasonsIn, reportOf, verdictsIn, verdictsOf } from './whole-case.js';

const { messages } = loadStoredPack();
const phrases = (id: string) => Object.values(messages.find((one) => one.id === id)?.phrases ?? {}).flat();
const unexpected = 'There was an unexpected error in the Secure Email module';

describe('a file with nothing but the message', () => {
  it.each(phrases('device-offline'))('%s is a device that is offline', async (phrase) => {
    const report = await reportOf({ 'message.txt': `${phrase} [409]\n` });
    expect(verdictsIn(report, 'sse/device-offline')).toEqual(['fail']);
    expect(report.symptoms).toMatchObject([{ symptom: 'tile-error', explainedBy: ['sse/device-offline'] }]);
  });

  it.each(phrases('tile-unexpected-error'))('%s is found, and explains nothing by itself', async (phrase) => {
    const report = await reportOf({ 'message.txt': `${phrase}\n` });
    expect(verdictsIn(report, 'xdr/tile-unexpected-error')).toEqual(['fail']);
    expect(report.symptoms).toMatchObject([{ symptom: 'tile-error', explainedBy: [] }]);
  });

  it.each(phrases('tile-try-later'))('%s does not say whose tile it is', async (phrase) => {
    const report = await reportOf({ 'message.txt': `${phrase}.\n` });
    expect(verdictsIn(report, 'xdr/tile-try-later')).toEqual(['open']);
    expect(reasonsIn(report, 'xdr/tile-try-later')).toEqual(['xdr.module.kind: notCollected']);
  });

  it('told by somebody it decides nothing', async () => {
    const told = `The customer wrote that the tile says "${phrases('device-offline')[0]} [409]" since Monday.\n`;
    expect(await verdictsOf('sse/device-offline', { 'mail.txt': told })).toEqual(['open']);
  });
});

describe('a message in an answer of the API, in whatever language', () => {
  const tileId = '/log/entries/0';
  const bare = (message: string) => ({ errors: [{ code: 'client-error', message }], data: [] });
  const named = (message: string) => ({
    errors: [{ code: 'client-error', module_instance_id: emailModule.id, message }],
    data: [],
  });

  it.each(phrases('device-offline'))(
    '%s speaks of the module of the error, or of the tile that was asked',
    async (phrase) => {
      for (const answer of [bare, named]) {
        const call = tileData('EU', emailModule, 'last_24_hours', answer(`${phrase} [409]`));
        const report = await reportOf({ 'dashboard.har': captureOf([call]) });
        const failed = report.findings.filter(
          ({ ruleId, verdict }) => ruleId === 'sse/device-offline' && verdict === 'fail',
        );
        expect(failed.map(({ subject }) => subject?.id)).toEqual([`cloudAccount:EU/module:${emailModule.id}`]);
        expect(failed[0]?.evidence[0]?.pointer).toContain(tileId);
      }
    },
  );

  it.each(phrases('tile-unexpected-error'))('%s speaks of the tile', async (phrase) => {
    const call = tileData('EU', emailModule, 'last_24_hours', bare(phrase));
    const report = await reportOf({ 'dashboard.har': captureOf([call]) });
    expect(verdictsIn(report, 'xdr/tile-unexpected-error')).toEqual(['fail']);
  });

  it.each(phrases('tile-try-later'))('%s speaks of the tile, whose module another answer names', async (phrase) => {
    const call = tileData('EU', emailModule, 'last_24_hours', bare(phrase));
    const files = { 'dashboard.har': captureOf([tileList('EU', emailModule), call]) };
    expect(await verdictsOf('xdr/tile-try-later', files)).toEqual(['fail']);
  });

  it('beside a module of another name is not of Secure Email', async () => {
    const answer = {
      errors: [{ code: 'x', module: 'Secure Firewall', message: `${phrases('device-offline')[0]} [409]` }],
    };
    const call = tileData('EU', firewallModule, 'last_24_hours', answer);
    const files = { 'dashboard.har': captureOf([tileList('EU', firewallModule), call]) };
    expect(await verdictsOf('sse/device-offline', files)).toEqual(['notApplicable', 'open']);
  });
});

describe('the unexpected error beside an appliance whose API is off', () => {
  const rule = 'xdr/tile-unexpected-error';
  const { http: _, https: __, ...silent } = management;
  const off = (serial: string) =>
    standaloneExport({ ...machine, hostname: `${serial}.example.com`, interfaces: [silent] }, { ...header, serial });

  it('only follows from it where both are the only ones', async () => {
    const report = await reportOf({ 'message.txt': `${unexpected}\n`, 'export.xml': off('4A0F-77') });
    expect(verdictsIn(report, 'appliance/asyncos-api-off')).toEqual(['fail']);
    expect(verdictsIn(report, rule)).toEqual(['(fail)']);
  });

  it('stands for itself beside two appliances', async () => {
    const files = { 'message.txt': `${unexpected}\n`, 'a.xml': off('4A0F-77'), 'b.xml': off('4A0F-78') };
    expect(await verdictsOf(rule, files)).toEqual(['fail']);
  });

  it('stands for itself where two modules show it', async () => {
    const other = { ...firewallModule, name: 'Secure Email and Web Manager' };
    const calls = [emailModule, other].flatMap((module) => [
      tileList('EU', module),
      tileData('EU', module, 'last_24_hours', moduleError(module, unexpected)),
    ]);
    expect(await verdictsOf(rule, { 'export.xml': off('4A0F-77'), 'dashboard.har': captureOf(calls) })).toEqual([
      'fail',
      'fail',
    ]);
  });
});
