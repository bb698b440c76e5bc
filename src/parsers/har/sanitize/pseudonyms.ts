// Names that identify a customer → numbered stand-ins, the same one for the same name throughout a capture: hosts,
// addresses, serials, people, organizations. Hosts of Cisco's table stay, since findings speak of them. What has the form
// of a stand-in stays as it is and its number is never given again, so that a copy of a copy is the same copy.
import type { HostRow } from '../../../model/catalogue.js';
import {
  foldedName,
  idStandIn,
  isBlackenedName,
  mayBeOneName,
  standInNumber,
  wordStandIn,
} from '../../../text/organization-name.js';
import { HostTable } from '../host-table.js';
import { type AddressKind, addressBlock } from './address-block.js';

/** `org` is the name of an organization, `orgId` its id. */
export type NameKind = 'user' | 'org' | 'orgId' | 'device' | 'serial' | 'name';
type Kind = NameKind | 'orgWord' | 'host' | AddressKind;

/** Of Cisco, and of what every page names: nobody's. */
const publicHosts =
  /(?:^|\.)(?:cisco\.com|opendns\.com|umbrella\.com|w3\.org|schema\.org|json-schema\.org|oasis-open\.org|xmlsoap\.org|xml\.org|ietf\.org|mozilla\.org)$/;
const standIn = /^(?:user|device|serial|name)-(\d{1,7})$/;
// host-12.example | host-3.iphmx.com
const hostStandIn = /^host-(\d{1,7})\.[a-z0-9.-]+$/;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const rememberedMax = 200_000;
/** Names of organizations that later ones are compared with. */
const namesMax = 1000;

export class Pseudonyms {
  /** While learning, nothing is numbered yet: numbers that the capture holds are only known at its end. */
  isLearning = true;
  #tag = '';
  readonly #names: string[] = [];
  readonly #table: HostTable;
  readonly #numbers = new Map<string, number>();
  readonly #taken = new Map<Kind, Set<number>>();
  readonly #next = new Map<Kind, number>();
  readonly #learntHosts = new Set<string>();

  constructor(rows: readonly HostRow[]) {
    this.#table = new HostTable(rows);
  }

  /** @param tag of the copy: stand-ins of organizations, which rules compare, are only of this one */
  startWriting(tag: string): void {
    this.isLearning = false;
    this.#tag = tag;
  }

  /** How many of a kind were replaced by this run. */
  count(...kinds: readonly Kind[]): number {
    const given = [...this.#numbers.keys()].map((key) => key.slice(0, key.indexOf(' ')) as Kind);
    return given.filter((kind) => kinds.includes(kind)).length;
  }

  /** Whether the capture shows a host of that name where only hosts stand. */
  isHost(name: string): boolean {
    return this.#learntHosts.has(name.toLowerCase());
  }

  /** A host of Cisco's table, or another that tells nothing of the customer. */
  isPublic(host: string): boolean {
    return this.#suffixOf(host.toLowerCase().replace(/\.$/, '')) === '';
  }

  /** @param isSure it stands where only hosts stand: then it is one everywhere */
  host(raw: string, isSure = false): string {
    const name = raw.toLowerCase().replace(/\.$/, '');
    if (isSure && this.#learntHosts.size < rememberedMax) this.#learntHosts.add(name);
    const suffix = this.#suffixOf(name);
    if (suffix === '') return raw;
    const number = hostStandIn.exec(name)?.[1];
    if (number !== undefined && name === `host-${number}${suffix}`) return this.#reserve('host', Number(number), raw);
    return this.#numbered('host', name, raw, (given) => `host-${given}${suffix}`);
  }

  name(raw: string, kind: NameKind): string {
    const trimmed = raw.trim();
    if (kind === 'orgId' || (kind === 'org' && uuid.test(trimmed))) return this.#organizationId(trimmed, raw);
    if (kind === 'org') return this.#organizationName(trimmed, raw);
    const number = standIn.exec(trimmed)?.[1];
    if (number !== undefined) return this.#reserve(kind, Number(number), raw);
    return this.#numbered(kind, trimmed.toLowerCase(), raw, (given) => `${kind}-${given}`);
  }

  #organizationId(id: string, raw: string): string {
    const number = standInNumber(id);
    if (number !== undefined) return this.#reserve('orgId', number, raw);
    return this.#numbered('orgId', id, raw, (given) => idStandIn(given, this.#tag));
  }

  /** A word for every word: names that share one may be one organization's. */
  #organizationName(name: string, raw: string): string {
    if (standInNumber(name) !== undefined) return this.#organizationPart(name, raw);
    if (isBlackenedName(name)) return '[removed]';
    const folded = foldedName(name);
    if (folded === '') return raw;
    if (!this.isLearning) this.#remember('org', folded, 0);
    const own = folded.split(' ');
    const words = [...this.#kinOf(folded), ...own].map((word) => this.#organizationPart(word, word));
    return this.isLearning ? raw : words.join(' ');
  }

  /** A word of an earlier name that may be the same organization's, where the two share none: the copy says so too. */
  #kinOf(folded: string): readonly string[] {
    const words = new Set(folded.split(' '));
    const kin = this.#names.find((name) => name !== folded && mayBeOneName(name, folded));
    if (!this.#names.includes(folded) && this.#names.length < namesMax) this.#names.push(folded);
    const [first] = kin?.split(' ') ?? [];
    return first === undefined || kin?.split(' ').some((word) => words.has(word)) ? [] : [first];
  }

  #organizationPart(word: string, raw: string): string {
    const number = standInNumber(word);
    if (number !== undefined) return this.#reserve(word.includes('-') ? 'orgId' : 'orgWord', number, raw);
    return this.#numbered('orgWord', word, raw, (given) => wordStandIn(given, this.#tag));
  }

  /** An IPv4 or IPv6 address; those of documents about any machine (127.0.0.1, ::) stay. */
  address(raw: string): string {
    const block = addressBlock(raw);
    if (block === undefined) return raw;
    const number = block.numberOf(raw.toLowerCase());
    if (number !== undefined) return this.#reserve(block.kind, number, raw);
    return this.#numbered(block.kind, raw.toLowerCase(), raw, block.form);
  }

  /** What the stand-in of a host ends with; '' for one that needs none. */
  #suffixOf(name: string): string {
    if (name === 'localhost') return '';
    const row = this.#table.find(`https://${name}/`)?.row;
    if (publicHosts.test(name) || row?.host === name) return '';
    // Below these, a customer's own name stands.
    return row === undefined ? '.example' : row.host.slice(1);
  }

  #reserve(kind: Kind, number: number, raw: string): string {
    const taken = this.#taken.get(kind) ?? new Set();
    if (taken.size < rememberedMax) taken.add(number);
    this.#taken.set(kind, taken);
    return raw;
  }

  #numbered(kind: Kind, key: string, raw: string, form: (given: number) => string): string {
    if (this.isLearning) return raw;
    const known = this.#numbers.get(`${kind} ${key}`);
    if (known !== undefined) return form(known);
    let given = this.#next.get(kind) ?? 1;
    while (this.#taken.get(kind)?.has(given)) given += 1;
    this.#next.set(kind, given + 1);
    this.#remember(kind, key, given);
    return form(given);
  }

  /** Past so many, the same name may have several numbers; it never keeps its own. */
  #remember(kind: Kind, key: string, given: number): void {
    if (this.#numbers.size < rememberedMax) this.#numbers.set(Buffer.from(`${kind} ${key}`).toString(), given);
  }
}
