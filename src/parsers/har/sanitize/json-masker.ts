// A tree of JSON → the same tree with every string masked by its place: the key, what stands around it, the path of the
// call. Numbers, switches and the shape stay, so that what is read of it reads the same.
import { secretKind, secretParameterKind } from '../../../text/secrets/secret-names.js';
import type { NameKind } from './pseudonyms.js';
import { removed, type TextMasker } from './text-masker.js';

type Json = Record<string, unknown>;

export interface Around {
  /** URL of the call whose body it is; undefined for members of the capture itself. */
  readonly bodyOf?: string;
  /** Nearest key. */
  readonly key: string;
  /** The key that the object around it has, in its own parent. */
  readonly parentKey: string;
  /** Everything here is a secret: below `cookies`, `credentials`, in the body of a token call. */
  readonly isSecret?: boolean;
  /** Below a module's `settings`. */
  readonly isSetting?: boolean;
  /** What a bare `name` here is the name of. */
  readonly named?: NameKind;
  readonly isLogin?: boolean;
}

const textCharsMax = 1024 * 1024;
const depthMax = 200;
const graphArgument = /(\b([A-Za-z_]\w{0,60})\s{0,4}:\s{0,4})"([^"\\\n]{1,4000})"/g;
const uuidText = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const idKey = /^(?:id|uuid|deviceid|device_id|module_instance_id|module_type_id|module-instance-id)$/i;
/** Without case and marks: an id of whatever it is. */
const anyIdKey = /(?:id|ids|uuid|guid)$/;

/** Keys, without case and marks, whose value is a name. */
const namedBy: readonly (readonly [NameKind, RegExp])[] = [
  [
    'user',
    /^(?:user(?:name|id|email|login|nick|principalname)?|firstname|lastname|givenname|familyname|surname|fullname|nickname|login(?:name)?|preferredusername|createdby|updatedby|modifiedby|owner(?:name|id)?|author|assignee|samaccountname|upn|sub|uid|middlename|personid|contact(?:name)?)$/,
  ],
  ['orgId', /^(?:(?:org|organi[sz]ation|company|tenant|customer|account|enterprise|sp|idp)id)$/],
  [
    'org',
    /^(?:org(?:name)?|organi[sz]ation(?:name)?|compan(?:y|yname)|tenant(?:name)?|customer(?:name)?|accountname|businessname|enterprise(?:name)?|orgunit)$/,
  ],
  ['serial', /^(?:serial(?:s|no|num|number|numbers)?|deviceserial(?:number)?|sn|udi)$/],
  ['name', /^(?:phone(?:number)?|mobile(?:phone)?|telephone|street(?:address)?|address[12]|postalcode|zip(?:code)?)$/],
];
const hostKey =
  /^(?:host|hostname|fqdn|machinename|servername|computername|domain|domainname|dnsname|devicename|managementhostname)$/;
const versionKey = /version|build|release|engine|agent/;
const bareName = /^(?:name|displayname|label|title|description|alias|nickname)$/;
const parents: readonly (readonly [NameKind, RegExp])[] = [
  ['user', /^(?:users?|owners?|members?|profile|person|people|contacts?|createdby|updatedby|admins?|whoami)$/],
  ['org', /^(?:orgs?|organi[sz]ations?|compan(?:y|ies)|tenants?|customers?|accounts?|enterprises?|spaccounts?)$/],
  ['device', /^(?:devices?|appliances?|machines?|gateways?)$/],
];
const deviceKeys =
  /^(?:serial|serialnumber|devicetype|registrationstatus|registeredat|lastheartbeat|ipaddress|ip|enrollmentstatus)$/;
/** Calls whose answer is about the user or the organization itself. */
const personalPaths: readonly (readonly [NameKind, RegExp])[] = [
  ['user', /\/(?:whoami|users?|profile|me)(?:\/|$)/i],
  ['org', /\/(?:orgs?|organi[sz]ations?|tenants?|accounts?)(?:\/|$)/i],
];
/** Names of switches, not of machines. */
const serviceName = /eventing|threat|xdr|ctr|securex|service/i;

