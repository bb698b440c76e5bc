// Synthetic sessions of the appliance's command line with known truth: appliances × prompts × what was asked and done ×
// how terminals, loggers, pagers and mails leave a session. Own wordings, drawn by a seeded generator; nothing here comes
// from the rules or the parser.

export interface SessionSpecimen {
  readonly name: string;
  readonly text: string;
  /** Per host: fact (an interface's name behind `@`) → value; `?` where nothing may be known. */
  readonly truth: Readonly<Record<string, Truth>>;
}

export type Truth = Readonly<Record<string, string>>;

interface Appliance {
  readonly host: string;
  readonly serial: string;
  readonly model: string;
  readonly product: string;
  readonly version: string;
}

type Ask = (prompt: string, typed: string) => string;

/** Part of a session: its text behind the given prompt, and what it makes true. */
interface Scene {
  readonly name: string;
  readonly text: (ask: Ask, appliance: Appliance) => string;
  readonly truth: (appliance: Appliance) => Truth;
}

export type Damage = (text: string, next: () => number) => string;

/** A seeded source of numbers from 0 to 1. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

function pick<T>(all: readonly T[], next: () => number): T {
  return all[Math.floor(next() * all.length)] as T;
}

const names = ['mail', 'esa1', 'esa2', 'mx-3', 'gw01', 'smtp.out', 'sma1'];
const domains = ['example.com', 'example.net', 'lab.example.org', 'rs1234-01.iphmx.com'];
const releases = [
  '11.0.3-238',
  '12.5.3-041',
  '13.0.0-392',
  '13.5.1-277',
  '14.2.0-620',
  '15.0.1-416',
  '15.5.2-018',
  '16.0.0-054',
];
const models: readonly (readonly [string, string])[] = [
  ['C100V', 'Cisco C100V Email Security Virtual Appliance'],
  ['C690', 'Cisco C690 Email Security Appliance'],
  ['C600V', 'Cisco C600V Secure Email Gateway Virtual'],
  ['M600V', 'Cisco M600V Secure Email and Web Manager'],
];

function applianceOf(next: () => number, at: number): Appliance {
  const [model, product] = pick(models, next);
  const hex = (length: number) => Array.from({ length }, () => pick([...'0123456789ABCDEF'], next)).join('');
  return {
    host: `${names[at % names.length]}.${pick(domains, next)}`,
    serial: `${hex(20)}-${hex(12)}`,
    model,
    product,
    version: pick(releases, next),
  };
}

const prompts: Readonly<Record<string, (host: string) => string>> = {
  plain: (host) => `${host}> `,
  brackets: (host) => `(${host})> `,
  machine: (host) => `(Machine ${host})> `,
  both: (host) => `${host} (Machine ${host})> `,
};

const cloudCommand = ({ version }: Appliance) =>
  /^1[12]\./.test(version)
    ? 'threatresponseconfig'
    : /^13\.0/.test(version)
      ? 'threatresponseconfig'
      : 'cloudserviceconfig';

const comment = '\nPlease enter some comments describing your changes:\n[]> change 4711\n';
const rollback = '\nDo you want to save the current configuration for rollback? [Y]>\n';
const done = '\nChanges committed: Fri Nov 20 09:05:00 2026 GMT\n';
const commit = (ask: Ask) => `${ask('commit', '')}${comment}${rollback}${done}`;

const version: Scene = {
  name: 'version',
  text: (ask, { product, model, version: release, serial }) =>
    `${ask('version', '')}\nCurrent Version\n===============\nProduct: ${product}\nModel: ${model}\nVersion: ${release}\nBuild Date: 2023-06-01\nInstall Date: 2025-02-11 10:22:07\nSerial #: ${serial}\nBIOS: 6.00\nCPUs: 2 expected, 8 allocated\n\n`,
  truth: ({ product, model, version: release, serial }) => ({
    'appliance.identity.product': product,
    'appliance.identity.model': model,
    'appliance.identity.version': release,
    'appliance.identity.serial': serial,
  }),
};

export const menu = (...entries: readonly string[]) =>
  `\nChoose the operation you want to perform:\n${entries.map((one) => `- ${one}\n`).join('')}[]> `;
export const disable = 'DISABLE - To disable the Cisco Cloud Service on your appliance.';
export const enable = 'ENABLE - To enable the Cisco Cloud Service on your appliance.';
export const register = 'REGISTER - To register the appliance with the Cisco Cloud Service portal.';
export const deregister = 'DEREGISTER - To deregister the appliance from the Cisco Cloud Service portal.';
const settrs = 'SETTRS - To set the Cisco Secure Cloud Server.';

const registered = 'The appliance is successfully registered with the Cisco Cloud Service portal.\n';
const rejected =
  'The registration failed because of an invalid or expired token key. Use a valid token key and try again.\n';
const busy = 'The Cisco Cloud Service is busy. Try again after some time.\n';
export const off = 'The Cisco Cloud Service is currently disabled on your appliance.\n';
export const on = 'The Cisco Cloud Service is currently enabled on your appliance.\n';
export const token =
  '\nEnter a registration token key to register your appliance with the Cisco Cloud Service portal.\n[]> 0a1b2c3d4e5f60718293a4b5c6d7e8f9\n\nRegistering\n';
export const servers =
  '\nAvailable list of Cisco Secure Cloud Servers:\n1. AMERICAS (api-sse.cisco.com)\n2. APJC (api.apj.sse.itd.cisco.com)\n3. EUROPE (api.eu.sse.itd.cisco.com)\nEnter Cisco Secure Cloud Server to connect to the Cisco Cloud Service:\n[]> 3\n';

const state = 'appliance.registration.state';
const service = 'appliance.cloud-service.state';

function cloud(name: string, text: (ask: Ask, command: string) => string, truth: Truth): Scene {
  return { name, text: (ask, appliance) => text(ask, cloudCommand(appliance)), truth: () => truth };
}

const clouds: readonly Scene[] = [
  cloud('registered', (ask, c) => `${ask(c, '')}\n${registered}${menu(deregister, disable, settrs)}\n\n`, {
    [state]: 'registered',
    [service]: 'on',
  }),
  cloud('busy', (ask, c) => `${ask(c, '')}\n${busy}\n`, { [state]: 'busy', [service]: '?' }),
  cloud('disabled', (ask, c) => `${ask(c, '')}\n${off}${menu(enable)}\n\n`, { [state]: 'off', [service]: 'off' }),
  cloud('only menus', (ask, c) => `${ask(c, '')}${menu(deregister, disable, settrs)}\n\n`, {
    [state]: '?',
    [service]: '?',
  }),
  cloud('unknown command', (ask, c) => `${ask(c, '')}\nUnknown command or missing feature key: ${c}\n`, {
    [state]: '?',
    [service]: '?',
  }),
  cloud(
    'rejected',
    (ask, c) =>
      `${ask(c, '')}${menu(register, disable, settrs)}register\n${token}${rejected}${menu(register, disable)}\n\n`,
    { [state]: 'rejected' },
  ),
  cloud(
    'rejected, then registered',
    (ask, c) =>
      `${ask(c, '')}${menu(register)}register\n${token}${rejected}${menu(register)}register\n${token}${registered}${menu(deregister)}\n\n`,
    { [state]: 'registered' },
  ),
  cloud(
    'registered, then deregistered',
    (ask, c) =>
      `${ask(c, '')}\n${registered}${menu(deregister, disable)}deregister\n\nDo you want to deregister your appliance? [N]> y\n\nDone.\n\n`,
    { [state]: '?' },
  ),
  cloud(
    'rejected, then tried again',
    (ask, c) => `${ask(c, '')}${menu(register)}register\n${token}${rejected}${menu(register)}register\n${token}\n`,
    { [state]: '?' },
  ),
  cloud('enabled, not committed', (ask, c) => `${ask(c, '')}\n${off}${menu(enable)}enable\n\n${on}${servers}\n\n`, {
    [state]: 'on-uncommitted',
    [service]: '?',
  }),
  cloud(
    'enabled, committed',
    (ask, c) => `${ask(c, '')}\n${off}${menu(enable)}enable\n\n${on}${servers}\n\n${commit(ask)}`,
    { [state]: '?', [service]: 'on' },
  ),
  cloud(
    'enabled, commit left',
    (ask, c) =>
      `${ask(c, '')}\n${off}${menu(enable)}enable\n\n${on}${servers}\n\n${ask('commit', '')}\nPlease enter some comments describing your changes:\n[]> ^C\n`,
    { [state]: 'on-uncommitted', [service]: '?' },
  ),
  cloud('disabled, not committed', (ask, c) => `${ask(c, '')}\n${on}${menu(disable)}disable\n\n${off}\n`, {
    [service]: '?',
    [state]: '?',
  }),
  cloud('disabled, committed', (ask, c) => `${ask(c, '')}\n${on}${menu(disable)}disable\n\n${off}\n${commit(ask)}`, {
    [service]: 'off',
    [state]: 'off',
  }),
  {
    name: 'manager, enabled',
    text: (ask) =>
      `${ask('generalconfig', '')}${menu('SECUREX - Configure Cisco SecureX / Threat Response.')}securex\n\nCisco SecureX / Threat Response feature is currently enabled.\nWould you like to disable Cisco SecureX / Threat Response feature? [N]>\n\n`,
    truth: () => ({ [service]: 'on' }),
  },
  {
    name: 'manager, disabled',
    text: (ask) =>
      `${ask('threatresponseconfig', '')}\nCisco SecureX / Threat Response feature is currently disabled.\nWould you like to enable Cisco SecureX / Threat Response feature? [Y]> n\n\n`,
    truth: () => ({ [service]: 'off', [state]: 'off' }),
  },
];

const lists = (appliance: Appliance) =>
  `\nCurrently configured interfaces:\n1. Data 1 (198.51.100.7/24 on Data 1: mx.example.com)\n2. Management (192.0.2.10/24 on Management: ${appliance.host})\n`;
const operations = menu(
  'NEW - Create a new interface.',
  'EDIT - Modify an interface.',
  'GROUPS - Define interface groups.',
  'DELETE - Remove an interface.',
);

interface Edit {
  readonly name: string;
  readonly interface: 'Management' | 'Data 1';
  /** Default and what was typed. */
  readonly http: readonly [string, string];
  readonly https: readonly [string, string];
  readonly end: 'commit' | 'nothing' | 'leave' | 'nothing to commit' | 'clear';
  readonly truth: readonly [http: string, https: string];
}

