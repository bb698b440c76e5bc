// What customers say in their own words is a symptom, and never a cause.
import { describe, expect, it } from 'vitest';
import { textPart, writeMail } from '../intake/write-mail.js';
import { reportOf } from './whole-case.js';

async function told(text: string, name = 'note.txt') {
  const { symptoms, findings } = await reportOf({ [name]: text });
  expect(findings.filter(({ verdict }) => verdict === 'fail' || verdict === 'pass')).toEqual([]);
  return symptoms.map(({ symptom }) => symptom);
}

describe('a symptom', () => {
  it.each([
    ['device-missing', 'The device is missing in XDR.'],
    ['device-missing', 'device does not show up in SSE'],
    [
      'device-missing',
      'Hi team,\n\nwe registered last week but our ESA is still not visible in the SSE portal.\nThanks',
    ],
    ['device-missing', 'We cannot see our appliance in Security Services Exchange.'],
    ['device-missing', 'In XDR the appliance no longer appears since Monday.'],
    ['device-missing', 'The device should appear in XDR, but it is not listed there.'],
    ['device-missing', 'Why is the ESA missing in the device list?'],
    ['device-missing', 'Das Gerät taucht in XDR nicht auf.'],
    ['device-missing', 'In SSE wird die Appliance nicht mehr angezeigt.'],
    ['device-missing', 'Leider fehlt unser ESA im SSE-Portal.'],
    ['device-missing', 'o dispositivo não aparece no XDR'],
    ['device-missing', 'Não conseguimos ver o appliance no portal SSE.'],
    ['device-missing', 'デバイスが XDR に表示されない'],
    ['device-missing', 'お世話になっております。アプライアンスがSSEポータルに表示されません。'],
    ['no-token-field', 'There is no field for the registration token on the page.'],
    ['no-token-field', 'The appliance never asks for the token.'],
    ['no-token-field', 'Auf der Seite gibt es kein Feld für das Token.'],
    ['no-token-field', 'A página não mostra o campo do token.'],
    ['no-token-field', '登録トークンの入力欄がありません。'],
    ['no-token-field', 'トークンの入力欄もありません。'],
    ['registration-fails', 'Registration of the ESA fails every time.'],
    ['registration-fails', 'We are unable to register the appliance.'],
    ['registration-fails', 'Die Registrierung schlägt immer wieder fehl.'],
    ['registration-fails', 'O registro falhou de novo.'],
    ['registration-fails', 'アプライアンスの登録に失敗します。'],
    ['dashboard-empty', 'The XDR dashboard is empty.'],
    ['dashboard-empty', 'When I open XDR, all tiles of Secure Email show no data.'],
    ['dashboard-empty', 'Wenn ich XDR öffne, ist das Dashboard leer.'],
    ['dashboard-empty', 'O painel do XDR está vazio.'],
    ['dashboard-empty', 'ダッシュボードにデータが表示されません。'],
    ['tile-error', 'The Secure Email tile shows an error.'],
    ['tile-error', 'Die Kachel zeigt einen Fehler.'],
    ['tile-error', 'O bloco do Secure Email mostra um erro.'],
    ['tile-error', 'No bloco há um erro.'],
    ['tile-error', 'タイルにエラーが表示されます。'],
    ['verification', 'The REST API is not green in Device Insights.'],
    ['verification', 'SYNC NOW does nothing.'],
    ['verification', 'Die REST-API ist nicht grün.'],
    ['verification', 'A conexão da API REST não está verde.'],
    ['verification', 'REST APIが緑になりません。'],
  ])('%s is told: %s', async (symptom, text) => {
    expect(await told(`${text}\n`)).toEqual([symptom]);
  });

  it('is told in a mail, over a wrapped line, and beside a session', async () => {
    const mail = writeMail(
      textPart(
        'Hello,\n\nafter the change of last week our Secure Email appliance is no\nlonger shown in XDR.\n\nRegards',
      ),
    );
    expect(await told(String(mail), 'mail.eml')).toEqual(['device-missing']);
    const session =
      'The device is missing in XDR.\n\nesa1.example.com> version\nVersion: 15.0.1-416\nesa1.example.com> \n';
    const { symptoms } = await reportOf({ 'session.txt': session });
    expect(symptoms.map(({ symptom }) => symptom)).toEqual(['device-missing']);
  });
});

describe('no symptom', () => {
  it.each([
    'The device no longer is missing in XDR.',
    'The device was missing in XDR. It appears again.',
    'The ESA was not visible in SSE, but it is now listed.',
    'The device was missing in XDR. We registered it once more. The problem is solved.',
    'The device is not missing in XDR.',
    'The dashboard was empty before but has data now.',
    'Please check whether the device is missing in XDR.',
    'If the device does not show up in SSE, enable Eventing.',
    'Is the device missing in XDR?',
    'The registration did not fail.',
    'Registration with Smart Licensing failed.',
    'There are no errors on the tile.',
    'The dashboard is not empty.',
    'Das Gerät fehlte in XDR, wird jetzt aber wieder angezeigt.',
    'Das Gerät wird jetzt in XDR angezeigt.',
    'Das Gerät fehlt nicht mehr in XDR.',
    'Falls das Gerät in XDR fehlt, melden Sie sich.',
    'Das Dashboard ist nicht leer.',
    'Die Registrierung schlug fehl. Das Problem ist behoben.',
    'O dispositivo não aparecia no XDR. Agora aparece.',
    'Verifique se o dispositivo não aparece no XDR.',
    'O painel não está vazio.',
    'デバイスは XDR に表示されるようになりました。',
    'デバイスがSSEに表示されない場合は、ご連絡ください。',
    'タイルにエラーはありません。',
    'In our lab the device is missing in XDR.',
  ])('is told: %s', async (text) => {
    expect(await told(`${text}\n`)).toEqual([]);
  });

  it('stands in the history of a mail, nor in a copy of the article', async () => {
    const before = 'Hello,\n\nthanks, we will look at it.\nPlease wait.\n\n';
    for (const history of [
      '> The device is missing in XDR.\n',
      'On Mon, Jan 6, 2025 at 10:00 AM Ana <ana@example.com> wrote:\nThe device is missing in XDR.\n',
      '-----Original Message-----\nThe device is missing in XDR.\n',
      'Von: Ana\nGesendet: Montag, 6. Januar 2025 10:00\n\nDas Gerät fehlt in XDR.\n',
    ])
      expect(await told(before + history)).toEqual([]);
    const headline = 'The Secure Email device is not shown in the XDR portal\n\n';
    expect(await told(`Components Used\n\n${headline}Nothing more.\n`)).toEqual([]);
    expect(await told(`${headline}If your device is not shown in SSE, make sure that Eventing is on.\n`)).toEqual([]);
    expect(await told(`${headline}The following helps.\n`)).toEqual(['device-missing']);
  });
});
