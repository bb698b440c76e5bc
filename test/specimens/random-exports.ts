// Generated configuration exports with known truth: products × releases × topologies × spellings × damage. Deterministic
// by seed. Knows the form of exports, and nothing of the program or its rules.

/** What a reader may say of one appliance, by fact; a fact without an entry may only be left open. */
export interface ApplianceTruth {
  readonly hostname: string;
  readonly facts: Readonly<Record<string, readonly unknown[]>>;
}

export interface Specimen {
  readonly label: string;
  readonly text: string;
  readonly appliances: readonly ApplianceTruth[];
}

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  chance(of: number): boolean {
    return this.next() < of;
  }

  of<T>(values: readonly T[]): T {
    return values[this.below(values.length)] as T;
  }
}

const products = [
  ['Cisco C100V Email Security Virtual Appliance', 'C100V', 'esa', ['13.0.0-392', '14.2.0-620', '15.0.1-416']],
  ['Cisco C690 Email Security Appliance', 'C690', 'esa', ['11.0.0-264', '12.5.1-037', '13.5.2-036']],
  ['Cisco C600V Secure Email Virtual Gateway', 'C600V', 'esa', ['15.5.1-055', '16.0.0-050']],
  ['Cisco M600V Secure Email and Web Manager', 'M600V', 'sma', ['15.0.1-416', '14.3.0-120']],
  ['Cisco M390 Content Security Management Appliance', 'M390', 'sma', ['12.0.0-478', '13.6.2-058']],
] as const;

const masks = ['24', '255.255.255.224', '0xffffffe0'];
const zones = ['Europe/Berlin', 'America/Sao_Paulo', 'Asia/Tokyo', 'Etc/GMT+5', 'UTC'];
const sections = ['machine', 'machine_config', 'appliance', 'node', 'member_config', 'host_section'];

type Port = 'on' | 'off';

interface Interface {
  readonly name: string;
  readonly port: string;
  /** Undefined leaves the element out, '' leaves it empty. */
  readonly hostname: string | undefined;
  readonly http: Port;
  readonly https: Port;
}

interface Machine {
  readonly hostname: string;
  readonly zone: string;
  readonly dns: readonly string[];
  readonly ntp: readonly string[];
  readonly fips: boolean;
  readonly interfaces: readonly Interface[];
}

function machineOf(dice: Dice, number: number): Machine {
  const domain = dice.of(['example.com', 'mail.example.org', 'rs1234-01.iphmx.com']);
  const hostname = `${dice.of(['esa', 'mx', 'gate'])}${number}.${domain}`;
  const port = (): Port => (dice.chance(0.6) ? 'on' : 'off');
  const one = (name: string, physical: string): Interface => ({
    name,
    port: physical,
    hostname: dice.of([hostname, undefined, '', `${name.toLowerCase().replace(/\W/g, '')}.${domain}`]),
    http: port(),
    https: port(),
  });
  const interfaces = [one(dice.chance(0.7) ? 'Management' : dice.of(['Mgmt', 'Admin LAN', 'IPv4 mgmt']), 'Management')];
  for (let n = 1; n <= dice.below(4); n++) interfaces.push(one(dice.of([`Data ${n}`, `Incoming${n}`]), `Data ${n}`));
  if (dice.chance(0.15)) interfaces.push(one('Second', 'Management'));
  if (dice.chance(0.5)) interfaces.reverse();
  return {
    hostname,
    zone: dice.of(zones),
    dns: ['192.0.2.53', '198.51.100.53'].slice(0, dice.below(3)),
    ntp: ['time.example.com', '192.0.2.123'].slice(0, dice.below(3)),
    fips: dice.chance(0.2),
    interfaces,
  };
}

function truthOf(machine: Machine): ApplianceTruth {
  const { hostname, zone, dns, ntp, fips, interfaces } = machine;
  const onPort = interfaces.filter(({ port }) => port === 'Management');
  const [management] = onPort.length === 1 ? onPort : [];
  return {
    hostname,
    facts: {
      'appliance.identity.hostname': [hostname],
      'appliance.clock.zone': [zone],
      'appliance.network.gateway': ['192.0.2.1'],
      'appliance.network.dns-server': [dns],
      'appliance.clock.ntp-server': [ntp],
      'appliance.fips.mode': [fips],
      'appliance.interface.list': [interfaces.map(({ name }) => name)],
      'appliance.management.api-http': management ? [management.http] : [],
      'appliance.management.api-https': management ? [management.https] : [],
      'appliance.management.hostname': management ? [management.hostname ? management.hostname : 'absent'] : [],
    },
  };
}