const edits: readonly Edit[] = [
  {
    name: 'both on',
    interface: 'Management',
    http: ['N', 'y'],
    https: ['N', 'Y'],
    end: 'commit',
    truth: ['on', 'on'],
  },
  {
    name: 'both off',
    interface: 'Management',
    http: ['Y', 'n'],
    https: ['Y', 'no'],
    end: 'commit',
    truth: ['off', 'off'],
  },
  {
    name: 'by default',
    interface: 'Management',
    http: ['Y', ''],
    https: ['N', ''],
    end: 'commit',
    truth: ['on', 'off'],
  },
  {
    name: 'mixed',
    interface: 'Management',
    http: ['N', ''],
    https: ['N', 'yes'],
    end: 'commit',
    truth: ['off', 'on'],
  },
  {
    name: 'not committed',
    interface: 'Management',
    http: ['N', 'y'],
    https: ['N', 'y'],
    end: 'nothing',
    truth: ['?', '?'],
  },
  {
    name: 'thrown away',
    interface: 'Management',
    http: ['N', 'y'],
    https: ['N', 'y'],
    end: 'clear',
    truth: ['?', '?'],
  },
  { name: 'left', interface: 'Management', http: ['N', 'y'], https: ['N', '^C'], end: 'leave', truth: ['?', '?'] },
  {
    name: 'looked at',
    interface: 'Management',
    http: ['Y', ''],
    https: ['Y', ''],
    end: 'nothing to commit',
    truth: ['on', 'on'],
  },
  {
    name: 'data interface',
    interface: 'Data 1',
    http: ['N', 'y'],
    https: ['N', 'n'],
    end: 'commit',
    truth: ['on', 'off'],
  },
];

