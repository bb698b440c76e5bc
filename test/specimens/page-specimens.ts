// Synthetic page texts with known truth: pages × states × languages × the layouts that copying, text recognition and
// describing models leave. Scored as right, unsure (unknown, unread or only stated) and wrong; wrong must never happen.

import { portalSpecimens } from './portal-specimens.js';

export interface PageSpecimen {
  readonly kind: string;
  readonly name: string;
  readonly text: string;
  /** Fact → value. */
  readonly truth: Readonly<Record<string, string>>;
  /** Facts of which nothing may be known. */
  readonly never?: readonly string[];
}

export type Language = 'en' | 'pt' | 'de' | 'ja';
export type Field = readonly [label: string, value: string];
/** A page as its parts, before a layout makes text of it. */
export interface PagePlan {
  readonly heading: string;
  readonly banner?: string;
  readonly boxes: readonly {
    readonly heading: string;
    readonly fields: readonly Field[];
    readonly buttons: readonly string[];
  }[];
  readonly footer?: string;
}

export const languages: readonly Language[] = ['en', 'pt', 'de', 'ja'];
export const registrations = ['off', 'on-unregistered', 'rejected', 'busy', 'registered', 'on-uncommitted'] as const;
export type Registration = (typeof registrations)[number];

export const appliance = {
  en: {
    heading: 'Cloud Service Settings',
    boxes: ['Cloud Services', 'Cloud Services Settings'],
    labels: [
      'Cisco SecureX / Threat Response',
      'Cisco SecureX / Threat Response Server',
      'Connectivity',
      'Status',
      'Registration Token',
    ],
    on: 'Enabled',
    off: 'Disabled',
    buttons: { edit: 'Edit Settings', register: 'Register', deregister: 'Deregister', enable: 'Enable…' },
    rejected:
      'Error — The registration failed because of an invalid or expired token. Make sure that you use a valid token when registering your appliance with the Cisco Threat Response portal.',
    busy: 'The Cisco SecureX / Cloud Service is busy. Navigate back to this page after some time to check the appliance status.',
  },
  pt: {
    heading: 'Configurações do serviço em nuvem',
    boxes: ['Serviços em nuvem', 'Configurações de serviços em nuvem'],
    labels: [
      'Cisco XDR / Resposta a ameaças',
      'Cisco XDR / Servidor de resposta a ameaças',
      'Conectividade',
      'Status',
      'Token de registro',
    ],
    on: 'Habilitado',
    off: 'Desabilitado',
    buttons: {
      edit: 'Editar configurações',
      register: 'Registrar',
      deregister: 'Cancelar registro',
      enable: 'Habilitar…',
    },
    rejected:
      'Erro — Falha no registro devido a um token inválido ou expirado. Certifique-se de usar um token válido ao registrar seu dispositivo no portal Cisco Threat Response.',
    busy: 'O Cisco XDR / Serviço em nuvem está ocupado. Volte a esta página depois de algum tempo para verificar o status do dispositivo.',
  },
  de: {
    heading: 'Cloud-Service-Einstellungen',
    boxes: ['Cloud-Services', 'Cloud-Services-Einstellungen'],
    labels: [
      'Cisco XDR / Threat Response',
      'Cisco XDR / Threat Response-Server',
      'Konnektivität',
      'Status',
      'Registrierungstoken',
    ],
    on: 'Aktiviert',
    off: 'Deaktiviert',
    buttons: {
      edit: 'Einstellungen bearbeiten',
      register: 'Registrieren',
      deregister: 'Registrierung aufheben',
      enable: 'Aktivieren…',
    },
    rejected:
      'Fehler — Die Registrierung ist aufgrund eines ungültigen oder abgelaufenen Tokens fehlgeschlagen. Stellen Sie sicher, dass Sie ein gültiges Token verwenden, wenn Sie Ihre Appliance beim Cisco Threat Response-Portal registrieren.',
    busy: 'Der Cisco XDR / Cloud-Service ist ausgelastet. Kehren Sie nach einiger Zeit zu dieser Seite zurück, um den Status der Appliance zu überprüfen.',
  },
  ja: {
    heading: 'クラウドサービス設定',
    boxes: ['クラウドサービス', 'Cloud Servicesの設定'],
    labels: ['Cisco XDR / 脅威対応', 'Cisco XDR / Threat Responseサーバ', '接続', 'ステータス', '登録トークン'],
    on: '有効',
    off: '無効',
    buttons: { edit: '設定の編集', register: '登録', deregister: '登録解除', enable: '有効にする…' },
    rejected:
      'エラー — トークンが無効または期限切れのため、登録できませんでした。アプライアンスを登録するときは、有効なトークンを使用していることを確認してください。',
    busy: 'Cisco XDR / クラウドサービスはビジー状態です。しばらくしてからこのページに戻り、アプライアンスのステータスを確認してください。',
  },
} as const;

