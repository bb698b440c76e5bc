// An upload with a secret wherever one could stand: the built-in samples, whose lines become evidence, and every other kind
// of file that is read, each with secrets of its own in all the shapes that they come in.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filePart, multipart, textPart, writeMail } from '../intake/write-mail.js';
import { writeMsg } from '../intake/write-msg.js';
import { wordParagraph, writeDocx, writeOdt, writePptx, writeXlsx } from '../intake/write-office.js';
import { pageOf, writePdf } from '../intake/write-pdf.js';
import { zipOf } from '../intake/write-zip.js';
import { root } from '../meta/source-files.js';
import {
  captureOf,
  emailModule,
  empty,
  filled,
  health,
  moduleError,
  moduleList,
  sseCall,
  tileData,
  tileList,
  xdrUrl,
} from '../specimens/capture-specimens.js';
import { singleSpecimens } from '../specimens/cli-session-specimens.js';
import { machine, management, standaloneExport } from '../specimens/export-specimens.js';
import { applianceSpecimen } from '../specimens/page-specimens.js';
import { contexts } from '../specimens/secret-contexts.js';
import type { Canaries } from './canaries.js';

export type Files = Record<string, string | Buffer>;

const shapes = Object.entries(contexts);
/** Those of one line, as a message, a name or a value can hold them. */
const inLine = shapes.filter(([, template]) => !template.includes('\n'));

/** So many shapes in every file, other ones in each. */
const shapesPerFile = 8;
let turn = 0;

/** Every fifth line with a secret at its end, others between the lines, and some more behind them. */
function withSecrets(text: string, name: string, canaries: Canaries): string {
  const told = (from: typeof shapes) => {
    const [shape, template] = from[turn++ % from.length] ?? ['', '§'];
    return template.replaceAll('§', () => canaries.token(`${name}: ${shape}`));
  };
  const lines = text.split('\n').flatMap((line, at) => {
    if (line.trim() === '' || at % 5 > 1) return [line];
    return at % 5 === 0 ? [`${line} ${told(inLine)}`] : [line, told(inLine)];
  });
  const rest = Array.from({ length: shapesPerFile }, () => told(shapes));
  const ends = [canaries.pem(`${name}: private key`), `Invalid JWT '${canaries.jwt(`${name}: JWT`)}'`];
  return [...lines, ...rest, ...ends].join('\n');
}

/** Log lines, each once for every shape. */
function logWithSecrets(text: string, canaries: Canaries): string {
  const lines = text.split('\n').filter((line) => line !== '');
  return inLine
    .map(
      ([shape, template], at) =>
        `${lines[at % lines.length]} ${template.replaceAll('§', () => canaries.token(`log: ${shape}`))}\n`,
    )
    .join('');
}

/** Empty files, each with a secret in its name: every report lists them. */
function namedFiles(canaries: Canaries): Files {
  const names = inLine.map(([shape, template]) =>
    template
      .replace(/[/\\]/g, '')
      .slice(0, 150)
      .replaceAll('§', () => canaries.token(`name: ${shape}`)),
  );
  return Object.fromEntries(names.filter((name) => Buffer.byteLength(name) < 240).map((name) => [name, '']));
}