function editScene({ name, interface: of, http, https, end, truth }: Edit): Scene {
  const port = (service: string, number: number, [fallback, typed]: readonly [string, string]) =>
    /^y/i.test(typed || fallback) ? `\nWhich port do you want to use for AsyncOS API ${service}?\n[${number}]>\n` : '';
  const yesNo = (service: string, [fallback, typed]: readonly [string, string]) =>
    `\nDo you want to enable AsyncOS API ${service} on this interface? [${fallback}]> ${typed}\n`;
  return {
    name: `interface, ${name}`,
    text: (ask, appliance) => {
      const head = `${ask('interfaceconfig', '')}${lists(appliance)}${operations}edit\n\nEnter the number of the interface you wish to edit.\n[]> ${of === 'Management' ? 2 : 1}\n`;
      const identity = `\nIP interface name (Ex: "InternalNet"):\n[${of}]>\n\nWould you like to configure an IPv4 address for this interface (y/n)? [Y]>\n\nEthernet interface:\n1. Data 1\n2. Management\n[${of === 'Management' ? 2 : 1}]>\n\nHostname:\n[${appliance.host}]>\n\nDo you want to enable SSH on this interface? [Y]>\n\nDo you want to enable HTTPS on this interface? [Y]> y\n`;
      const api = `${yesNo('HTTP', http)}${port('HTTP', 6080, http)}${yesNo('HTTPS', https)}`;
      if (end === 'leave') return `${head}${identity}${api}`;
      const all = `${head}${identity}${api}${port('HTTPS', 6443, https)}${lists(appliance)}${operations}\n\n`;
      if (end === 'commit') return `${all}${commit(ask)}`;
      if (end === 'nothing to commit') return `${all}${ask('commit', '')}\nThere is no data to commit.\n`;
      if (end === 'clear') {
        return `${all}${ask('clear', '')}\nAre you sure you want to clear all changes since the last commit? [Y]>\n\nAll changes were cleared.\n${commit(ask)}`;
      }
      return all;
    },
    truth: () => ({ [`interface.api.http@${of}`]: truth[0], [`interface.api.https@${of}`]: truth[1] }),
  };
}

