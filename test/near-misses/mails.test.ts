// Half of all evidence comes inside mails and documents: what is a file in them counts as if it had come alone, what somebody
// wrote in them counts as somebody's word.
import { describe, expect, it } from 'vitest';
import { filePart, forwardedPart, multipart, textPart, writeMail } from '../intake/write-mail.js';
import { wordParagraph, wordTable, writeDocx } from '../intake/write-office.js';
import { zipOf } from '../intake/write-zip.js';
import { captureOf, emailModule, offline, tileData, tileList } from '../specimens/capture-specimens.js';
import { machine, standaloneExport } from '../specimens/export-specimens.js';
import { reportOf, verdictsIn } from './whole-case.js';

const e4017 = 'There was a client error in the Secure Email module: E4017: Device is offline [409]';
const off = standaloneExport({ ...machine, interfaces: [{ name: 'Management', port: 'Management' }] });
const capture = captureOf([
  tileList('EU', emailModule),
  tileData('EU', emailModule, 'last_24_hours', offline(emailModule)),
]);
const letter = (text: string, type?: string) => writeMail(textPart(text, type));
const pageRows = [
  ['Threat Response:', 'Disabled'],
  ['Threat Response Server:', 'api-sse.cisco.com'],
];
const page = [
  'Cloud Service Settings',
  'Cloud Services',
  ...pageRows.map((row) => row.join('\t')),
  'Edit Settings',
].join('\n');
const rule = 'appliance/cloud-service-off';

describe('files', () => {
  it('in an archive in a forwarded mail give the findings of the bare files', async () => {
    const archive = zipOf({ 'config.xml': off, 'capture.har': capture });
    const inner = writeMail(multipart('mixed', [textPart('See the archive.'), filePart('case.zip', archive)]));
    const outer = writeMail(multipart('mixed', [textPart('Forwarded.'), forwardedPart(inner)], 'outer'));
    const bare = await reportOf({ 'config.xml': off, 'capture.har': capture });
    const mailed = await reportOf({ 'case.eml': outer });
    const said = ({ findings }: typeof bare) =>
      findings.map(({ ruleId, verdict, hiddenBy }) => [ruleId, verdict, hiddenBy]);
    expect(said(mailed)).toEqual(said(bare));
    expect(verdictsIn(mailed, 'appliance/asyncos-api-off')).toEqual(['fail']);
    expect(verdictsIn(mailed, 'sse/device-offline')).toEqual(['fail']);
  });
});

describe('words of somebody', () => {
  it.each([
    ['a sentence', 'Eventing is off'],
    ['a message', e4017],
    ['a message below a greeting', `Hello,\n\n${e4017}\n\nRegards`],
    ['a quoted message', `> ${e4017}`],
    ['a message as the whole HTML', `<html><body><p>${e4017}</p></body></html>`, 'text/html; charset=utf-8'],
  ])('give no fail: %s in a mail', async (_, text, type = 'text/plain; charset=utf-8') => {
    const { findings } = await reportOf({ 'mail.eml': letter(text, type) });
    expect(findings.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
  });

  it('name the symptom nevertheless', async () => {
    const { symptoms } = await reportOf({ 'mail.eml': letter(e4017) });
    expect(symptoms.map(({ symptom }) => symptom)).toEqual(['tile-error']);
  });

  it('give no fail in a document either', async () => {
    const { findings } = await reportOf({ 'note.docx': writeDocx(wordParagraph(e4017)) });
    expect(findings.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
  });

  it('in the header give nothing at all', async () => {
    const mail = writeMail(textPart('See above.'), [`Subject: ${e4017}`]);
    expect((await reportOf({ 'mail.eml': mail })).symptoms).toEqual([]);
  });
});

describe('a page', () => {
  const html = `<p>Cloud Service Settings</p><p>Cloud Services</p><table>${pageRows
    .map((row) => `<tr>${row.map((cell) => `<td><p>${cell}</p></td>`).join('')}</tr>`)
    .join('')}</table><p>Edit Settings</p>`;
  const document = ['Cloud Service Settings', 'Cloud Services'].map(wordParagraph).join('') + wordTable(pageRows);

  it('is shown by its own frame, as text, HTML or in a document', async () => {
    expect(verdictsIn(await reportOf({ 'page.txt': page }), rule)).toEqual(['fail']);
    expect(verdictsIn(await reportOf({ 'mail.eml': letter(page) }), rule)).toEqual(['fail']);
    expect(verdictsIn(await reportOf({ 'mail.eml': letter(html, 'text/html') }), rule)).toEqual(['fail']);
    expect(verdictsIn(await reportOf({ 'page.docx': writeDocx(document) }), rule)).toEqual(['fail']);
  });

  it.each([
    ['greets', `Hi team,\n\n${page}`],
    ['quotes with signs', page.replace(/^/gm, '> ')],
    ['quotes by Outlook', `-----Original Message-----\n${page}`],
    ['quotes in English', `On Mon, Jan 6, 2025 at 10:00 AM Ana <ana@example.com> wrote:\n${page}`],
    ['quotes in German', `Von: Ana\nGesendet: Montag, 6. Januar 2025 10:00\nAn: Support\nBetreff: x\n\n${page}`],
    [
      'quotes in Portuguese',
      `De: Ana\nEnviada em: segunda-feira, 6 de janeiro de 2025 10:00\nPara: Suporte\nAssunto: x\n\n${page}`,
    ],
    ['quotes in Spanish', `Ana\nEnviado el: lunes, 6 de enero de 2025 10:00\n\n${page}`],
    ['quotes in Japanese', `差出人: Ana\n送信日時: 2025年1月6日 10:00\n\n${page}`],
    ['quotes in HTML', `<blockquote>${html}</blockquote>`, 'text/html'],
  ])('is stated where somebody %s', async (_, text, type = 'text/plain; charset=utf-8') => {
    const report = await reportOf({ 'mail.eml': letter(text, type) });
    expect(verdictsIn(report, rule)).toEqual(['open']);
    expect(report.diagnostics.map(({ code }) => code)).toContain('page-quoted');
  });
});

it('an encrypted mail leaves open whether there are captures', async () => {
  const sealed = filePart('smime.p7m', 'xx', 'application/pkcs7-mime; smime-type=enveloped-data');
  const config = standaloneExport();
  const capturesIn = ({ findings }: Awaited<ReturnType<typeof reportOf>>) =>
    findings.filter(({ ruleId }) => ruleId === 'case/capture-unusable').map(({ verdict }) => verdict);
  expect(capturesIn(await reportOf({ 'config.xml': config }))).toEqual(['notApplicable']);
  const report = await reportOf({ 'config.xml': config, 'mail.eml': writeMail(sealed) });
  expect(capturesIn(report)).toEqual(['open']);
  expect(report.diagnostics.map(({ code }) => code)).toContain('mail-encrypted');
});