export class JsonMasker {
  constructor(readonly texts: TextMasker) {}

  /** The body of a call, or a member of the capture that HAR does not know. */
  root(value: unknown, around: Pick<Around, 'bodyOf' | 'isSecret' | 'isLogin'> & { readonly key?: string }): unknown {
    const path = around.bodyOf === undefined ? '' : around.bodyOf.replace(/[?#].*$/s, '');
    const named = personalPaths.find(([, pattern]) => pattern.test(path))?.[0];
    return this.value(value, { parentKey: '', key: '', ...around, ...(named && { named }) }, 0);
  }

  value(value: unknown, around: Around, depth: number): unknown {
    if (typeof value === 'string') return this.#string(value, around, depth);
    if (typeof value === 'number') return this.#number(value, around);
    if (typeof value !== 'object' || value === null) return value;
    if (depth > depthMax) return removed;
    if (Array.isArray(value)) return value.map((one) => this.value(one, around, depth + 1));
    return this.#object(value as Json, around, depth);
  }

  #object(object: Json, around: Around, depth: number): Json {
    const entries = Object.entries(object);
    const forms = entries.map(([key]) => plainKey(key));
    const isDevice = forms.filter((form) => deviceKeys.test(form)).length > 0 && !forms.includes('moduletypeid');
    const ofParent = parents.find(([, pattern]) => pattern.test(plainKey(around.key)))?.[0];
    const named = isDevice ? 'device' : (ofParent ?? around.named);
    const pairName = typeof object.name === 'string' && 'value' in object ? object.name : undefined;
    const masked = new Map<string, unknown>();
    for (const [key, inner] of entries) {
      const isPair = key === 'value' && pairName !== undefined;
      const kind = isPair ? secretParameterKind(pairName) : secretKind(key);
      const isContainer = typeof inner === 'object' && inner !== null;
      const within: Around = {
        ...around,
        parentKey: around.key,
        key: isPair ? pairName : key,
        ...(named !== undefined && { named }),
        ...(kind !== undefined && isContainer && { isSecret: true }),
        ...(key === 'settings' && isContainer && { isSetting: true }),
      };
      let shown = this.#key(key);
      while (masked.has(shown)) shown += '_';
      masked.set(shown, this.value(inner, within, depth + 1));
    }
    return Object.fromEntries(masked);
  }

  /** Keys are names of fields, unless somebody keyed by address or host. */
  #key(key: string): string {
    if (key.startsWith('https://schemas.')) return key;
    return key.length > 5 && /[@.:]|^eyJ|\d{6}/.test(key) ? this.texts.plain(key) : this.texts.key(key);
  }