/** Commands that say nothing on the integration, however much they sound like it. */
const others: readonly Scene[] = [
  {
    name: 'smart licensing',
    text: (ask) =>
      `${ask('license_smart', '')}${menu('REGISTER - Register the product for Smart Licensing.', 'DEREGISTER - Deregister.')}register\n\nEnter token to register the product:\n[]> 0f1e2d3c4b5a69788796a5b4c3d2e1f0\n\nThe registration failed because of an invalid or expired token\nThe appliance is successfully registered\n`,
    truth: () => ({ [state]: '?' }),
  },
  {
    name: 'status',
    text: (ask) =>
      `${ask('status', '')}\nStatus as of: Fri Nov 20 09:00:00 2026 CET\nSystem status: Online\nOldest Message: No Messages\n`,
    truth: () => ({}),
  },
  {
    name: 'help',
    text: (ask) =>
      `${ask('help cloudserviceconfig', '')}\ncloudserviceconfig - Configure the service.\nThe Cisco Cloud Service is busy\nThe appliance is successfully registered\n`,
    truth: () => ({ [state]: '?' }),
  },
  {
    name: 'log',
    text: (ask) =>
      `${ask('tail ctr_logs', '')}\nPress Ctrl-C to stop.\nFri Nov 20 09:00:00 2026 Info: The appliance is successfully registered\n^C\n`,
    truth: () => ({ [state]: '?' }),
  },
  {
    name: 'certificate question',
    text: (ask) => `${ask('certconfig', '')}${menu('IMPORT - Import')}\n\n`,
    truth: () => ({}),
  },
];

