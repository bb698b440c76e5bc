// Synthetic texts of the portals' pages with known truth: tiles, modules, sources, devices and hosts, in the forms that
// people copy, photograph and write them in. Knows nothing of the pack: the words stand here again.
import type { PageSpecimen } from './page-specimens.js';

type Language = 'en' | 'pt' | 'de' | 'ja';

export const words = {
  en: {
    title: 'Title',
    module: 'Module',
    range: 'Time range',
    message: 'Message',
    empty: ['No data', 'No data available', 'The tile is empty.'],
    data: ['Shows data', 'Data is displayed'],
    ranges: ['Last Hour', 'Last 24 Hours', 'Last 7 Days', 'Last 30 Days', 'Last 60 Days', 'Last 90 Days'],
    offline: 'There was a client error in the Secure Email module: E4017: Device is offline [409]',
    later: 'There was a problem. Try again later.',
    unexpected: 'There was an unexpected error in the Secure Email module',
    enabled: 'Enabled',
    status: 'Status',
    yes: 'Yes',
    no: 'No',
    ok: 'OK',
    error: 'Error',
    source: 'Source',
    api: 'REST API',
    connected: ['Connected', 'green', 'connected (green)'],
    failed: ['Failed', 'red', 'not connected'],
    mail: 'Incoming Mail Summary',
  },
  pt: {
    title: 'Título',
    module: 'Módulo',
    range: 'Período',
    message: 'Mensagem',
    empty: ['Sem dados', 'Nenhum dado disponível', 'O bloco está vazio.'],
    data: ['Mostra dados', 'Com dados'],
    ranges: [
      'Última Hora',
      'Últimas 24 Horas',
      'Últimos 7 Dias',
      'Últimos 30 Dias',
      'Últimos 60 Dias',
      'Últimos 90 Dias',
    ],
    offline: 'Houve um erro de cliente no módulo de e-mail seguro: E4017: o dispositivo está off-line [409]',
    later: 'Houve um problema. Tente novamente mais tarde.',
    unexpected: 'Ocorreu um erro inesperado no módulo Secure Email',
    enabled: 'Habilitado',
    status: 'Status',
    yes: 'Sim',
    no: 'Não',
    ok: 'OK',
    error: 'Erro',
    source: 'Fonte',
    api: 'API REST',
    connected: ['Conectada', 'verde'],
    failed: ['Não conectada', 'vermelho'],
    mail: 'Resumo dos e-mails recebidos',
  },
  de: {
    title: 'Titel',
    module: 'Modul',
    range: 'Zeitraum',
    message: 'Meldung',
    empty: ['Keine Daten', 'Keine Daten verfügbar', 'Die Kachel ist leer.'],
    data: ['Zeigt Daten', 'Daten werden angezeigt'],
    ranges: [
      'Letzte Stunde',
      'Letzte 24 Stunden',
      'Letzte 7 Tage',
      'Letzte 30 Tage',
      'Letzte 60 Tage',
      'Letzte 90 Tage',
    ],
    offline: 'Es gab einen Client-Fehler im Secure Email-Modul: E4017: Gerät ist offline [409]',
    later: 'Es gab ein Problem. Versuchen Sie es später erneut.',
    unexpected: 'Es gab einen unerwarteten Fehler auf dem sicheren E-Mail-Modul',
    enabled: 'Aktiviert',
    status: 'Status',
    yes: 'Ja',
    no: 'Nein',
    ok: 'OK',
    error: 'Fehler',
    source: 'Quelle',
    api: 'REST-API',
    connected: ['Verbunden', 'grün'],
    failed: ['Nicht verbunden', 'rot'],
    mail: 'Eingehende E-Mails',
  },
  ja: {
    title: 'タイトル',
    module: 'モジュール',
    range: '時間範囲',
    message: 'メッセージ',
    empty: ['データなし', 'データがありません', 'タイルは空です。'],
    data: ['データあり', 'データが表示されています'],
    ranges: ['過去1時間', '過去24時間', '過去7日', '過去30日', '過去60日', '過去90日'],
    offline: 'Secure Emailモジュールでクライアントエラーが発生しました: E4017: デバイスはオフラインです [409]',
    later: '問題が発生しました。後でもう一度お試しください。',
    unexpected: 'Secure Emailモジュールで予期しないエラーが発生しました',
    enabled: '有効',
    status: 'ステータス',
    yes: 'はい',
    no: 'いいえ',
    ok: '正常',
    error: 'エラー',
    source: 'ソース',
    api: 'REST API',
    connected: ['接続済み', '緑'],
    failed: ['接続されていません', '赤'],
    mail: '受信メールの概要',
  },
} as const;