  #number(value: number, { key, isSecret = false }: Around): unknown {
    const isPassword = secretKind(key) === 'password' || (isSecret && /pass|pin|otp|code/i.test(key));
    return isPassword && value > 1 ? '[password]' : value;
  }

  #string(raw: string, around: Around, depth: number): string {
    const { texts } = this;
    const { key, bodyOf, isSecret = false, isSetting = false } = around;
    if (raw.length < 2 || raw === removed) return raw;
    if (raw.length > textCharsMax) return removed;
    const token = bodyOf === undefined ? undefined : texts.token(raw);
    if (token !== undefined) return token;
    if (texts.isLearning && bodyOf !== undefined && idKey.test(key) && uuidText.test(raw) && !isSecret && !isSetting) {
      texts.ids.add(raw.toLowerCase());
    }
    if (isSecret) return isHarmless(key, raw) ? texts.plain(raw) : texts.secret(raw, key);
    if (isSetting && secretKind(key) === undefined) return texts.setting(raw, key);
    const kind = secretKind(key);
    if (kind !== undefined) return texts.labelled(raw, key);
    const inner = this.#inner(raw, around, depth);
    if (inner !== undefined) return inner;
    const named = this.#named(raw, around);
    if (named !== undefined) return named;
    const masked = texts.plain(this.#arguments(raw, around));
    if (texts.isLearning && bodyOf !== undefined && !isSetting && masked === raw && anyIdKey.test(plainKey(key)))
      texts.showId(raw);
    return masked;
  }

  /** JSON in a string, and text in base64. */
  #inner(raw: string, around: Around, depth: number): string | undefined {
    if (/^\s{0,20}[{[]/.test(raw) && /[}\]]\s{0,20}$/.test(raw)) {
      try {
        const tree: unknown = JSON.parse(raw);
        const masked = JSON.stringify(this.value(tree, around, depth + 1));
        return masked === JSON.stringify(tree) ? raw : masked;
      } catch {
        return undefined;
      }
    }
    const text = base64Text(raw);
    if (text === undefined) return undefined;
    const masked = this.#string(text, around, depth + 1);
    // A JSON object in base64 begins as a token does.
    if (masked === text && text.startsWith('{')) return raw;
    return masked === text ? undefined : Buffer.from(masked).toString('base64');
  }

  // mutation { login(user: "joe", password: "hunter2") { id } }
  #arguments(raw: string, around: Around): string {
    if (!/^\s{0,100}(?:query|mutation|subscription|\{|fragment)\b/.test(raw)) return raw;
    return raw.replace(graphArgument, (_, lead: string, key: string, value: string) => {
      const kind = secretKind(key);
      return `${lead}"${kind === undefined ? (this.#named(value, { ...around, key }) ?? value) : this.texts.secret(value, key)}"`;
    });
  }

  #named(raw: string, around: Around): string | undefined {
    const { texts } = this;
    const form = plainKey(around.key);
    if (versionKey.test(form)) return texts.masker.text(raw);
    const kind = namedBy.find(([, pattern]) => pattern.test(form))?.[0];
    if (kind !== undefined) return isWordOfNobody(raw) ? undefined : texts.name(raw, kind);
    if (around.isLogin && /^(?:identifier|email|emailaddress|loginhint)$/.test(form)) return texts.name(raw, 'user');
    if (hostKey.test(form)) return isHostLike(raw) ? texts.hostName(raw) : undefined;
    if (!bareName.test(form) || around.named === undefined) return undefined;
    if (around.named === 'device') {
      if (serviceName.test(raw)) return undefined;
      return isHostLike(raw) && /[\d.-]/.test(raw) ? texts.hostName(raw) : texts.name(raw, 'device');
    }
    return texts.name(raw, around.named);
  }
}

function plainKey(key: string): string {
  return key
    .replace(/^.*[/:]/, '')
    .replace(/[\s_.-]/g, '')
    .toLowerCase();
}

function isHostLike(raw: string): boolean {
  return /^[\p{L}\p{N}_-]{1,63}(?:\.[\p{L}\p{N}_-]{1,63}){0,9}\.?(?::\d{1,5})?$/u.test(raw);
}

/** Words that stand where a name could, and are a choice: whose the thing is, not who that is. */
function isWordOfNobody(raw: string): boolean {
  return /^(?:org|user|global|all|none|null|any|self|system|true|false|read-only|active|inactive|default|private|public)$/i.test(
    raw,
  );
}

/** Beside a token: how long it lives, what went wrong. */
function isHarmless(key: string, raw: string): boolean {
  return (
    /^(?:error|error_description|error_uri|message|token_type|type|scope|scopes|grant_type|status|code|trace_id)$/.test(
      key,
    ) || /^\d{4}-\d\d-\d\dT[\d:.]{5,15}Z?$/.test(raw)
  );
}

/** What a base64 string of at least 16 characters says, where that is text. */
function base64Text(raw: string): string | undefined {
  if (raw.length < 16 || raw.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(raw)) return undefined;
  const bytes = Buffer.from(raw, 'base64');
  const text = bytes.toString('utf8');
  if (text.includes('\ufffd') || /[^\t\n\r\x20-\x7e\u00a0-\uffff]/.test(text)) return undefined;
  return Buffer.from(text).toString('base64') === raw ? text : undefined;
}