export const portal = {
  en: {
    box: 'Cloud Services for Example',
    labels: ['Cisco SecureX threat response', 'Eventing'],
    on: [
      'ON',
      'Enabled',
      '☑',
      '[x]',
      'A blue toggle switch is turned on. The description states: "It can be turned off later."',
    ],
    off: ['OFF', 'Disabled', '☐', '[ ]', 'A grey toggle switch is not turned on.'],
  },
  pt: {
    box: 'Serviços em nuvem de Example',
    labels: ['Resposta a ameaças XDR', 'Evento'],
    on: ['Ligado', 'Habilitado', '☑', '[x]', 'Um interruptor está ligado.'],
    off: ['Desligado', 'Não habilitado', '☐', '[ ]', 'Um interruptor está desligado.'],
  },
  de: {
    box: 'Cloud-Services für Example',
    labels: ['XDR Threat Response', 'Event-Services'],
    on: ['Ein', 'Aktiviert', '☑', '[x]', 'Ein blauer Schalter ist eingeschaltet.'],
    off: ['Aus', 'Nicht aktiviert', '☐', '[ ]', 'Ein grauer Schalter ist nicht eingeschaltet.'],
  },
  ja: {
    box: 'クラウドサービス',
    labels: ['XDR Threat Response', 'Eventサービス'],
    on: ['オン', '有効', '☑', '[x]', '青いトグルスイッチがオンになっています。'],
    off: ['オフ', '有効ではありません', '☐', '[ ]', 'トグルスイッチがオンになっていません。'],
  },
} as const;

export const apiBox = {
  en: {
    heading: 'Edit IP Interface',
    name: 'Name',
    box: 'AsyncOS API',
    http: 'AsyncOS API HTTP',
    https: 'AsyncOS API HTTPS',
  },
  pt: {
    heading: 'Editar interface IP',
    name: 'Nome',
    box: 'API do AsyncOS',
    http: 'API do AsyncOS HTTP',
    https: 'API do AsyncOS HTTPS',
  },
  de: {
    heading: 'IP-Schnittstelle bearbeiten',
    name: 'Schnittstellenname',
    box: 'AsyncOS-API',
    http: 'AsyncOS-API HTTP',
    https: 'AsyncOS-API HTTPS',
  },
  ja: {
    heading: 'IPインターフェイスの編集',
    name: 'インターフェイス名',
    box: 'AsyncOSのAPI',
    http: 'AsyncOS APIのHTTP',
    https: 'AsyncOS APIのHTTPS',
  },
} as const;

/** Layouts by name: what makes text of a page's parts. */
export const layouts: Readonly<Record<string, (page: PagePlan) => string>> = {
  copied: (page) =>
    lines(
      page,
      ([label, value]) => [`${label}:\t${value}`],
      (button) => button,
    ),
  inline: (page) =>
    lines(
      page,
      ([label, value]) => [`${label}: ${value}`],
      (button) => `[${button}]`,
    ),
  stacked: (page) =>
    lines(
      page,
      ([label, value]) => [`${label}:`, value],
      (button) => button,
    ),
  table: (page) =>
    lines(
      page,
      ([label, value]) => [`| ${label} | ${value} |`],
      (button) => `| [${button}](#) | |`,
    ),
  bullets: (page) =>
    lines(
      page,
      ([label, value]) => [`- **${label}**: ${value}`],
      (button) => `**${button}**`,
    ),
  html: (page) =>
    lines(
      page,
      ([label, value]) => [`<td>${label}:</td><td>${value}</td>`],
      (button) => `<a href="#">${button}</a>`,
    ),
  damaged: (page) =>
    layouts
      .copied?.(page)
      .replace(/ /g, '\u00a0')
      .replace(/:/g, '：')
      .replace(/([a-z])([a-z])/, '$1\u00ad$2') ?? '',
  windows: (page) => (layouts.inline?.(page) ?? '').replace(/\n/g, '\r\n'),
  gaps: (page) => (layouts.copied?.(page) ?? '').replace(/\n/g, '\n\n'),
};

function lines(page: PagePlan, field: (field: Field) => string[], button: (label: string) => string): string {
  const boxes = page.boxes.flatMap(({ heading, fields, buttons }) => [
    heading,
    ...fields.flatMap(field),
    ...buttons.map(button),
  ]);
  return `${[page.heading, page.banner, ...boxes, page.footer].filter((line) => line !== undefined).join('\n')}\n`;
}