function capture(canaries: Canaries): string {
  const plant = (shape: string) => (contexts[shape] ?? '§').replaceAll('§', () => canaries.token(`capture: ${shape}`));
  const named = inLine.slice(0, 40).map(([shape], at) => ({
    id: `0a000000-0000-4000-8000-0000000001${String(at).padStart(2, '0')}`,
    name: `Mail ${plant(shape)}`,
  }));
  const settings: object = { settings: { key: canaries.token('capture: module settings') } };
  const secretModule = { ...emailModule, name: `Mail ${plant('log field')}` };
  const calls = [
    moduleList('EU', [{ ...emailModule, ...settings }, secretModule, ...named]),
    tileList('EU', emailModule, `Incoming ${plant('bearer header')}`),
    tileData('EU', emailModule, 'last-hour', filled),
    tileData('EU', emailModule, 'last-day', empty),
    ...inLine.map(([shape], at) => {
      const told = moduleError(emailModule, `There was a client error: E4017: Device is offline ${plant(shape)}`);
      return tileData('EU', emailModule, `last-${at}-days`, told, 401);
    }),
    tileData(
      'EU',
      emailModule,
      'last-month',
      moduleError(emailModule, `invalid token ${canaries.token('capture: echo')}`),
    ),
    health('EU', emailModule, `error: ${plant('json in json')}`),
    sseCall('EU'),
    { url: xdrUrl('EU', '/iroh-auth/code'), method: 'POST', body: canaries.jwt('capture: body of a sign-in call') },
    { url: xdrUrl('EU', '/oauth2/token'), method: 'POST', body: { access_token: canaries.jwt('capture: token body') } },
    {
      url: `https://sign-on.security.cisco.com/cb?code=${canaries.token('capture: code')}&state=${canaries.token('capture: state')}#access_token=${canaries.token('capture: fragment')}`,
      status: 403,
      body: `<html>${plant('html hidden input')} ${plant('url in javascript')}</html>`,
      mimeType: 'text/html',
    },
  ];
  const { log } = JSON.parse(captureOf(calls)) as { log: { entries: Entry[] } };
  for (const { request, response, ...entry } of log.entries.slice(0, 6)) {
    request.headers.push({ name: 'Authorization', value: `Bearer ${canaries.jwt('capture: header')}` });
    request.headers.push({ name: 'Cookie', value: `SESSION=${canaries.token('capture: cookie header')}; lang=en` });
    request.headers.push({ name: 'X-Tab-Id', value: canaries.token('capture: X-Tab-Id') });
    request.cookies.push({ name: 'sid', value: canaries.token('capture: cookie') });
    response.headers.push({ name: 'Set-Cookie', value: `sid=${canaries.token('capture: Set-Cookie')}; Path=/` });
    response.headers.push({
      name: 'Location',
      value: `https://x.example.com/?next=https%3A%2F%2Fx%2F%3Fcode%3D${canaries.token('capture: Location')}`,
    });
    request.postData = {
      mimeType: 'application/x-www-form-urlencoded',
      text: `username=${canaries.password('capture: user')}&password=${canaries.password('capture: form')}`,
    };
    Object.assign(entry, {
      _webSocketMessages: [{ type: 'send', time: 1, opcode: 1, data: canaries.token('capture: frame') }],
    });
  }
  return JSON.stringify({ log }, null, 2);
}

interface Entry {
  readonly request: { headers: object[]; cookies: object[]; postData?: object };
  readonly response: { headers: object[] };
}

function configuration(canaries: Canaries): string {
  const token = (place: string) => canaries.token(`export: ${place}`);
  const xml = standaloneExport({
    ...machine,
    interfaces: [
      { ...management, name: `Data admin:${token('interface')}@esa.example.com` },
      { ...management, hostname: `token=${token('host name')}` },
    ],
  });
  const secrets = `
  <ldap_server_pass>${token('LDAP')}</ldap_server_pass><snmp_community>${token('SNMP')}</snmp_community>
  <proxy>http://joe:${token('proxy')}@proxy.example.com:3128</proxy><enc_password>$6$${token('hash')}</enc_password>
  <https_certificate><certificate></certificate><key>${canaries.pem('export: key')}</key></https_certificate>
  <ctr_secret>${token('CTR secret')}</ctr_secret><smtp_auth_passphrase>${canaries.password('export: passphrase')}</smtp_auth_passphrase>
`;
  return xml.replace('</config>', `${secrets}</config>`);
}

/** What libraries read, each with the page and a few shapes more. */
function documents(canaries: Canaries): Files {
  const lines = (name: string) =>
    withSecrets(applianceSpecimen('en', 'rejected').text, name, canaries)
      .split('\n')
      .map((line) => line.slice(0, 400));
  const plain = (name: string) => lines(name).map((line) => line.replace(/[<>&]/g, ' '));
  const told = (place: string) => `the password is ${canaries.password(place)}`;
  return {
    'page.pdf': writePdf([pageOf(lines('pdf').map((line) => line.replace(/[()\\]/g, ' ')))]),
    'letter.msg': writeMsg({
      body: lines('msg').join('\n'),
      files: { [`token_${canaries.token('msg: name of an attachment')}.txt`]: lines('msg, attachment').join('\n') },
      messages: { [told('msg: subject of an attached message')]: { body: lines('msg, attached message').join('\n') } },
    }),
    'table.xlsx': writeXlsx(plain('xlsx').map((line) => [line, 'Password', canaries.password('xlsx: cell')])),
    'slides.pptx': writePptx(plain('pptx').slice(0, 20), told('pptx: notes')),
    'note.odt': writeOdt(plain('odt')),
  };
}

