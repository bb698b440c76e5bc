// Articles, tickets, chats and mails around real page texts, in languages with and without words in the pack: they state, in
// whatever part of them; the page text alone shows. The texts are made up.
import { describe, expect, it } from 'vitest';
import { readText } from './reading.js';

const rejected = [
  'Cloud Service Settings',
  'Error — The registration failed because of an invalid or expired token.',
  'Cloud Services',
  'Threat Response: Enabled',
  'Cloud Services Settings',
  'Registration Token: Register',
];
const switches = [
  "The screenshot shows the 'Security Services Exchange' interface. Under 'Cloud Services for Example', there are two cards:",
  '- Cisco XDR threat response: A grey toggle switch is turned off.',
  '- Eventing: A green toggle switch is turned on.',
];
const tile = ['Incoming Mail', 'Secure Email', 'Last 24 Hours', 'There was a problem. Try again later.'];
const pages = { rejected, switches, tile };

const sentences: Record<string, readonly string[]> = {
  en: [
    'If the appliance does not ask for the token, commit the changes.',
    'Make sure that the token comes from the right cloud.',
    'You can select a wider time range.',
    'Verify if the device is still shown as registered.',
  ],
  pt: [
    'Se o dispositivo não for mostrado, habilite os serviços.',
    'Certifique-se de que o token seja da nuvem correta.',
    'Você pode selecionar um intervalo de tempo mais amplo.',
    'Verifique se o dispositivo ainda está registrado.',
  ],
  de: [
    'Wenn das Gerät fehlt, aktivieren Sie die Dienste.',
    'Stellen Sie sicher, dass das Token aus der richtigen Cloud kommt.',
    'Sie können eine größere Zeitspanne auswählen.',
    'Überprüfen Sie, ob das Gerät noch registriert ist.',
  ],
  ja: [
    'デバイスが表示されない場合は、サービスを有効にしてください。',
    'トークンが正しいクラウドのものであることを確認してください。',
    'より広い時間範囲を選択できます。',
    'デバイスがまだ登録されているか確認します。',
  ],
  fr: [
    "Si l'appareil n'apparaît pas, activez les services.",
    'Assurez-vous que le jeton provient du bon cloud.',
    'Vous pouvez sélectionner une plage de temps plus large.',
    "Vérifiez si l'appareil est toujours enregistré.",
  ],
  es: [
    'Si el dispositivo no aparece, habilite los servicios.',
    'Asegúrese de que el token sea de la nube correcta.',
    'Puede seleccionar un intervalo de tiempo más amplio.',
    'Verifique si el dispositivo sigue registrado.',
  ],
  it: [
    'Se il dispositivo non compare, abilitare i servizi.',
    'Assicurarsi che il token provenga dal cloud corretto.',
    'È possibile selezionare un intervallo di tempo più ampio.',
    'Verificare se il dispositivo è ancora registrato.',
  ],
  zh: [
    '如果设备未显示，请启用这些服务。',
    '请确保令牌来自正确的云。',
    '您可以选择更宽的时间范围。',
    '检查设备是否仍显示为已注册。',
  ],
  ko: [
    '장치가 표시되지 않으면 서비스를 활성화하십시오.',
    '토큰이 올바른 클라우드에서 생성되었는지 확인하십시오.',
    '더 넓은 시간 범위를 선택할 수 있습니다.',
    '장치가 아직 등록되어 있는지 확인하십시오.',
  ],
};

const shown = async (lines: readonly string[], end = '\n') =>
  (await readText(lines.join('\n') + end)).observations.filter(({ evidence }) => evidence.trust !== 'stated');

describe.each(Object.entries(pages))('the page text %s', (_, page) => {
  it('shows when it stands alone', async () => {
    expect((await shown(page)).length).toBeGreaterThan(0);
  });

  it.each(Object.entries(sentences))('only states in an article in %s, however short', async (_, all) => {
    for (const sentence of all) {
      for (const gap of [[], ['']]) {
        expect(await shown([sentence, ...gap, ...page]), `above: ${sentence}`).toEqual([]);
        expect(await shown([...page, ...gap, sentence]), `below: ${sentence}`).toEqual([]);
      }
    }
  });

  it.each([
    ['a ticket', ['Customer says:', ...page]],
    ['a ticket in German', ['Kunde sagt:', ...page]],
    [
      'a ticket with a problem',
      ['Problem description', 'The customer reports that registration does not work.', ...page],
    ],
    ['a chat', ['[10:02] Ana: hello', '[10:03] Ben: what do you see', ...page, '[10:05] Ana: this']],
    ['a chat without brackets', ['10:02 Ana', 'It shows this', ...page, '10:03 Ben', 'Which one?']],
    ['a chat with names', ['<ana> see here', ...page, '<ben> ok']],
    ['a question', [...page, 'Which browser is it?']],
    ['a quoted mail', page.map((line) => `> ${line}`)],
    ['a mail', ['From: ana@example.com', 'Subject: token', '', ...page]],
    ['a forwarded mail', ['-----Original Message-----', ...page]],
    ['a forwarded mail in German', ['-----Ursprüngliche Nachricht-----', ...page]],
    ['a reply', ['On Mon, Nov 23, 2026 at 9:14 AM Ana Example wrote:', ...page]],
    ['a reply in Portuguese', ['Em seg., 23 de nov. de 2026 às 09:14, Ana Example escreveu:', ...page]],
    ['a note', ['Expected result:', ...page]],
    ['an example', ['Example output:', ...page]],
    [
      'documentation of regions',
      ['NAM: https://admin.sse.itd.cisco.com', 'EU: https://admin.eu.sse.itd.cisco.com', ...page],
    ],
    ['a numbered guide', ['1. Open the page', '2. Click Edit Settings', ...page]],
    ['code fences in a guide', ['Steps to reproduce', '```', ...page, '```']],
  ])('only states in %s', async (_, lines) => {
    expect(await shown(lines)).toEqual([]);
  });

  it.each([
    ['a caption', ['Screenshot 3', ...page]],
    ['a caption below', [...page, 'Figure 2']],
    ['a time', ['Captured: 2026-11-20 09:14 UTC', ...page]],
    ['fences', ['```', ...page, '```']],
    ['a name of a file', ['page-1.png', ...page]],
    ['blank lines', ['', ...page.flatMap((line) => [line, ''])]],
  ])('shows with %s', async (_, lines) => {
    expect((await shown(lines)).length).toBeGreaterThan(0);
  });
});