/** What terminals, loggers and editors make of a session without changing what it shows. */
export const damages: Readonly<Record<string, Damage>> = {
  none: (text) => text,
  windows: (text) => text.replaceAll('\n', '\r\n'),
  pager: (text) => everyLines(text, 9, (line) => `-Press Any Key For More-\r                        \r${line}`),
  'pager glued': (text) => everyLines(text, 11, (line) => `-Press Any Key For More-${line}`),
  'pager kept': (text) => everyLines(text, 8, (line) => `-Press Any Key For More-\n${line}`),
  narrow: (text) => wrapped(text, 72),
  'very narrow': (text) => wrapped(text, 60),
  hard: (text) =>
    text
      .split('\n')
      .map((line) => line.replace(/(.{80})(?=.)/g, '$1\n'))
      .join('\n'),
  colours: (text) => text.replace(/^(\S+> )/gm, '\u001b[1m$1\u001b[0m').replace(/: /g, ': \u001b[32m'),
  title: (text) => `\u001b]0;admin\u0007${text.replaceAll('\n', '\u001b[K\r\n')}`,
  mistyped: (text) => text.replace(/> ([a-z]{3})([a-z]{4,})$/gm, '> $1xq\b \b\b \b$2'),
  logger: (text, next) => {
    let second = 0;
    const two = (number: number) => String(number).padStart(2, '0');
    return text.replace(/^/gm, () => {
      second += 1 + Math.floor(next() * 1.3);
      return `[2026-11-20 09:${two(10 + Math.floor(second / 60))}:${two(second % 60)}] `;
    });
  },
  putty: (text) =>
    `=~=~=~=~=~=~=~=~=~=~=~= PuTTY log 2026.11.20 08:59:01 =~=~=~=~=~=~=~=~=~=~=~=\nlogin as: admin\nUsing keyboard-interactive authentication.\nPassword:\nLast login: Thu Nov 19 08:00:00 2026 from 192.0.2.5\nAsyncOS 15.0.1 for Cisco C100V build 416\n\nWelcome to the Cisco C100V Email Security Virtual Appliance\nYou must be authorized to use this system. If you are not, please leave.\n${text}`,
  numbered: (text) =>
    text
      .split('\n')
      .map((line, index) => `${String(index + 1).padStart(4)}  ${line}`)
      .join('\n'),
  indented: (text) => text.replace(/^/gm, '    '),
  fenced: (text) => `CLI output:\n\n\`\`\`\n${text}\`\`\`\n`,
  spaced: (text) => text.replaceAll('\n', '\n\n'),
  trailing: (text) => text.replace(/$/gm, '   '),
};

function everyLines(text: string, count: number, change: (line: string) => string): string {
  return text
    .split('\n')
    .map((line, index) => (index % count === count - 1 && !/> /.test(line) ? change(line) : line))
    .join('\n');
}

function wrapped(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => {
      let rest = line;
      let out = '';
      while (rest.length > width && rest.lastIndexOf(' ', width) > 0) {
        const at = rest.lastIndexOf(' ', width);
        out += `${rest.slice(0, at)}\n`;
        rest = rest.slice(at + 1);
      }
      return out + rest;
    })
    .join('\n');
}