const periods = ['last_hour', 'last_24_hours', 'last_7_days', 'last_30_days', 'last_60_days', 'last_90_days'];
type Fields = readonly (readonly [label: string, value: string])[];

/** Forms of a card: with labels as text, as a list, as a table, below each other; and without labels, as a picture has it. */
export const forms: Readonly<Record<string, (fields: Fields) => string>> = {
  labelled: (fields) => fields.map(([label, value]) => `${label}: ${value}`).join('\n'),
  bullets: (fields) => fields.map(([label, value]) => `- **${label}**: ${value}`).join('\n'),
  table: (fields) => fields.map(([label, value]) => `| ${label} | ${value} |`).join('\n'),
  tabs: (fields) => fields.map(([label, value]) => `${label}:\t${value}`).join('\n'),
  stacked: (fields) => fields.map(([label, value]) => `${label}:\n${value}`).join('\n'),
  gaps: (fields) => fields.map(([label, value]) => `${label}: ${value}`).join('\n\n'),
  windows: (fields) => fields.map(([label, value]) => `${label}: ${value}`).join('\r\n'),
};

export function* portalSpecimens(languages: readonly Language[]): Generator<PageSpecimen> {
  for (const language of languages) {
    yield* tiles(language);
    yield* modules(language);
    yield* sources(language);
  }
  yield* devices();
  yield* hostAnswers();
}

function* tiles(language: Language): Generator<PageSpecimen> {
  const w = words[language];
  const make = { ...forms, bare: (fields: Fields) => fields.map(([, value]) => value).join('\n') };
  for (const [form, text] of Object.entries(make)) {
    for (const [at, period] of periods.entries()) {
      const tile = (range: string, says: string) =>
        text([
          [w.title, w.mail],
          [w.module, 'Secure Email'],
          [w.range, range],
          [w.message, says],
        ]);
      const range = w.ranges[at] ?? '';
      const names = { 'xdr.module.kind': 'secure-email', 'xdr.tile.range': period };
      for (const empty of w.empty) {
        yield {
          kind: 'tile',
          name: `${form} ${language} tile ${period} ${empty}`,
          text: `${tile(range, empty)}\n`,
          truth: { ...names, 'xdr.tile.answer': 'empty', 'xdr.tile.empty-range': period },
          never: ['xdr.tile.filled-range'],
        };
      }
      for (const data of w.data) {
        yield {
          kind: 'tile',
          name: `${form} ${language} tile ${period} ${data}`,
          text: `${tile(range, data)}\n`,
          truth: { ...names, 'xdr.tile.answer': 'data', 'xdr.tile.filled-range': period },
          never: ['xdr.tile.empty-range'],
        };
      }
      for (const [says, truth] of [
        [w.offline, { 'xdr.module.answer': 'offline', 'xdr.tile.answer': 'error' }],
        [w.later, { 'xdr.tile.answer': 'try-later' }],
        [w.unexpected, { 'xdr.tile.answer': 'unexpected-error' }],
      ] as const) {
        yield {
          kind: 'tile',
          name: `${form} ${language} tile ${period} ${says}`,
          text: `${tile(range, says)}\n`,
          truth: { ...names, ...truth },
          never: ['xdr.tile.empty-range', 'xdr.tile.filled-range'],
        };
      }
    }
    const [short, wide] = [w.ranges[1], w.ranges[5]];
    const both = [short, wide].map((range, at) =>
      text([
        [w.title, w.mail],
        [w.module, 'Secure Email'],
        [w.range, range],
        [w.message, (at === 0 ? w.empty : w.data)[0]],
      ]),
    );
    yield {
      kind: 'tile',
      name: `${form} ${language} tile twice`,
      text: `${both.join('\n\n')}\n`,
      truth: { 'xdr.tile.empty-range': 'last_24_hours', 'xdr.tile.filled-range': 'last_90_days' },
    };
  }
}

