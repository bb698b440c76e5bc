// Finds passwords that are plain words, by how a sentence, a pair or a short label tells them: "the password is summer",
// `admin / ironport`, `pw: summer`. What a sentence says of a password ("is wrong", "has expired") is evidence and stays.
import { isLabel, isStateWord } from './secret-names.js';
import type { AddSpan } from './spans.js';

const WORD = 'passw(?:or)?d|passphrase|passcode|passwort|kennwort|senha|contraseña|mot de passe|login code';
const OPEN = `["'“„«「『(]{0,2}`;
const VALUE = String.raw`([^\s"'“”„«»「」『』<>()[\]{},;|]{3,128})`;
/** Where a password ends: the sentence, its clause, or what it is for. */
const END = String.raw`(?=[.!?]{0,3}(?:["'”“»」』),;\r\n]|[ \t]{0,8}(?:$|[\r\n]|\()|[ \t]{1,4}(?:and|for|but|on|in order|und|für|aber|e|para|mas|please|thanks|right now)(?![\p{L}]))|です)`;
const OF = String.raw`(?: (?:for|of|on|do|da|de|des|der|für|von|vom) (?:the |der |o )?[^\s,;:"'<>]{1,64}){0,2}`;
const IS = `(?:is|was|are|ist|war|lautete?|é|era|foi|es|est)(?: (?:still|now|just|always|simply|noch|immer noch|jetzt|einfach|ainda|agora))?`;
const CHANGED = `(?:chang|reset|set|updat|geändert|zurückgesetzt|gesetzt|alterada|redefinida|mudada)[a-z]{0,5}`;

const sentences = [
  // the password for admin is summer | das Passwort lautet summer | a senha do admin é summer
  `(?<![A-Za-z])(?:[\\p{L}]{1,20}-?)?(?:${WORD})${OF}[ \\t]{1,4}${IS}[ \\t]{0,4}:?[ \\t]{0,4}${OPEN}${VALUE}${END}`,
  // password -> summer | password "summer"
  `(?<![A-Za-z])(?:${WORD})[ \\t]{0,4}(?:(?:->|→|⇒)[ \\t]{0,4}|(?<=[ \\t])(?=["“„«]))${OPEN}${VALUE}${END}`,
  // password has been changed to summer | changed the password from spring to summer
  `(?<![A-Za-z])(?:${WORD})${OF}[ \\t](?:(?:has been|have been|was|is|got|wurde|foi)[ \\t])?${CHANGED}(?:[ \\t]from[ \\t]\\S{1,64})?[ \\t](?:to|auf|in|zu|para|por)[ \\t]${OPEN}${VALUE}${END}`,
  `(?<![A-Za-z])${CHANGED}[ \\t](?:[\\p{L}]{1,12}[ \\t]){0,2}(?:${WORD})${OF}(?:[ \\t]from[ \\t]\\S{1,64})?[ \\t](?:to|auf|para)[ \\t]${OPEN}${VALUE}${END}`,
  // with the password summer | user admin, password summer
  `(?<![A-Za-z])(?:with|using|use|via|try|mit|verwende|com|usando|use|(?:user|username|user name|login|benutzer|usuário)[ \\t]["']?[\\w.@-]{1,64}["']?,?(?:[ \\t](?:and|und|e|with|mit|com))?)[ \\t](?:the |my |our |this |dem |a |o |the admin )?(?:${WORD}|pass|pwd?)[ \\t]${OPEN}${VALUE}(?:${END}|(?=[ \\t]to[ \\t]))`,
  // use summer as the password
  `(?<![A-Za-z])(?:use|used|try|enter|type|verwende|nutze|usar)[ \\t]${OPEN}${VALUE}["'”“»]?[ \\t](?:as|als|como)[ \\t](?:the |a |my |your |das |o )?(?:${WORD})(?![\\p{L}])`,
  // パスワードは「summer」です
  `(?:パスワード|パスフレーズ|暗証番号)(?:[はがを]|[:：])[ \\t]?${OPEN}([!-~]{3,128}?)(?=[」』"'）)。、]|です|でした|だ|に|[ \\t]{0,4}(?:$|[\\r\\n]))`,
].map((source) => new RegExp(source, 'giu'));

/** `pw: summer`, `pass = summer`, where one word is all there is; a count of what passed is none. */
const SHORT = new RegExp(
  `(?<![\\p{L}\\p{N}_.-])(?:(?:pwd?|pass|otp)[ \\t]{0,2}(?::|=|->)|pwd?[ \\t](?=[\\w!#$%*+@^~.?-]{3,128}[ \\t]{0,8}$))[ \\t]{0,4}${OPEN}${VALUE}${END}`,
  'gimu',
);

/** Accounts that every appliance has. */
const ACCOUNT = 'admin|administrator|root|enablediag|cisco|support|service|operator|guest|rtestuser';
const GIVES_ACCESS =
  'credentials?|log(?:in|on|ged in|s in)?(?: in)?|sign(?:ed)? in|user(?:name)?|account|zugangsdaten|anmeldedaten|anmeldung|einloggen|credenciais|acesso|usuário|ログイン|認証情報|アカウント';