/** Every specimen of every page. */
export function* pageSpecimens(): Generator<PageSpecimen> {
  for (const [layout, make] of Object.entries(layouts)) {
    for (const language of languages) {
      for (const registration of registrations) {
        const { text, truth } = applianceSpecimen(language, registration, make);
        yield { kind: 'appliance', name: `${layout} ${language} ${registration}`, text, truth };
      }
      yield* switchSpecimens(layout, language, make);
      yield* interfaceSpecimens(layout, language, make);
    }
  }
  yield* portalSpecimens(languages);
}

export function applianceSpecimen(language: Language, registration: Registration, make = layouts.copied): PageSpecimen {
  const { heading, boxes, labels, on, off, buttons, rejected, busy } = appliance[language];
  const [service, server, connectivity, status, token] = labels;
  const isOff = registration === 'off';
  const fields: Field[] = [[service, isOff ? off : on]];
  if (!isOff) fields.push([server, 'EUROPE (api.eu.sse.itd.cisco.com)'], [connectivity, 'Proxy Not In Use']);
  const second: Record<Registration, { fields: Field[]; buttons: string[] } | undefined> = {
    off: undefined,
    'on-unregistered': { fields: [[token, '']], buttons: [buttons.register] },
    rejected: { fields: [[token, '']], buttons: [buttons.register] },
    busy: { fields: [[status, busy]], buttons: [] },
    registered: { fields: [], buttons: [buttons.deregister] },
    'on-uncommitted': { fields: [], buttons: [] },
  };
  const settings = second[registration];
  const plan: PagePlan = {
    heading,
    ...(registration === 'rejected' && { banner: rejected }),
    boxes: [
      { heading: boxes[0], fields, buttons: [isOff ? buttons.enable : buttons.edit] },
      ...(settings ? [{ heading: boxes[1], ...settings }] : []),
    ],
    footer: 'Copyright © 2003-2026 Example',
  };
  const truth: Record<string, string> = {
    'appliance.cloud-service.state': isOff ? 'off' : 'on',
    'appliance.registration.state': registration,
    ...(!isOff && {
      'appliance.cloud-service.region': 'EU',
      'appliance.cloud-service.server': 'api.eu.sse.itd.cisco.com',
    }),
  };
  return { kind: 'appliance', name: `${language} ${registration}`, text: make?.(plan) ?? '', truth };
}

function* switchSpecimens(
  layout: string,
  language: Language,
  make: (page: PagePlan) => string,
): Generator<PageSpecimen> {
  const { box, labels, on, off } = portal[language];
  for (const [index, style] of on.entries()) {
    for (const [threat, events] of [
      [true, true],
      [true, false],
      [false, true],
      [false, false],
    ] as const) {
      const word = (isOn: boolean) => (isOn ? style : (off[index] ?? ''));
      const plan: PagePlan = {
        heading: 'Security Services Exchange',
        boxes: [
          {
            heading: box,
            fields: [
              [labels[0], word(threat)],
              [labels[1], word(events)],
            ],
            buttons: [],
          },
        ],
      };
      yield {
        kind: 'portal',
        name: `${layout} ${language} portal ${style} ${threat} ${events}`,
        text: `https://admin.eu.sse.itd.cisco.com/services\n${make(plan)}`,
        truth: {
          'sse.account.region': 'EU',
          'sse.service.threat-response': threat ? 'on' : 'off',
          'sse.service.eventing': events ? 'on' : 'off',
        },
      };
    }
  }
}

function* interfaceSpecimens(
  layout: string,
  language: Language,
  make: (page: PagePlan) => string,
): Generator<PageSpecimen> {
  const { heading, name, box, http, https } = apiBox[language];
  for (const [isHttp, isHttps] of [
    [true, true],
    [true, false],
    [false, true],
    [false, false],
  ] as const) {
    const plan: PagePlan = {
      heading: `${heading}\n${name}: Management`,
      boxes: [
        {
          heading: box,
          fields: [
            [http, isHttp ? '[x] 6080' : '[ ]'],
            [https, isHttps ? '☑ 6443' : '☐'],
          ],
          buttons: [],
        },
      ],
    };
    yield {
      kind: 'interface',
      name: `${layout} ${language} interface ${isHttp} ${isHttps}`,
      text: make(plan),
      truth: { 'interface.api.http': isHttp ? 'on' : 'off', 'interface.api.https': isHttps ? 'on' : 'off' },
    };
  }
}