/** Every file but the archives, by name; names hold secrets too. */
export function plantedFiles(canaries: Canaries): Files {
  const samples = readdirSync(`${root}samples`, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.parentPath.includes('upload'),
  );
  const files: Files = {};
  for (const { parentPath, name } of samples) {
    if (/\.(?:txt|md|current)$/.test(name)) {
      const text = readFileSync(join(parentPath, name), 'utf8');
      const planted = name.endsWith('.current') ? logWithSecrets(text, canaries) : withSecrets(text, name, canaries);
      files[`sample-${Object.keys(files).length}-${name}`] = planted;
    }
  }
  const sessions = [...singleSpecimens()].slice(0, 3).map(({ text }) => text);
  const typed = `Enter the registration token:\n[]> ${canaries.token('session: prompt')}\nPassphrase: ${canaries.password('session: passphrase')}\n`;
  const letter = withSecrets(applianceSpecimen('de', 'rejected').text, 'mail', canaries);
  const page = withSecrets(applianceSpecimen('en', 'rejected').text, 'page', canaries);
  return {
    ...files,
    ...namedFiles(canaries),
    'capture.har': capture(canaries),
    'config.xml': configuration(canaries),
    'session.txt': withSecrets(sessions.join('\n') + typed, 'session', canaries),
    'page.txt': page,
    'letter.eml': writeMail(
      multipart('mixed', [
        textPart(letter),
        filePart(
          `token_${canaries.token('mail: name of an attachment')}.txt`,
          withSecrets(page, 'attachment', canaries),
        ),
      ]),
      [`Subject: the password is ${canaries.password('mail: subject')}`],
    ),
    'note.docx': writeDocx(
      withSecrets(applianceSpecimen('pt', 'rejected').text, 'document', canaries)
        .replace(/[<>&]/g, (char) => `&#${char.charCodeAt(0)};`)
        .split('\n')
        .map(wordParagraph)
        .join(''),
    ),
    ...documents(canaries),
    'notes.json': JSON.stringify({ access_token: canaries.token('notes') }),
    [`registration_token_${canaries.token('name of a file')}.log`]: withSecrets(
      'Info: started',
      'unknown log',
      canaries,
    ),
    [`admin:${canaries.password('name of a file')}@esa.example.com.txt`]: page,
    [`cb?code=${canaries.token('name of a file')}&x=1.txt`]: page,
  };
}

const cut = (data: string | Buffer, part: number) => data.slice(0, Math.floor(data.length * part));

/** The same kinds of file, broken: each cut off at two places, and some with holes. */
export function damagedFiles(canaries: Canaries): Files {
  const files: Files = {};
  for (const [name, data] of Object.entries(plantedFiles(canaries))) {
    if (data === '') continue;
    files[`1 ${name}`] = cut(data, 0.4);
    files[`2 ${name}`] = cut(data, 0.83);
    if (typeof data === 'string') files[`3 ${name}`] = data.slice(Math.floor(data.length * 0.21));
  }
  const archive = zipOf(plantedFiles(canaries));
  files['cut.zip'] = cut(archive, 0.6);
  return files;
}

export function archivedFiles(canaries: Canaries): Files {
  const inner = zipOf({
    ...documents(canaries),
    [`passwd=${canaries.password('name in an archive')}\u001b[2K.txt`]: canaries.pem('inner archive'),
  });
  return {
    [`case_token_${canaries.token('name of an archive')}.zip`]: zipOf({
      ...plantedFiles(canaries),
      'inner.zip': inner,
    }),
  };
}

export function writeFiles(folder: string, files: Files): void {
  for (const [name, data] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), data);
  }
}
