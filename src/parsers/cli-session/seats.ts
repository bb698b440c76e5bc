// Whose exchange it is. Two appliances are never merged: another host in the prompt, another login with another serial
// number, or another serial number under the same prompt is another appliance.
import type { LocalSubject } from '../../model/subject.js';
import { isOwnCommand } from './commands.js';
import type { Seat } from './history.js';
import type { Exchange } from './session-reader.js';

interface Named {
  readonly subject: LocalSubject;
  readonly host: string;
  readonly line: number;
  readonly raw: string;
  readonly quoted: boolean;
}

/** Commands that answer for the appliance that one is logged in to, whatever machine's configuration is worked on. */
const ofHost =
  /^(?:version|status|date|hostname|telnet|ping6?|nslookup|traceroute6?|trace|curl|diagnostic|netstat|tail|grep|who|whoami|last|displayalerts|showlicense|healthcheck)$/;

export class Seats {
  readonly #subjects = new Map<string, Named | undefined>();
  readonly #serials = new Map<string, string>();
  /** Times that the serial number changed under one prompt of one login. */
  readonly #turns = new Map<string, number>();
  /** Devices that answered to what only an appliance knows. */
  readonly #own = new Set<string>();
  /** Devices that only the prompt of a cluster or group names. */
  readonly #nameless = new Set<string>();
  #last: { readonly number: number; readonly login: string } | undefined;

  /** @param serial serial number that the exchange tells */
  of({ prompt, at, login: number }: Exchange, serial: string | undefined): Seat {
    const machine = ofHost.test(prompt.command) ? undefined : prompt.machine;
    const host = prompt.shared ? prompt.host : (machine ?? prompt.host);
    const shown = (machine ?? prompt.shown).toLowerCase();
    const mark = `${number}${at.quoted ? '>' : ''}${prompt.shared && prompt.host === undefined ? '*' : ''}`;
    const turn = this.#turn(`${mark} ${shown}`, serial);
    const device = `session:${mark} ${shown}${turn > 0 ? `#${turn}` : ''}`;
    const subject: LocalSubject = { type: 'appliance', key: device };
    if (!this.#subjects.has(device)) {
      const { line, text: raw, quoted } = at;
      this.#subjects.set(device, host === undefined ? undefined : { subject, host, line, raw, quoted });
    }
    if (prompt.shared && host === undefined) this.#nameless.add(device);
    const isOwn = isOwnCommand(prompt.command) || prompt.mode === 'machine';
    if (isOwn || serial !== undefined || host?.includes('.')) this.#own.add(device);
    return { device, subject, quoted: at.quoted, login: this.#login(prompt, `${mark} ${turn}`, number) };
  }

  /** It may be any machine of the cluster: nothing in the session tells which one somebody is logged in to. */
  isNameless({ device }: Seat): boolean {
    if (!this.#nameless.has(device) || this.#serials.size > 0) return false;
    return [...this.#own].every((own) => this.#nameless.has(own));
  }

  *named(): Generator<Named> {
    for (const [device, one] of this.#subjects) if (one !== undefined && this.#own.has(device)) yield one;
  }

  /** Changes wait per host that one is logged in to; the prompt of a cluster goes on with the login before it. */
  #login({ host, shared, shown }: Exchange['prompt'], mark: string, number: number): string {
    const goesOn = shared && host === undefined && this.#last?.number === number;
    const login = goesOn && this.#last ? this.#last.login : `${mark} ${(host ?? shown).toLowerCase()}`;
    this.#last = { number, login };
    return login;
  }

  #turn(key: string, serial: string | undefined): number {
    const before = this.#serials.get(key);
    if (serial !== undefined) this.#serials.set(key, serial);
    if (serial !== undefined && before !== undefined && before !== serial) {
      this.#turns.set(key, (this.#turns.get(key) ?? 0) + 1);
    }
    return this.#turns.get(key) ?? 0;
  }
}