function* modules(language: Language): Generator<PageSpecimen> {
  const w = words[language];
  for (const [isOn, isWell] of [
    [true, true],
    [true, false],
    [false, true],
    [false, false],
  ]) {
    const [enabled, health] = [isOn ? w.yes : w.no, isWell ? w.ok : w.error];
    const truth = {
      'xdr.module.enabled': String(isOn),
      'xdr.module.health': isWell ? 'ok' : 'error',
      'xdr.module.kind': 'secure-email',
    };
    for (const [form, make] of Object.entries(forms)) {
      const card = make([
        [w.module, 'Secure Email Appliance'],
        [w.enabled, enabled],
        [w.status, health],
      ]);
      const name = `${form} ${language} module ${isOn} ${isWell}`;
      yield { kind: 'module', name, text: `${card}\n`, truth };
      yield { kind: 'module', name: `${name} headed`, text: `Administration > Integrations\n${card}\n`, truth };
    }
    const rows = [
      ['Name', w.status, w.enabled],
      ['Secure Email Appliance', health, enabled],
    ];
    for (const [form, mark] of [
      ['tab', '\t'],
      ['bar', ' | '],
      ['wide', '      '],
    ]) {
      const text = `Integrations\n${rows.map((row) => row.join(mark)).join('\n')}\n`;
      yield { kind: 'module', name: `${form} ${language} module table ${isOn} ${isWell}`, text, truth };
    }
  }
}

function* sources(language: Language): Generator<PageSpecimen> {
  const w = words[language];
  for (const [form, make] of Object.entries(forms)) {
    for (const [state, all] of [
      ['connected', w.connected],
      ['failed', w.failed],
    ] as const) {
      for (const says of all) {
        const card = make([
          [w.source, 'Secure Email'],
          [w.api, says],
        ]);
        const truth = { 'xdr.insights-source.connection': state };
        const name = `${form} ${language} source ${says}`;
        yield { kind: 'source', name, text: `${card}\nSYNC NOW\n`, truth };
        yield { kind: 'source', name: `${name} headed`, text: `Device Insights > Sources\n${card}\n`, truth };
      }
    }
  }
}

function* devices(): Generator<PageSpecimen> {
  const rows = (mark: string) =>
    [
      ['Name', 'Type', 'Version', 'Status', 'Description'],
      ['esa1.example.com', 'ESA', '15.0.1-416', 'Registered', '192.0.2.1'],
    ]
      .map((row) => row.join(mark))
      .join('\n');
  const truth = { 'sse.device.status': 'registered', 'sse.device.version': '15.0.1-416' };
  for (const mark of ['\t', ' | ', '    ']) {
    const text = `https://admin.eu.sse.itd.cisco.com/\nSecurity Services Exchange\nDevices\nCloud Services\n${rows(mark)}\n`;
    yield { kind: 'device', name: `devices ${JSON.stringify(mark)}`, text, truth };
  }
  const row = 'admin.eu.sse.itd.cisco.com\nesa1, Secure Email Appliance, 15.0.1-416, Registered\n';
  yield { kind: 'device', name: 'devices in one line', text: row, truth };
}

function* hostAnswers(): Generator<PageSpecimen> {
  const hosts = {
    NAM: ['xdr.us.security.cisco.com', 'admin.sse.itd.cisco.com', 'api-sse.cisco.com'],
    EU: ['xdr.eu.security.cisco.com', 'admin.eu.sse.itd.cisco.com', 'api.eu.sse.itd.cisco.com'],
    APJC: ['xdr.apjc.security.cisco.com', 'admin.apj.sse.itd.cisco.com', 'api.apj.sse.itd.cisco.com'],
  };
  const styles: readonly ((host: string, at: number) => string)[] = [
    (host) => host,
    (host) => `https://${host}/`,
    (host, at) => `${['XDR', 'SSE', 'Server'][at]}: ${host}`,
    (host, at) => `- **${['XDR portal', 'SSE portal', 'Appliance'][at]}**: ${host}`,
    (host, at) => `${['XDR', 'SSE', 'Server of the appliance'][at]} = ${at === 2 ? `EUROPE (${host})` : host}`,
    (host, at) => `| ${['XDR', 'SSE', 'Server'][at]} | ${host} |`,
  ];
  const all = Object.entries(hosts);
  for (const [index, style] of styles.entries()) {
    for (const [xdr, [first = '']] of all) {
      for (const [sse, [, second = '']] of all) {
        for (const [own, [, , third = '']] of all) {
          yield {
            kind: 'hosts',
            name: `hosts ${index} ${xdr} ${sse} ${own}`,
            text: `${[first, second, third].map(style).join('\n')}\n`,
            truth: { 'case.xdr.region': xdr, 'case.sse.region': sse, 'appliance.cloud-service.region': own },
          };
        }
      }
    }
  }
}