const pairs = [
  // admin / ironport
  `(?<![\\p{L}\\p{N}_./-])(?:${ACCOUNT}) / ${VALUE}(?![\\p{L}\\p{N}/.]|[ \\t]/)`,
  // log in as admin/ironport | credentials: joe:ironport
  `(?<![\\p{L}])(?:${GIVES_ACCESS})(?:[ \\t]{1,2}(?:is|are|as|with|using|ist|sind|als|mit|são|com|é|data))?[ \\t]{0,2}[:：=]?[ \\t]{0,4}${OPEN}(?:${ACCOUNT})(?:[ \\t]?/[ \\t]?|:)${VALUE}(?![\\p{L}\\p{N}/])`,
  `(?<![\\p{L}])(?:credentials?|zugangsdaten|anmeldedaten|credenciais|認証情報)(?:[ \\t]{1,2}(?:is|are|sind|são))?[ \\t]{0,2}[:：=]?[ \\t]{0,4}${OPEN}[\\w.@+-]{1,64}(?:[ \\t]?/[ \\t]?|:)${VALUE}(?![\\p{L}\\p{N}/])`,
  // admin/ironport is the login
  `(?<![\\p{L}\\p{N}_./-])(?:${ACCOUNT})[/:]${VALUE}[ \\t](?:is|are|as|ist|sind|é)[ \\t](?:the |my |our |die |das |o |a )?(?:${GIVES_ACCESS})(?![\\p{L}])`,
].map((source) => new RegExp(source, 'giu'));

/** A part of every sentence above; only around it is looked closely. */
const HINT = new RegExp(
  `passw|pass(?:phrase|code)\\b|kennwort|senha|contraseña|mot de passe|login code|パス|暗証|\\b(?:pass|pwd?|otp)\\b|credential|zugangsdaten|anmeldedaten|credenciais|認証情報|\\b(?:${ACCOUNT})(?: ?\\/ ?|:)\\w`,
  'gi',
);
const AROUND_CHARS = 320;

export function findToldPasswords(text: string, add: AddSpan): void {
  HINT.lastIndex = 0;
  let hint = HINT.exec(text);
  while (hint !== null) {
    const from = Math.max(0, hint.index - AROUND_CHARS);
    let to = hint.index;
    // Hints that follow at once are looked at together.
    for (; hint !== null && hint.index < to + AROUND_CHARS && to - from < 4096; hint = HINT.exec(text)) to = hint.index;
    find(text.slice(from, to + AROUND_CHARS), from, add);
  }
}

function find(text: string, offset: number, add: AddSpan): void {
  for (const pattern of [...sentences, SHORT, ...pairs]) {
    for (const match of text.matchAll(pattern)) {
      const value = match[1] ?? '';
      const bare = value.replace(/[.!?:]{1,4}$/, '');
      if (bare.length < 3 || isTalk(bare) || isLabel(bare)) continue;
      const start = offset + match.index + match[0].lastIndexOf(value);
      add(start, start + bare.length, 'password');
    }
  }
}

// password summer.txt | pw_summer
const NAMED = new RegExp(
  `(?<![\\p{L}])(?:${WORD}|pwd?|pass)s?[ _=-]{1,3}([^\\s/\\\\.]{3,64})(?=\\.[a-z0-9]{1,5}(?: |$)| ?$)`,
  'giu',
);

/** As a name of a file or case tells it, whose words make no sentence. */
export function findNamedPasswords(name: string, add: AddSpan): void {
  for (const match of name.matchAll(NAMED)) {
    const value = match[1] ?? '';
    const end = match.index + match[0].length;
    if (!isTalk(value) && !isLabel(value) && !ABOUT.test(value)) add(end - value.length, end, 'password');
  }
}

/** What files are called that show no password. */
const ABOUT =
  /^(?:change|config|dialog|error|export|file|form|help|info|issue|list|log|logs|mask(?:ed)?|message|notes?|page|problem|question|redacted|removed|reset|screen|screenshot|settings|template|test|ticket|\d{1,8})$/i;

/** What is said of passwords, or stands behind the word in a name: no password that is worth the loss of the message. */
const TALK =
  /^(?:again|access\p{L}*|agreed|all|allowed|already|also|anymore|ascii|authenticat\p{L}*|available|aqui|auth|before|below|above|blank|both|case-?\w*|chars?|characters|complex\p{L}*|connect|continue|correct\p{L}*|custom|default|different|difer\p{L}*|disabled|effect|else|enabled|encoded|encrypt\p{L}*|equal|errad[ao]|everywhere|expirad[ao]|falsch|fields?|fine|first|forgotten|function|good|gone|gültig|hash\p{L}*|here|hidden|hier|identical|identisch|idêntica|igual|insecure|known|korrekt|unbekannt|bekannt|last|lock\p{L}*|log\p{L}{0,5}|lost|manager|match\p{L}*|mandatory|mine|needed|never|nothing|nowhere|null|on|off|optional|operator|page|policy|policies|plain(?:text)?|possible|prompt|protect\p{L}*|public|recovery|right|richtig|rules?|same|secure|sensitive|set|shared|short\p{L}*|shown|sign|similar|stored|strong|stärker|there|today|unavailable|unchanged|unset|unsafe|unique|verif\p{L}*|visible|vazia|weak|what|where|yes|no|yours|admin|administrator|root|guest|user|users|server|helpdesk|technician|read-?only|monitor|\d{1,5}|true|false|n\/a)$/iu;
/** Said of a word: it expired, is pending, was gesperrt, está bloqueada. */
const PARTICIPLE =
  /^(?:\p{Ll}{3,}(?:ed|ing|ly|able|ible|less|bar|lich|ado|ada|idos?|idas?|ável|ível|mente)|(?:ab|aus|ein|zurück|ver|be|un)?ge\p{Ll}{3,}(?:t|en))$/iu;

function isTalk(value: string): boolean {
  if (isStateWord(value) || TALK.test(value)) return true;
  return PARTICIPLE.test(value) || /^(?:[*•●x]{3,}|\.{3}|https?:.*|<.*)$/i.test(value);
}
