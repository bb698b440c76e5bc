// Finds secrets that a sentence tells in passing ("the secret key is …", in four languages), that a command line carries,
// or that stand in the cell beside their name. Only values that no word of a sentence looks like.
import { isLabel, isStateWord, type SecretKind } from './secret-names.js';
import type { AddSpan } from './spans.js';

const NAMES: readonly { readonly kind: SecretKind; readonly source: string }[] = [
  {
    kind: 'key',
    source:
      '(?:api|secret|private|access|shared|pre-?shared|encryption|license)[ -]?keys?|chaves?(?: secreta| privada| de acesso| (?:da |de )?api)' +
      '|(?:(?:geheime|private|gemeinsame)[rnsm]? |api-?|zugriffs|sicherheits)schlüssel|(?:秘密|共有|シークレット|アクセス|API ?)(?:鍵|キー)',
  },
  { kind: 'secret', source: 'secrets?|segredos?|geheimnis|geheimwort|シークレット' },
  {
    kind: 'password',
    source:
      'passw(?:or)?d|passphrase|passcode|(?:one-time|verification|security) (?:pass)?code|passwort|kennwort|senha|frase secreta|パスワード|パスフレーズ',
  },
  { kind: 'token', source: 'tokens?|トークン' },
  { kind: 'community', source: 'community(?: strings?| name)?' },
];
const NAME = NAMES.map(({ source }) => `(${source})`).join('|');
const VERB = String.raw`[ \t]{1,4}(?:(?:is|are|was|to|as|ist|sind|war|lautete?|wie folgt|é|era|foi|como)[ \t:]{1,4}){1,2}|[ \t]{0,4}[はがを][ \t]{0,4}|[ \t]{1,4}`;
// the secret key is 4fK9… | a chave secreta é 4fK9… | der geheime Schlüssel lautet 4fK9… | 秘密鍵は4fK9…です
const SPOKEN = new RegExp(
  `(?<![A-Za-z])(?:${NAME})(?:${VERB})["'“„「『(]{0,2}([A-Za-z0-9!#$%*+/=@^_~.?-]{6,256})`,
  'giu',
);

// | Password | s3cret9 |    Client secret<TAB>s3cret9
const CELL = new RegExp(
  String.raw`(?<![A-Za-z])(?:${NAME})[ ]{0,16}(?:\||\t|│)[ \t]{0,16}([^\s|│"'<>[\]]{6,256})(?=[ \t]{0,16}(?:[|│\r\n\t]|$))`,
  'giu',
);

/** A part of every name and command below: most texts hold none, and need no closer look. */
const HINT =
  /key|chave|schlüssel|鍵|キー|cret|segredo|geheim|シーク|pass|pw|kennwort|code|senha|パス|oken|トークン|community|snmp|ldap|verifier|ookie|ssertion|sswd|sword|phrase|frase/i;

export function findSpoken(text: string, add: AddSpan): void {
  if (!HINT.test(text)) return;
  for (const pattern of [SPOKEN, CELL]) {
    for (const match of text.matchAll(pattern)) {
      const told = match[NAMES.length + 1] ?? '';
      const value = pattern === SPOKEN ? told.replace(/[.!?]{1,4}$/, '') : told;
      const named = NAMES.find((_, index) => match[index + 1] !== undefined);
      if (named === undefined || !isTyped(value, named.kind)) continue;
      const start = match.index + match[0].length - told.length;
      add(start, start + value.length, named.kind);
    }
  }
  findInCommands(text, add);
  findCutInput(text, add);
}

const CODE = /^\d{6,10}$/;
/** No word, host name, version, path or name of a field: those stand behind such words as well. */
const ORDINARY =
  /^(?:[\p{L}-]{1,40}|[\w-]{1,40}(?:[._/-][A-Za-z]{2,40}){1,8}|\d[\d.:/-]*|v?\d{1,3}(?:\.\d{1,5}){1,4}(?:-\d{1,5})?|https?:.*|E\d{4}|\d{1,4}[A-Za-z]{1,12})$/iu;

function isTyped(value: string, kind: SecretKind): boolean {
  if (isLabel(value) || isStateWord(value)) return false;
  if (kind === 'password' && CODE.test(value)) return true;
  if (ORDINARY.test(value)) return false;
  const isMixed = /\d/.test(value) && /[A-Za-z]/.test(value);
  return isMixed && (kind === 'password' || kind === 'community' ? value.length >= 6 : value.length >= 12);
}

// snmp-server community s3cret ro | snmpwalk -v2c -c s3cret 192.0.2.1 | sshpass -p s3cret ssh admin@esa.example.com
const COMMANDS: readonly { readonly kind: SecretKind; readonly pattern: RegExp }[] = [
  { kind: 'community', pattern: /\bsnmp-server[ \t]{1,4}community[ \t]{1,4}["']?([^\s"'[\]]{1,128})/gi },
  {
    kind: 'community',
    pattern: /\bsnmp[a-z]{2,8}[ \t][^\r\n|;]{0,80}?(?<=[ \t])-c[ \t]{0,4}["']?([^\s"'[\]]{1,128})/gi,
  },
  { kind: 'password', pattern: /\bsshpass[ \t]{1,4}-p[ \t]{0,4}["']?([^\s"'[\]]{1,128})/gi },
  {
    kind: 'password',
    pattern: /(?<![\w-])--?(?:password|passwd|passphrase|bindpw)[ \t]{1,4}["']?([^\s"'[\]-][^\s"'[\]]{2,127})/gi,
  },
  {
    kind: 'password',
    pattern:
      /\bldap(?:search|modify|add|whoami)[ \t][^\r\n|;]{0,200}?(?<=[ \t])-w[ \t]{0,4}["']?([^\s"'[\]-][^\s"'[\]]{0,127})/gi,
  },
];

function findInCommands(text: string, add: AddSpan): void {
  for (const { kind, pattern } of COMMANDS) {
    for (const match of text.matchAll(pattern)) {
      const end = match.index + match[0].length;
      add(end - (match[1] ?? '').length, end, kind);
    }
  }
}

// ess_token":"4fK9…: a field whose name was cut off in front
const CUT_NAME =
  /^[\w-]{0,40}?(?:oken|ken|ecret|cret|assword|ssword|sword|asswd|sswd|assphrase|ssphrase|sphrase|phrase|ookie|okie|ssertion|erifier)\\{0,15}(["'])\s{0,8}:\s{0,8}\\{0,15}["']([^"'\\\r\n]{1,4096})/gim;

function findCutInput(text: string, add: AddSpan): void {
  for (const match of text.matchAll(CUT_NAME)) {
    const value = match[2] ?? '';
    const end = match.index + match[0].length;
    if (value.length >= 4 && !isLabel(value)) add(end - value.length, end, 'token');
  }
}
