// Half of all evidence comes inside mails and documents: what is a file in them counts as if it had come alone, what somebody
// wrote in them counts as somebody's word.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { filePart, forwardedPart, multipart, textPart, writeMail } from '../intake/write-mail.js';
import { wordParagraph, wordTable, writeDocx } from '../intake/write-office.js';
import { zipOf } from '../intake/write-zip.js';
import { root } from '../meta/source-files.js';
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

describe('lines of a log in a session in a mail', () => {
  it.each([1, 8])('keep back what a log would rule out: %i lines', async (times) => {
    const folder = `${root}samples/healthy/upload/`;
    const healthy = Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(folder + name)]));
    const line = 'Mon Nov 16 09:00:00 2026 Warning: connect to api-sse.cisco.com:443: [Errno 60] Operation timed out\n';
    const session = `esa1.example.com> version\nVersion: 15.0.1-416\nesa1.example.com> tail ctr_logs\n${line.repeat(times)}esa1.example.com> \n`;
    const mail = writeMail(multipart('mixed', [textPart('See the file.'), filePart('session.txt', session)]));
    expect(verdictsIn(await reportOf(healthy), 'appliance/cloud-unreachable')).toEqual(['pass']);
    expect(verdictsIn(await reportOf({ ...healthy, 'case.eml': mail }), 'appliance/cloud-unreachable')).toEqual([
      'open',
    ]);
  });
});

describe('a case as a customer mails it', () => {
  const session = ['esa1.example.com> cloudserviceconfig', '', 'Threat Response is currently Disabled', ''];
  const document = writeDocx(['See what I typed:', ...session].map(wordParagraph).join(''));
  const quoted = `Guten Tag,\n\nanbei alles.\n\nAm 06.01.2025 um 10:00 schrieb Ana <ana@example.com>:\n> ${e4017}\n> Eventing is off\n`;
  const encoded = (name: string) => `=?UTF-8?B?${Buffer.from(name).toString('base64')}?=`;
  const forwarded = writeMail(
    multipart(
      'mixed',
      [
        textPart('Hallo, hier die Dateien.'),
        filePart(encoded('事例.zip'), zipOf({ 'config.xml': off, 'capture.har': capture })),
      ],
      'inner',
    ),
    [`Subject: ${encoded('XDR 連携のエラー')}`],
  );
  const related = multipart('related', [
    multipart('alternative', [textPart(quoted), textPart(`<pre>${quoted}</pre>`, 'text/html; charset=utf-8')]),
    filePart('image001.png', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'image/png'),
  ]);
  const mail = writeMail(
    multipart('mixed', [related, forwardedPart(forwarded), filePart(encoded('Übersicht.docx'), document)], 'outer'),
    ['Subject: =?ISO-8859-1?Q?R=FCckfrage_zur_Kachel?='],
  );
  const report = reportOf({ 'case.eml': mail });

  it('shows the way to every file through the mail', async () => {
    const { artifacts } = await report;
    expect(artifacts.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
      'case.eml email',
      expect.stringMatching(/^case\.eml!\/body\.txt /),
      'case.eml!/forwarded.eml email',
      'case.eml!/forwarded.eml!/body.txt text',
      'case.eml!/forwarded.eml!/事例.zip archive',
      'case.eml!/forwarded.eml!/事例.zip!/capture.har har',
      'case.eml!/forwarded.eml!/事例.zip!/config.xml esa-config',
      'case.eml!/image001.png image',
      'case.eml!/Übersicht.docx office',
      expect.stringMatching(/^case\.eml!\/Übersicht\.docx!\/word\/document\.txt /),
    ]);
  });

  it('is decided by what is attached, with its evidence there', async () => {
    const all = await report;
    expect(verdictsIn(all, 'appliance/asyncos-api-off')).toEqual(['fail']);
    // The quoted message names its module in other words: it can only mean the one of the capture.
    expect(verdictsIn(all, 'sse/device-offline')).toEqual(['fail']);
    const failing = all.findings.filter(({ verdict }) => verdict === 'fail');
    const places = failing.flatMap(({ evidence }) => evidence.map(({ artifact }) => String(artifact)));
    expect(places.length).toBeGreaterThan(0);
    expect(places.filter((place) => place === 'case.eml!/body.txt')).toEqual([]);
  });

  it('takes the quoted history for symptoms only', async () => {
    const alone = await reportOf({ 'case.eml': writeMail(related) });
    expect(alone.symptoms.map(({ symptom }) => symptom)).toContain('tile-error');
    expect(alone.findings.filter(({ verdict }) => verdict === 'fail' || verdict === 'pass')).toEqual([]);
  });

  it('names the picture with what to give beside it', async () => {
    const told = (await report).diagnostics.find(({ artifact }) => artifact === 'case.eml!/image001.png');
    expect(told?.code).toBe('image-without-text');
    expect(told?.message).toContain('image001.png.txt');
  });
});