/** What makes a session the word of a person: nothing of it may be known. */
export const tellings: Readonly<Record<string, Damage>> = {
  quoted: (text) => `Hello team,\n\n${text.replace(/^/gm, '> ')}\nRegards\n`,
  'quoted alone': (text) => text.replace(/^/gm, '> '),
  guide: (text) =>
    `Register your appliance\n\nTo register the appliance, follow these steps. The following example shows the command:\n\n${text}\n`,
  'fenced guide': (text) =>
    `Make sure that the appliance is registered. Run the command as shown in this example:\n\n\`\`\`\n${text}\`\`\`\n`,
  'note of a case': (text) =>
    `The customer reported last week that it looked like this, and he has changed it since then:\n\n${text}\n`,
  'mail below': (text) => `${text}\nAs you can see we have tried it, please advise.\n\nBest regards\n`,
  'guide, pt': (text) => `Para registrar o appliance, siga estas etapas e verifique a saída:\n\n${text}\n`,
  'guide, de': (text) => `Stellen Sie sicher, dass die Appliance registriert ist. Beispiel:\n\n${text}\n`,
  'guide, ja': (text) => `次の手順でアプライアンスを登録してください。出力例を確認します。\n\n${text}\n`,
};

export const scenes: readonly Scene[] = [version, ...clouds, ...edits.map(editScene), ...others];

function sessionOf(parts: readonly Scene[], appliance: Appliance, prompt: (host: string) => string): string {
  const ask: Ask = (typed) => `${prompt(appliance.host)}${typed}\n`;
  return `${parts.map((scene) => scene.text(ask, appliance)).join('')}${prompt(appliance.host)}\n`;
}

/** The whole truth of several scenes: later ones win, but for what they leave open. */
function truthOf(parts: readonly Scene[], appliance: Appliance): Truth {
  return Object.assign(
    { 'appliance.identity.hostname': appliance.host },
    ...parts.map((scene) => scene.truth(appliance)),
  );
}

/** Every scene under every damage, with prompts and appliances drawn by the seed. */
export function* singleSpecimens(seed = 1): Generator<SessionSpecimen> {
  const next = seeded(seed);
  for (const scene of scenes) {
    for (const [damage, change] of Object.entries(damages)) {
      const appliance = applianceOf(next, Math.floor(next() * 7));
      const [kind, prompt] = pick(Object.entries(prompts), next);
      const text = change(sessionOf([scene], appliance, prompt), next);
      yield {
        name: `${scene.name}, ${kind}, ${damage}`,
        text,
        truth: { [appliance.host]: truthOf([scene], appliance) },
      };
    }
  }
}

/** Two or three appliances in one text, each with scenes of its own. */
export function* mixedSpecimens(count: number, seed = 2): Generator<SessionSpecimen> {
  const next = seeded(seed);
  for (let at = 0; at < count; at += 1) {
    const appliances = Array.from({ length: 2 + Math.floor(next() * 2) }, (_, index) => applianceOf(next, at + index));
    const [kind, prompt] = pick(Object.entries(prompts), next);
    const [damage, change] = pick(Object.entries(damages), next);
    const truth: Record<string, Truth> = {};
    const texts = appliances.map((appliance) => {
      const asked = pick(clouds, next);
      // A later commit would commit this change as well.
      const waits = /not committed|commit left/.test(asked.name);
      const fitting = edits.filter(({ end }) => !waits || end === 'nothing' || end === 'leave');
      const parts = [version, asked, editScene(pick(fitting, next)), pick(others.slice(1, 3), next)];
      const told = truthOf(parts.slice(0, 3), appliance);
      truth[appliance.host] = told;
      return sessionOf(parts, appliance, prompt);
    });
    yield {
      name: `mixed ${at}, ${kind}, ${damage}`,
      text: change(texts.join(pick(['', '\n', '\n\n'], next)), next),
      truth,
    };
  }
}

/** Sessions that somebody tells of: every fact is open. */
export function* toldSpecimens(seed = 3): Generator<SessionSpecimen> {
  const next = seeded(seed);
  for (const scene of scenes) {
    for (const [telling, change] of Object.entries(tellings)) {
      const appliance = applianceOf(next, Math.floor(next() * 7));
      const prompt = pick(Object.values(prompts), next);
      const text = change(sessionOf([scene], appliance, prompt), next);
      const truth = Object.fromEntries(Object.keys(truthOf([scene], appliance)).map((fact) => [fact, '?']));
      yield { name: `${scene.name}, ${telling}`, text, truth: { [appliance.host]: truth } };
    }
  }
}
