// What a name, a caption or a letter calls another state or another system decides nothing, and the report says so. Names of
// hosts and ordinary names are no such words.
import { describe, expect, it } from 'vitest';
import { filePart, multipart, textPart, writeMail } from '../intake/write-mail.js';
import { reportOf } from './whole-case.js';

const registered = 'The appliance is successfully registered with the Cisco Cloud Service portal.';
const page = `${[
  'Cloud Service Settings',
  'Cloud Services',
  'Threat Response: Enabled',
  'Edit Settings',
  'Cloud Services Settings',
  'Deregister',
].join('\n')}\n`;
const session = (answer: string) => `esa1.example.com> cloudserviceconfig\n${answer}\nesa1.example.com> \n`;

async function judged(files: Readonly<Record<string, string | Uint8Array>>) {
  const { findings, diagnostics } = await reportOf(files);
  const decided = findings.filter(({ ruleId }) => /^appliance\/(?:cloud-service|not-reg|registration-t)/.test(ruleId));
  const isDecided = decided.some(({ verdict }) => verdict === 'fail' || verdict === 'pass');
  return { isDecided, isTold: diagnostics.some(({ code }) => /^(?:named|sent)-elsewhere$/.test(code)) };
}
const open = { isDecided: false, isTold: true };
const shown = { isDecided: true, isTold: false };

describe('a name', () => {
  it.each([
    'expected-state.txt',
    'expectedState.txt',
    'how-it-should-look.png.txt',
    'should look.txt',
    'soll.txt',
    'Sollzustand_ESA.txt',
    'como-deveria-ser.txt',
    'estado_esperado.txt',
    'あるべき画面.txt',
    'other-customer/page.txt',
    'Anderer Kunde/page.txt',
    'outro_cliente/page.txt',
    '別のお客様/page.txt',
    'lab/page.txt',
    'lab2/page.txt',
    'esa-lab.txt',
    'wanted.txt',
    'ideal.txt',
    'Labor/page.txt',
    '検証環境/page.txt',
  ])('%s says that it is another state or system', async (name) => {
    expect(await judged({ [name]: page })).toEqual(open);
  });

  it.each([
    'page.txt',
    'lab-esa.example.com.txt',
    'esa.lab.example.com/page.txt',
    'label.txt',
    'collab-portal.txt',
    'unexpected-error.txt',
    'shoulder.txt',
    'healthy.txt',
    'customer/page.txt',
    'sollte2.example.com.txt',
    'elaboração.txt',
    'コラボ環境.txt',
  ])('%s says nothing', async (name) => {
    expect(await judged({ [name]: page })).toEqual(shown);
  });

  it('keeps a session and a configuration from deciding, too', async () => {
    expect(await judged({ 'lab/session.txt': session(registered) })).toEqual(open);
    expect(await judged({ 'session.txt': session(registered) })).toEqual(shown);
  });

  it('takes nothing from the same page under another name', async () => {
    expect((await judged({ 'a-expected.txt': page, 'page.txt': page })).isDecided).toBe(true);
  });
});

describe('a letter', () => {
  const mail = (letter: string) =>
    writeMail(multipart('mixed', [textPart(letter), filePart('page.txt', page, 'text/plain')]));

  it.each([
    'Hello,\n\nattached is how it should look.\n',
    'The attached page is from our lab.\n',
    'Attached you find a screenshot from\nanother customer.\n',
    'Im Anhang sehen Sie, wie es aussehen soll.\n',
    'Anbei ein Screenshot von einem anderen Kunden.\n',
    'Em anexo está como deveria ficar.\n',
    'O print em anexo é de outro cliente.\n',
    '添付はラボの画面です。\n',
    '添付ファイルは別のお客様のものです。\n',
  ])('says that what is attached is another state or system: %s', async (letter) => {
    expect(await judged({ 'mail.eml': mail(letter) })).toEqual(open);
  });

  it.each([
    'Attached is the page.\n',
    'Attached is the page, it should be complete.\n',
    'We followed the steps from the documentation; the page is attached.\n',
    'After the fix it still fails, see the attached page.\n',
    'The page is attached. In the lab it works.\n',
    'The attached page is not from our lab.\n',
    'Thanks.\n\n> The attached page is from our lab.\n',
    'Anbei die Seite. Sie sollte vollständig sein.\n',
    'Segue a página em anexo.\n',
    '画面を添付します。\n',
  ])('says nothing of the kind: %s', async (letter) => {
    expect(await judged({ 'mail.eml': mail(letter) })).toEqual(shown);
  });
});

describe('a caption', () => {
  it.each([
    'Lab',
    'Lab ESA:',
    'Healthy:',
    'Working system:',
    'Our lab',
    'From the documentation:',
    'What we want:',
    'Target picture',
    'After the fix:',
    'So soll es aussehen:',
    'Aus dem Handbuch',
    'Estado ideal',
    'Another customer',
    'Labor',
    'Funktionierendes Gerät',
    'Laboratório',
    'Outro cliente',
    'Expected here',
    'Erwartet hier',
    'ラボ',
    '正常:',
    '別のお客様',
  ])('%s keeps what stands below it from deciding', async (caption) => {
    expect((await judged({ 'a.txt': `${caption}\n${page}` })).isDecided).toBe(false);
    expect((await judged({ 'a.txt': `${caption}\n${session(registered)}` })).isDecided).toBe(false);
  });

  it.each(['ESA1', 'lab-esa.corp.test', 'Munich Lab', 'Cluster member', 'Healthy'])('%s does not', async (caption) => {
    expect((await judged({ 'a.txt': `${caption}\n${page}` })).isDecided).toBe(true);
  });

  it.each(['Lab: ', 'Healthy system. ', '… ', 'Working: ', 'Soll: ', 'Laboratório: ', '正常: '])(
    '%s before a sentence takes it from the appliance',
    async (before) => {
      expect((await judged({ 'a.txt': session(`${before}${registered}`) })).isDecided).toBe(false);
    },
  );
});