/** How one export is written down. */
class Writer {
  readonly #dice: Dice;
  readonly #indent: string;

  constructor(dice: Dice) {
    this.#dice = dice;
    this.#indent = dice.of(['  ', '\t', '', '    ']);
  }

  element(name: string, text: string): string {
    const written = this.#dice.chance(0.03) ? `<![CDATA[${text}]]>` : text;
    if (text === '' && this.#dice.chance(0.5)) return `<${name}/>\n`;
    return `${this.#indent}<${name}>${written}</${name}>\n`;
  }

  port(name: string, state: Port, number: number): string {
    if (state === 'on') return this.element(name, String(this.#dice.of([number, number + 1, 65_535, 1])));
    return this.#dice.of(['', this.element(name, ''), this.element(name, '0'), this.element(name, ' 0 ')]);
  }

  interface({ name, port, hostname, http, https }: Interface): string {
    const lines = [
      this.element('interface_name', name),
      this.element('ip', '192.0.2.10'),
      this.element('phys_interface', port),
      this.element('netmask', this.#dice.of(masks)),
      hostname === undefined ? '' : this.element('interface_hostname', hostname),
      this.element('sshd_port', '22'),
      this.#dice.chance(0.5) ? this.element('trailblazer_httpsd_port', '4431') : '',
      this.element('httpsd_port', '443'),
      this.port('api_httpd_port', http, 6080),
      this.port('api_httpsd_port', https, 6443),
      this.#dice.chance(0.3) ? this.element('certificate_name', 'EXAMPLE & more'.replace('&', '&amp;')) : '',
    ];
    return `${this.#indent}<interface>\n${lines.join('')}${this.#indent}</interface>\n`;
  }

  machine({ hostname, zone, dns, ntp, fips, interfaces }: Machine): string {
    const list = (names: readonly string[], each: (name: string) => string) => names.map(each).join('');
    const secret = this.#dice.of(['******', '$5$saltexample$examplehashexamplehashexample']);
    const times = this.#dice.chance(0.5)
      ? list(ntp, (name) => this.element('ntp_server', name))
      : list(ntp, (name) => `<ntp_server_info>\n${this.element('ntp_server_addr', name)}</ntp_server_info>\n`);
    return [
      '<!--\n*****\n* Network Configuration *\n*****\n-->\n',
      this.element('hostname', hostname),
      `<ports>\n<port_interface>\n${this.element('port_name', 'Management')}</port_interface>\n</ports>\n`,
      `<interfaces>\n${interfaces.map((one) => this.interface(one)).join('')}</interfaces>\n`,
      `<dns>\n<local_dns>\n${list(dns, (ip) => `<dns_ip priority="0">${ip}</dns_ip>\n`)}</local_dns>\n</dns>\n`,
      this.element('default_gateway', '192.0.2.1'),
      this.element('fips_mode', fips ? '1' : '0'),
      `<ntp>\n${times}</ntp>\n`,
      `<listeners>\n<listener>\n${this.element('interface_name', 'Management')}${this.element('hostname', 'other.example.com')}</listener>\n</listeners>\n`,
      this.element('timezone', zone),
      `<users>\n<user>\n${this.element('username', 'admin')}${this.element('enc_password', secret)}</user>\n</users>\n`,
    ].join('');
  }
}

/** A whole, undamaged export. */
export function wholeExport(dice: Dice): Specimen {
  const writer = new Writer(dice);
  const topology = dice.of(['standalone', 'standalone', 'partial', 'fragment', 'cluster', 'cluster', 'grouped']);
  const isCluster = topology === 'cluster' || topology === 'grouped';
  const machines = Array.from({ length: isCluster ? 1 + dice.below(3) : 1 }, (_, n) => machineOf(dice, n + 1));
  const [product, model, kind, releases] = dice.of(products);
  const release = dice.of(releases);
  const serial = '420D4B6FA42E00000000-CE7D00000000';
  const isSaved = dice.chance(0.2);
  const declaration = `<?xml version="1.0" encoding="${isSaved ? 'UTF-8' : 'ISO-8859-1'}"?>\n`;
  const head = `<!DOCTYPE config SYSTEM "config.dtd">\n\n<!--\n  Product: ${product}\n  Model Number: ${model}\n  Version: ${release}\n  Serial Number: ${serial}\n  Number of CPUs: 8\n  Current Time: Wed Sep 17 15:04:21 2025\n  Feature "Cisco Centralized Email Reporting": Quantity = 1, Time Remaining = "Perpetual"\n-->\n`;
  const prolog = `${declaration}${isSaved ? '' : head}`;
  const isHeaded = !isSaved && machines.length === 1 && topology !== 'partial' && topology !== 'fragment';
  const known = { product: [product], version: [release], serial: [serial], model: [model], kind: [kind] };
  const appliances = machines.map((machine) => {
    const truth = truthOf(machine);
    const { facts } = topology === 'partial' ? onlyInterfaces(truth) : truth;
    const header = Object.entries(known).map(([name, value]) => [`appliance.identity.${name}`, isHeaded ? value : []]);
    return { hostname: truth.hostname, facts: { ...facts, ...Object.fromEntries(header) } };
  });
  return { label: topology, text: written(topology, prolog, machines, writer, dice), appliances };
}

function onlyInterfaces({ hostname, facts }: ApplianceTruth): ApplianceTruth {
  const kept = Object.entries(facts).filter(([key]) => /interface|management/.test(key));
  return { hostname, facts: Object.fromEntries(kept) };
}

function written(topology: string, prolog: string, machines: readonly Machine[], writer: Writer, dice: Dice): string {
  const bodies = machines.map((machine) => writer.machine(machine));
  const [first = ''] = bodies;
  if (topology === 'standalone') return `${prolog}<config>\n${first}</config>\n`;
  if (topology === 'fragment') return first;
  if (topology === 'partial') {
    const interfaces = first.slice(first.indexOf('<interfaces>'), first.indexOf('<dns>'));
    return dice.chance(0.5) ? interfaces : `<config>\n${interfaces}</config>\n`;
  }
  const section = dice.of(sections);
  const named = bodies.map((body) => `<${section}>\n${body}</${section}>\n`).join('');
  const held = topology === 'grouped' ? `<group>\n<group_name>Main_Group</group_name>\n${named}</group>\n` : named;
  return `${prolog}<cluster_config>\n<cluster>\n<config>\n<cluster_name>Example</cluster_name>\n</config>\n${held}</cluster>\n</cluster_config>\n`;
}

/** What happens to an export on its way; the truth follows only where the text itself says something else. */
export type Damage = (specimen: Specimen, dice: Dice) => Specimen;

const crlf: Damage = (one) => ({ ...one, text: one.text.replaceAll('\n', '\r\n') });

const pasted: Damage = (one, dice) => ({
  ...one,
  text: `mail.example.com> showconfig\n\nChoose the passphrase option:\n1. Mask passphrases (Files with masked passphrases cannot be loaded using loadconfig command)\n2. Encrypt passphrases\n[1]> ${dice.of(['', '1\n\n'])}${one.text}\nmail.example.com> \n`,
});

const paged: Damage = (one, dice) => {
  const every = 5 + dice.below(20);
  const pager = dice.of([
    '-Press Any Key For More-\r                        \r',
    '-Press Any Key For More-\b\b\b\b   \b\b\b',
    '-Press Any Key For More-\n',
  ]);
  const lines = one.text.split('\n').map((line, n) => (n % every === every - 1 ? `${pager}${line}` : line));
  return { ...one, text: lines.join('\n') };
};

/** A terminal of that many columns. */
const wrapped: Damage = (one, dice) => {
  const width = dice.of([40, 50, 72, 80, 100, 132]);
  const pieces = (line: string) => line.match(new RegExp(`.{1,${width}}`, 'g')) ?? [''];
  return { ...one, text: one.text.split('\n').flatMap(pieces).join('\n') };
};

const cut: Damage = (one, dice) => ({ ...one, text: one.text.slice(0, dice.below(one.text.length)) });

/** A value in a line that is lost or cut may be taken for off: the text says so. */
function orOff({ appliances, ...one }: Specimen, lost: string): Specimen {
  const key = /<api_httpd_port>/.test(lost) ? 'api-http' : /<api_httpsd_port>/.test(lost) ? 'api-https' : undefined;
  const also: Record<string, unknown[]> = key ? { [`appliance.management.${key}`]: ['off'] } : {};
  if (/<interface_hostname>/.test(lost)) also['appliance.management.hostname'] = ['absent'];
  if (/<dns_ip/.test(lost)) also['appliance.network.dns-server'] = [[], ['192.0.2.53'], ['198.51.100.53']];
  if (/<ntp_server/.test(lost)) also['appliance.clock.ntp-server'] = [[], ['time.example.com'], ['192.0.2.123']];
  return {
    ...one,
    appliances: appliances.map(({ hostname, facts }) => ({
      hostname,
      facts: Object.fromEntries(
        Object.entries(facts).map(([name, values]) => [
          name,
          values.length > 0 ? [...values, ...(also[name] ?? [])] : [],
        ]),
      ),
    })),
  };
}

const dropped: Damage = (one, dice) => {
  const lines = one.text.split('\n');
  const [lost = ''] = lines.splice(dice.below(lines.length), 1);
  return orOff({ ...one, text: lines.join('\n') }, lost);
};

const doubled: Damage = (one, dice) => {
  const lines = one.text.split('\n');
  const at = dice.below(lines.length);
  lines.splice(at, 0, lines[at] ?? '');
  return { ...one, text: lines.join('\n') };
};

const halved: Damage = (one, dice) => {
  const lines = one.text.split('\n');
  const at = dice.below(lines.length);
  const line = lines[at] ?? '';
  // A line of the header has no end of its own: what is left of it is a line of the header.
  if (/^ {2}[A-Z][\w ()]*: /.test(line)) return one;
  const column = dice.below(line.length + 1);
  lines[at] = dice.chance(0.5) ? line.slice(0, column) : line.slice(column);
  return orOff({ ...one, text: lines.join('\n') }, line);
};

/** Lines that somebody took out, saying so. */
const snipped: Damage = (one, dice) => {
  const lines = one.text.split('\n');
  const from = dice.below(lines.length);
  const mark = dice.of(['...', '\u2026', '[snip]', '<!-- removed -->', '[...]', '--- 20 lines removed ---', '***']);
  lines.splice(from, dice.below(12), mark);
  return { ...one, text: lines.join('\n') };
};

/** What is commented out is not there. */
const commented: Damage = (one) => {
  const found = one.text.match(/<(api_httpsd?_port)>[^<]*<\/\1>/);
  if (!found) return one;
  return orOff({ ...one, text: one.text.replace(found[0], `<!-- ${found[0]} -->`) }, found[0]);
};

const beside: Damage = (one, dice) => {
  const name = dice.of(['backup', 'previous_config', 'template', 'disabled_machine', 'old']);
  const other = `<interfaces>\n<interface>\n<interface_name>Management</interface_name>\n<phys_interface>Management</phys_interface>\n${dice.chance(0.5) ? '<api_httpd_port>6080</api_httpd_port>\n<api_httpsd_port>6443</api_httpsd_port>\n' : ''}</interface>\n</interfaces>\n`;
  const at = dice.of(['<ports>', '<users>']);
  return {
    ...one,
    text: one.text.replace(at, `<${name}>\n<hostname>old.example.com</hostname>\n${other}</${name}>\n${at}`),
  };
};

export const harmless: Readonly<Record<string, Damage>> = { crlf, pasted, paged, wrapped, beside, commented };
export const harmful: Readonly<Record<string, Damage>> = { cut, dropped, doubled, halved, snipped };

export function specimenOf(seed: number, damages: Readonly<Record<string, Damage>>, most: number): Specimen {
  const dice = new Dice(seed);
  let specimen = wholeExport(dice);
  for (let n = dice.below(most + 1); n > 0; n--) {
    const name = dice.of(Object.keys(damages));
    const damage = damages[name];
    if (damage) specimen = { ...damage(specimen, dice), label: `${specimen.label} ${name}` };
  }
  return { ...specimen, label: `#${seed} ${specimen.label}` };
}
