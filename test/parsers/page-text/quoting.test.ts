// Who speaks: a page, or somebody about a page. Synthetic texts of the shapes of articles, mails and notes.
import { describe, expect, it } from 'vitest';
import { readText, toldBy } from './reading.js';

const rejectedPage = [
  '### Cloud Service Settings',
  '',
  'Error — The registration failed because of an invalid or expired token. Make sure that you use a valid token when registering your appliance with the Cisco XDR portal.',
  '',
  'Cloud Services\t',
  'Threat Response:\tEnabled',
  '',
  '[Edit Settings](#)',
  '',
  'Cloud Services Settings\t',
  'Registration Token: ⓘ\t<input type="text"/> <a href="#">Register</a>',
];

const articles: Record<string, readonly string[]> = {
  en: [
    '# Troubleshoot the integration',
    '## Prerequisites',
    '- XDR',
    '- Security Services Exchange',
    'If your device is not shown in the portal, make sure that Threat Response and Eventing are enabled:',
    '## The registration failed because of an invalid or expired token',
    'If you see the message "The registration failed because of an invalid or expired token", create a new one:',
    ...rejectedPage,
    'If you use the cloud in Europe, create the token at https://admin.eu.sse.itd.cisco.com/',
    'For America use https://admin.sse.itd.cisco.com/',
    'Other examples are "There was a problem. Try again later." and E4017.',
  ],
  pt: [
    'Se o dispositivo não for mostrado, certifique-se de ter habilitado os serviços.',
    'Se você vir a mensagem "Falha no registro devido a um token inválido ou expirado", gere um novo token.',
    ...rejectedPage,
    'NOME: https://admin.sse.itd.cisco.com/',
    'UE: https://admin.eu.sse.itd.cisco.com/',
  ],
  de: [
    'Wenn das Gerät nicht angezeigt wird, stellen Sie sicher, dass die Dienste aktiviert sind.',
    ...rejectedPage,
    'Andere Beispiele sind "Es gab ein Problem. Versuchen Sie es später erneut." oder E4017.',
  ],
  ja: [
    'デバイスが表示されない場合は、サービスを有効にしてください。',
    ...rejectedPage,
    'トークンが正しいクラウドから生成されていることを確認してください。',
  ],
  // No word list covers this language; its sentences are enough.
  es: [
    'El dispositivo no aparece en el portal cuando los servicios en la nube no se han habilitado antes de registrarlo allí.',
    ...rejectedPage,
    'El token tiene una fecha de caducidad y se genera en el portal de la misma región que el servidor configurado.',
  ],
};

const trusts = async (text: string) =>
  new Set((await readText(text)).observations.map(({ evidence }) => evidence.trust));

describe('a text that talks about a page', () => {
  it.each(Object.entries(articles))('is stated as a whole: article in %s', async (_, lines) => {
    expect(await trusts(lines.join('\n'))).toEqual(new Set(['stated']));
  });

  it.each(Object.entries(articles))('stays stated when shortened: article in %s', async (_, lines) => {
    const half = Math.ceil(lines.length / 2);
    for (let from = 0; from + half <= lines.length; from++) {
      const part = lines.slice(from, from + half);
      const hasProse = part.some((line) => !rejectedPage.includes(line) && !/^[#-]/.test(line));
      if (hasProse) expect([...(await trusts(part.join('\n')))], `from ${from}`).not.toContain('shown');
    }
  });

  it.each([
    ['a mail', 'Hi team,\nsee below.\nThe registration failed because of an invalid or expired token.'],
    ['a quoted mail', '> The registration failed because of an invalid or expired token.'],
    ['mail headers', 'Subject: token\nThe registration failed because of an invalid or expired token.'],
    ['hearsay', 'The customer says the registration failed because of an invalid or expired token.'],
    ['quotation marks', '"There was a problem. Try again later."'],
    ['an article title', '## There was a problem. Try again later.'],
    ['a note below a page', `${rejectedPage.join('\n')}\nPlease tell us what to do.`],
    ['a Japanese quotation', 'エラーメッセージ「The registration failed because of an invalid or expired token」'],
  ])('is stated: %s', async (_, text) => {
    const seen = await trusts(text);
    expect(seen).toEqual(new Set(['stated']));
  });

  it('says once per page that it was taken for a quotation', async () => {
    const { notes } = await readText(`Please look:\n${rejectedPage.join('\n')}`);
    expect(notes.filter(({ code }) => code === 'page-quoted')).toEqual([
      { code: 'page-quoted', level: 'note', line: 1, arguments: { page: 'cloud-service-settings', line: 1 } },
    ]);
  });
});

describe('a text that shows a page', () => {
  it('is shown with one caption', async () => {
    expect(await trusts(`Screenshot 3\n${rejectedPage.join('\n')}\n`)).toEqual(new Set(['shown']));
  });

  it('is shown as a bare message', async () => {
    const { observations } = await readText(
      'There was a client error in the Secure Email module: E4017: Device is offline [409]\n',
    );
    const told = observations.map((one) => [one.fact, toldBy(one)]);
    expect(told).toContainEqual(['case.symptom.seen', 'tile-error']);
    expect(told).toContainEqual(['xdr.module.answer', 'offline']);
  });

  it('is shown when a model describes the picture', async () => {
    const { observations } = await readText(
      [
        "The screenshot shows the 'Security Services Exchange' interface. The 'Cloud Services' tab is selected. Under 'Cloud Services for Example', there are two service cards:",
        '',
        '- Cisco XDR threat response**: A grey toggle switch is turned off. The description states: "It can be turned on."',
        '- Eventing**: A green toggle switch is turned on. The description states: "Eventing allows you to collect and view events in the cloud."',
      ].join('\n'),
    );
    expect(Object.fromEntries(observations.map((one) => [one.fact, toldBy(one)]))).toMatchObject({
      'sse.service.threat-response': 'off',
      'sse.service.eventing': 'on',
      'sse.account.organization': 'Example',
    });
  });
});
