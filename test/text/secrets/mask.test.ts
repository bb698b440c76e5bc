// What must never get out, in the shapes it comes in; what must stay, since it is the evidence.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMasker, type MaskContext } from '../../../src/text/secrets/mask.js';
import { contexts } from '../../specimens/secret-contexts.js';

const TOKEN = '5f3a9c1e77d24b0c8e6a1f2b3c4d5e6f';
const JWT = `eyJhbGciOiJSUzI1NiJ9.${Buffer.from('{"email":"joe@example.com","exp":1}').toString('base64url')}.c2lnbmF0dXJlLXBhcnQ`;
const KEY_LINES = [
  'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj',
  'MzEfYyjiWA4R4/M2bS1GB4t7NXp98C3SC6dVMvDuictGeurT8jNbvJZHtCSuYEvu',
  'q8pQmtO1',
];

/** Secrets as they come: registration tokens, generated passwords, base64url. None short, none a plain word. */
const secretArbitrary = fc
  .tuple(
    fc.constantFrom('k7', 'Zq9', '4b'),
    fc.stringMatching(/^[A-Za-z0-9]{16,40}$/),
    fc.constantFrom('x1', '9Q', '0f'),
  )
  .map(([head, body, tail]) => head + body + tail);

describe('a planted secret', () => {
  it.each(Object.entries(contexts))('is masked: %s', (_, template) => {
    const masker = createMasker();
    const masked = masker.text(template.replaceAll('§', TOKEN));
    expect(masked).not.toContain(TOKEN.slice(0, 12));
    expect(masked).not.toContain(TOKEN.slice(-12));
    expect(masked).toMatch(/\[[a-z]+#1\]/);
  });

  it('is known by its form where no word announces it, unlike a digest', () => {
    const token = '0a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p';
    expect(createMasker().text(`Threat Response: ${token}`)).toBe('Threat Response: [token#1]');
    expect(createMasker().name(`upload/${token}.txt`)).toBe('upload/[token#1].txt');
    for (const harmless of ['d41d8cd98f00b204e9800998ecf8427e', 'serial 0a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p']) {
      expect(createMasker().text(harmless)).toBe(harmless);
    }
  });

  // Tokens in running prose are known by their 32 characters only.
  const anyShape = Object.entries(contexts).filter(([name]) => !['label in prose', 'label after'].includes(name));
  it.each(anyShape)('whatever it is: %s', (_, template) => {
    fc.assert(
      fc.property(secretArbitrary, (secret) => {
        expect(createMasker().text(template.replaceAll('§', secret))).not.toContain(secret);
      }),
      { numRuns: 30 },
    );
  });

  it.each(Object.entries(contexts))('stays masked, word for word: %s', (_, template) => {
    const masker = createMasker();
    const once = masker.text(template.replaceAll('§', TOKEN));
    expect(masker.text(once)).toBe(once);
    expect(createMasker().text(once)).toBe(once);
  });

  it('is masked among any two other contexts, in any order', () => {
    const templates = Object.values(contexts);
    fc.assert(
      fc.property(fc.shuffledSubarray(templates, { minLength: 2, maxLength: 4 }), (chosen) => {
        const masker = createMasker();
        const once = masker.text(chosen.join('\n').replaceAll('§', TOKEN));
        expect(once).not.toContain(TOKEN);
        expect(masker.text(once)).toBe(once);
      }),
      { numRuns: 500 },
    );
  });

  it('is masked in upper case and with CRLF', () => {
    for (const template of Object.values(contexts)) {
      const masked = createMasker().text(template.replaceAll('§', TOKEN.toUpperCase()).replace(/(?<!\r)\n/g, '\r\n'));
      expect(masked).not.toContain(TOKEN.toUpperCase());
    }
  });
});

describe('a registration token', () => {
  it.each([
    'Registration Token: 7f3a 9c1e 5b8d 2046 af91 c3e7 d5b8 0a42',
    'Registrierungstoken: 7f3a9c1e-5b8d2046-af91c3e7-d5b80a42 Registrieren',
    'esa1.example.com> cloudserviceconfig register 7f3a9c1e5b8d2046af91c3e7d5b80a42',
    'esa1.example.com> threatresponseconfig REGISTER 7f3a9c1e5b8d2046af91c3e7d5b80a42',
  ])('is masked in parts and behind its command: %s', (text) => {
    expect(createMasker().text(text)).not.toMatch(/7f3a|0a42/);
  });

  it.each([
    'Token: invalid or expired, 4 attempts in 24 hours',
    'Token life: 1 hour',
    'Token created: 2026-11-20 09:00 UTC',
  ])('is not what its label says of it: %s', (text) => {
    expect(createMasker().text(text)).toBe(text);
  });
});

describe('what shows by its shape', () => {
  it.each([
    ['after a word that announces none', 'registered for org kQ9vT2xLmZ4rB7nWc3Yd8Hs today'],
    ['in a path', 'GET https://x.example.com/reset/kQ9vT2xLmZ4rB7nWc3Yd8Hs failed'],
    ['in a string', '"\\nkQ9vT2xLmZ4rB7nWc3Yd8Hs"'],
  ])('a random string %s', (_, text) => {
    expect(createMasker().text(text)).toBe(text.replace('kQ9vT2xLmZ4rB7nWc3Yd8Hs', '[token#1]'));
  });

  it('a base64 body that holds a secret, whole or cut, unlike one that holds none', () => {
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    for (const secret of [`grant_type=password&password=${TOKEN}`, `<x><enc_password>${TOKEN}</enc_password></x>`]) {
      const whole = base64(secret);
      for (const body of [whole, whole.slice(0, -9)]) {
        const masked = createMasker().text(`"encoding":"base64","text":"${body}"`);
        expect(masked).toMatch(/^"encoding":"base64","text":"\[\w+#1\]"$/);
      }
    }
    const harmless = `x ${base64('an answer without anything in it, but long enough to be looked at')} y`;
    expect(createMasker().text(harmless)).toBe(harmless);
  });

  it.each([
    ['alone', JWT],
    ['in a message', `Invalid JWT '${JWT}' for org`],
    ['cut off', JWT.slice(0, -30)],
    ['header only', `token was ${JWT.split('.')[0]}…`],
    ['percent-encoded before', `x%3D${JWT}`],
    ['in a path', `/iroh/token/${JWT}/x`],
    ['glued', `prefix${JWT}`],
  ])('JWT %s', (_, text) => {
    const masked = createMasker().text(text);
    expect(masked).toContain('[jwt#1]');
    expect(masked).not.toContain('eyJ');
  });

  it.each([
    ['whole', ['-----BEGIN PRIVATE KEY-----', ...KEY_LINES, '-----END PRIVATE KEY-----']],
    [
      'encrypted',
      ['-----BEGIN RSA PRIVATE KEY-----', 'Proc-Type: 4,ENCRYPTED', 'DEK-Info: AES-128-CBC,0A1B', '', ...KEY_LINES],
    ],
    ['cut off', ['-----BEGIN EC PRIVATE KEY-----', ...KEY_LINES.slice(0, 2)]],
    ['cut in front', [...KEY_LINES.slice(0, 2), 'end']],
    ['in xml', ['<key>', ...KEY_LINES, '</key>']],
  ])('private key %s', (_, lines) => {
    for (const text of [lines.join('\n'), lines.join('\r\n'), lines.map((line) => line).join('\n')]) {
      const masked = createMasker().text(text);
      for (const line of KEY_LINES.slice(0, 2)) expect(masked).not.toContain(line);
    }
  });

  it('private key in a JSON string', () => {
    const masked = createMasker().text(
      `{"pem":"-----BEGIN PRIVATE KEY-----\\n${KEY_LINES.join('\\n')}\\n-----END PRIVATE KEY-----\\n","a":"b"}`,
    );
    for (const line of KEY_LINES) expect(masked).not.toContain(line);
    expect(masked).toContain('"a":"b"');
  });

  it('what follows a cut-off private key stays', () => {
    const log = 'Mon May 13 07:25:10 2019 Info: Begin Logfile';
    expect(createMasker().text(`-----BEGIN PRIVATE KEY-----\n${KEY_LINES[0]}\n${log}`)).toContain(log);
  });

  it('certificates stay', () => {
    const text = ['-----BEGIN CERTIFICATE-----', ...KEY_LINES, '-----END CERTIFICATE-----'].join('\n');
    expect(createMasker().text(text)).toBe(text);
  });

  it.each([
    '$6$rounds=5000$usesomesillystri$KqJWpanXZHKq2BOB43TSaYhEWsQ1Lr5QNyPCDH/Tp.6',
    'AKIAIOSFODNN7EXAMPLE',
    'ghp_0123456789abcdefghijABCDEFGHIJ012345',
    'Basic YWRtaW46aHVudGVyMg==',
  ])('%s', (secret) => {
    expect(createMasker().text(`x ${secret} y`)).not.toContain(secret);
  });

  it('e-mail addresses keep their domain', () => {
    const masker = createMasker();
    expect(masker.text('joe.doe+x@example.com, Joe.Doe+x@Example.com; ann@sub.example.org')).toBe(
      '[user#1]@example.com, [user#1]@Example.com; [user#2]@sub.example.org',
    );
    expect(masker.text('?login_hint=ann%40sub.example.org&x=1')).toBe('?login_hint=[user#2]%40sub.example.org&x=1');
    expect(masker.text('From: "Ann" <ann@sub.example.org>')).toBe('From: "Ann" <[user#2]@sub.example.org>');
    expect(masker.text('mailto:ann@sub.example.org')).toBe('mailto:[user#2]@sub.example.org');
    expect(masker.text('bounce+joe=example.org@list.example.com')).not.toContain('joe');
    expect(masker.text('a***@example.com')).toBe('a***@example.com');
  });
});

describe('evidence stays word for word', () => {
  it.each([
    'Registration Token:',
    'Registration Token: ',
    'Registration Token:\nRegister',
    'Registration Token: Register',
    'Token de registro:\n\nRegistrar',
    '登録トークン：\n登録',
    'Error — The registration failed because of an invalid or expired token. Make sure that you use a valid token when registering your appliance with the Cisco Threat Response portal.',
    'The registration failed because of an invalid or expired token key',
    'Falha no registro devido a um token inválido ou expirado',
    'Die Registrierung ist aufgrund eines ungültigen oder abgelaufenen Tokens fehlgeschlagen',
    'トークンが無効または期限切れのため、登録できませんでした',
    'token: invalid or expired',
    '<input type="text"/>',
    '<input type="text" name="token" value=""/>',
    '<api_httpd_port>6080</api_httpd_port>\n<api_httpsd_port>6443</api_httpsd_port>',
    '<https_certificate>\n  <certificate_name>EXAMPLE 2025</certificate_name>\n</https_certificate>',
    '<enc_password></enc_password>',
    '<password_min_length>8</password_min_length>',
    '<config_encryption>\n  </config_encryption>',
    'Serial Number: 420D4B6FA42E00000000-CE7D00000000',
    'Mon May 13 07:25:10 2019 Info: Version: 12.0.0-478 SN: 420D4B6FA42E00000000-CE7D00000000',
    'Version: 15.0.1-416',
    'https://api-sse.cisco.com/providers/sse/services/token/api/v2/x',
    'Cisco SecureX / Threat Response Server: NAM (api-sse.cisco.com)',
    'Token server: api.eu.sse.itd.cisco.com',
    'E4017: Device is offline [409]',
    '{"code":"E4017","state":"online","key":"settings.title"}',
    '{"error":"invalid_request","error_description":"No JWT found in HTTP Authorization header"}',
    '{"token_type":"Bearer","expires_in":600,"token_endpoint":"https://visibility.amp.cisco.com/iroh/oauth2/token"}',
    '{"token":null,"password":"","passwordExpired":false,"session_timeout":30}',
    '{"password":"********"}',
    'd41d8cd98f00b204e9800998ecf8427e',
    '{"md5":"d41d8cd98f00b204e9800998ecf8427e","filename":"a.exe"}',
    'md5 d41d8cd98f00b204e9800998ecf8427e of the attachment',
    '{"id":"63489cf9-561c-4958-a13d-6d84b7ef09d4","type":"token_module"}',
    'Basic authentication failed',
    'WWW-Authenticate: Bearer error="invalid_token"',
    'WWW-Authenticate: Basic realm="AsyncOS API"',
    'Access-Control-Allow-Headers: Authorization, X-Auth-Token, Content-Type',
    'Proxy Authentication Required',
    'Passphrase has been changed for user admin',
    'Password: has been changed',
    'Choose the passphrase option:\n1. Mask passphrases (Files with masked passphrases cannot be loaded using loadconfig command)\n2. Encrypt passphrases\n[1]> 1',
    'Choose the operation you want to perform:\n- REGISTER - To register the appliance using a token.\n- DISABLE\n[]> register',
    'Do you want to change the passphrase? [N]> y',
    'Session expired. Log in again.',
    'The secret key is missing',
    'A chave secreta é inválida',
    'パスワードは期限切れです',
    'The password is case-sensitive and 8-128 characters',
    'token is valid until 2026-01-31T10:00:00Z',
    '| Password | required |',
    'GET /assets/SecureEmailThreatDefense2Overview3Page4Module.chunk.js',
    'https://xdr.us.security.cisco.com/control-center/integrations/secureEmailAppliance2024Update',
    'X-Request-Id: 0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9',
    'ETag: "kQ9vT2xLmZ4rB7nWc3Yd8Hs"',
    'Choose the passphrase to change\nesa1.example.com\n',
    'Info: Action: User admin logged out',
    'GET /esa/api/v2.0/health?device_type=esa HTTP/1.1" 401',
    'status code=401 state=failed key=value',
    'sse.eventing=off; region=eu',
    'curl https://esa.example.com:6443/esa/api/v2.0/health',
    'diffie-hellman-group14-sha256,curve25519-sha256@libssh.org',
    "SSL error with client 192.0.2.4:443 - (336151574, 'error:14094416:SSL routines:ssl3_read_bytes:sslv3 alert certificate unknown')",
    'Smart Licensing: token expired',
    '2025-11-22T10:00:00Z token expires: 2025-11-23T10:00:00Z',
  ])('%s', (text) => {
    expect(createMasker().text(text)).toBe(text);
  });

  it('around a secret', () => {
    const masker = createMasker();
    const mask = (text: string): string => masker.text(text);
    expect(mask('GET https://xdr.us.security.cisco.com/cb?code=abcdef0123456789&lang=en HTTP/1.1')).toBe(
      'GET https://xdr.us.security.cisco.com/cb?code=[code#1]&lang=en HTTP/1.1',
    );
    expect(mask('Authorization: Bearer abcdef0123456789')).toBe('Authorization: Bearer [code#1]');
    expect(mask('Set-Cookie: sid=0123456789abcdef; Path=/; Expires=Wed, 21 Oct 2026 07:28:00 GMT; Secure')).toBe(
      'Set-Cookie: sid=[cookie#1]; Path=/; Expires=Wed, 21 Oct 2026 07:28:00 GMT; Secure',
    );
    expect(mask('{"access_token":"zzz999zzz999","expires_in":600}')).toBe(
      '{"access_token":"[token#1]","expires_in":600}',
    );
    expect(
      mask('<users><user><username>admin</username><enc_password>$1$abcd$0123456789</enc_password></user></users>'),
    ).toBe('<users><user><username>admin</username><enc_password>[password#1]</enc_password></user></users>');
    expect(mask('login password=hunter22hunter, user=joe')).toBe('login password=[password#2], user=joe');
    expect(mask('http://admin:hunter22hunter@proxy.example.com:3128/x')).toBe(
      'http://[user#1]:[password#2]@proxy.example.com:3128/x',
    );
  });

  it('but names in the claims of a written-out token', () => {
    const iroh = 'https://schemas.cisco.com/iroh/identity/claims';
    expect(
      createMasker().text(`{"${iroh}/org/name":"Example Corp","${iroh}/org/id":"63489cf9","iss":"IROH Auth"}`),
    ).toBe(`{"${iroh}/org/name":"[user#1]","${iroh}/org/id":"63489cf9","iss":"IROH Auth"}`);
  });

  it('in a real-shaped export, but for its secrets', () => {
    const text = `<?xml version="1.0" encoding="ISO-8859-1"?>
<config>
  <hostname>esa1.example.com</hostname>
  <ldap_server_pass>${TOKEN}</ldap_server_pass>
  <interfaces><interface><api_httpsd_port>6443</api_httpsd_port></interface></interfaces>
</config>`;
    expect(createMasker().text(text)).toBe(text.replace(TOKEN, '[password#1]'));
  });
});

describe('labels', () => {
  it('are the same for the same secret, whatever its place and escaping', () => {
    const masker = createMasker();
    const secret = 'aB3/dE6+gH9=jK2m';
    expect(masker.text(`{"refresh_token":"${secret}"}`)).toContain('[token#1]');
    expect(masker.text(`{"refresh_token":"${secret.replace('/', '\\/')}"}`)).toContain('[token#1]');
    expect(masker.text(`?refresh_token=${encodeURIComponent(secret)}&x=1`)).toContain('[token#1]');
    expect(masker.text('?refresh_token=anotherOne77&x=1')).toContain('[token#2]');
    expect(createMasker().text('?refresh_token=anotherOne77&x=1')).toContain('[token#1]');
  });

  it('tell nothing about guessable secrets', () => {
    const masker = createMasker();
    expect(masker.text('Password: cisco1')).toBe('Password: [password]');
    expect(masker.text('Password: other')).toBe('Password: [password]');
    expect(masker.text('{"passcode":123456}')).toBe('{"passcode":[password]}');
    expect(masker.text('<enc_password>Sommer2026!</enc_password>')).toBe('<enc_password>[password]</enc_password>');
  });

  it('in the upload itself do not shield a secret', () => {
    expect(createMasker().text(`{"password":"[token#1]${TOKEN}"}`)).not.toContain(TOKEN);
    expect(createMasker().text(`?access_token=[token#1]${TOKEN}&x`)).not.toContain(TOKEN);
  });
});

describe('context', () => {
  it.each<[string, string, MaskContext, string]>([
    ['field', 'v3ryS3cretValue', { label: 'client_secret' }, '[secret#1]'],
    ['harmless field', 'Bearer', { label: 'token_type' }, 'Bearer'],
    ['cookie header', 'a=0123456789ab; b=en', { label: 'Cookie' }, 'a=[cookie#1]; b=[cookie]'],
    ['authorization header', `Bearer ${JWT}`, { label: 'authorization' }, 'Bearer [jwt#1]'],
    ['parameter', '0123456789', { parameter: 'state' }, '[code]'],
    ['parameter, long', '0123456789ab', { parameter: 'state' }, '[code#1]'],
    ['not a parameter', 'online', { label: 'state' }, 'online'],
    ['token body', '{"a":"b"}', { bodyOf: 'https://visibility.amp.cisco.com/iroh/oauth2/token' }, '[body#1]'],
    ['token body of a device', 'x'.repeat(9), { bodyOf: 'https://x/iroh/iroh-sse/device/1/token?x=1' }, '[body#1]'],
    ['Okta', 'abcdefghi', { bodyOf: 'https://x.okta.com/oauth2/default/v1/token' }, '[body#1]'],
    [
      'error of a token call',
      '{"error":"invalid_grant"}',
      { bodyOf: 'https://x/iroh/oauth2/token' },
      '{"error":"invalid_grant"}',
    ],
    ['login', '{"identifier":"joe"}', { bodyOf: 'https://sso.example.com/api/v1/authn' }, '{"identifier":"[user#1]"}'],
    ['no login', '{"identifier":"joe"}', { bodyOf: 'https://api.example.com/device' }, '{"identifier":"joe"}'],
  ])('%s', (_, raw, context, expected) => {
    expect(createMasker().text(raw, context)).toBe(expected);
  });
});

describe('value, name, known, egress', () => {
  it('masks a value as a whole and takes its kind from the name', () => {
    const masker = createMasker();
    expect(masker.value('two words here', 'ldap_password')).toBe('[password#1]');
    expect(masker.value('[password#1]', 'ldap_password')).toBe('[password#1]');
    expect(masker.value('', 'ldap_password')).toBe('');
    expect(masker.value('something', 'whatever')).toBe('[secret#1]');
    expect(masker.value('Example Mail GmbH', 'sse.account.organization', 'organization')).toBe('[organization#1]');
    expect(masker.withoutValues(masker.text('Cloud Services for Example Mail GmbH'))).toBe(
      'Cloud Services for [organization#1]',
    );
    expect(masker.text('[organization#1] and [name#2]')).toBe('[organization#1] and [name#2]');
  });

  it('keeps the structure of names', () => {
    const masker = createMasker();
    expect(masker.name('case.zip!/joe@example.com/a.gz!/xdr.us.security.cisco.com.har')).toBe(
      'case.zip!/[user#1]@example.com/a.gz!/xdr.us.security.cisco.com.har',
    );
    expect(masker.name(`a/cb?code=${TOKEN}&x=1.har`)).not.toContain(TOKEN);
    const plain = 'C100V-420D4B6FA42E00000000-CE7D00000000-20250917T150421.xml';
    expect(masker.name(plain)).toBe(plain);
  });

  it('filters known secrets from anything, also their beginnings', () => {
    const masker = createMasker();
    masker.text(`?access_token=${TOKEN}&state=https%3A%2F%2Fxdr.us.security.cisco.com%2F`);
    masker.text('<password>ironport</password> mail of joe@example.com');
    expect([...masker.known()]).toContain(TOKEN);
    expect([...masker.known()]).toContain('joe@example.com');
    expect(masker.egress(`a ${TOKEN} b ${TOKEN.slice(0, 20)}`)).toBe('a [token#1] b [token#1]');
    expect(masker.egress('joe@example.com')).toBe('[user#1]@example.com');
    const harmless = 'ironport joe https://xdr.us.security.cisco.com/';
    expect(masker.egress(harmless)).toBe(harmless);
  });

  it.each<[string, (secret: string) => string]>([
    ['base64', (secret) => Buffer.from(secret).toString('base64')],
    ['base64 behind something', (secret) => Buffer.from(`a:${secret}`).toString('base64')],
    ['base64 between something', (secret) => Buffer.from(`user:${secret}@host`).toString('base64url')],
    ['hexadecimal digits', (secret) => Buffer.from(secret).toString('hex')],
    ['large hexadecimal digits', (secret) => Buffer.from(secret).toString('hex').toUpperCase()],
    ['a URL', (secret) => encodeURIComponent(secret)],
    ['a URL, twice', (secret) => encodeURIComponent(encodeURIComponent(secret))],
    ['percent signs', (secret) => Buffer.from(secret).toString('hex').replace(/../g, '%$&')],
    ['JSON', (secret) => JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/')],
    ['escapes of JSON', (secret) => Array.from(secret, (char) => `\\u00${Buffer.from(char).toString('hex')}`).join('')],
    ['HTML', (secret) => secret.replace(/[&"/<]/g, (char) => `&#${char.charCodeAt(0)};`)],
  ])('filters known secrets as %s', (_, encode) => {
    const masker = createMasker();
    const secret = 'aB3/dE6+g"H9=jK2&m<7';
    masker.value(secret, 'password');
    const out = masker.egress(`value ${encode(secret)} end`);
    expect(out).toBe('value [password#1] end');
  });

  it('egress leaves what it knows nothing of', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const masker = createMasker();
        masker.text(`?access_token=${TOKEN}`);
        fc.pre(!text.includes(TOKEN.slice(0, 8)));
        expect(masker.egress(text)).toBe(text);
      }),
    );
  });
});

describe('memory', () => {
  const secret = (of: string) => `${of}123456789abcdef0123456789abcdef`;

  it('lets another masker go on with the labels, and come back', () => {
    const here = createMasker();
    here.text(`token=${secret('a')}\npassword=${secret('b')}`);
    const there = createMasker();
    there.learn(structuredClone(here.memory()));
    expect(there.text(`password=${secret('b')}\ntoken=${secret('a')}\ntoken=${secret('c')}`)).toBe(
      'password=[password#1]\ntoken=[token#1]\ntoken=[token#2]',
    );
    here.learn(there.memory());
    expect(here.memory()).toEqual(there.memory());
    expect(here.egress(secret('c'))).toBe('[token#2]');
    expect(here.text(`token=${secret('d')}`)).toBe('token=[token#3]');
  });
});

describe('any text', () => {
  const crumbs = fc.constantFrom(
    '"',
    "'",
    '\\',
    '\\"',
    '=',
    ':',
    ': ',
    '&',
    '?',
    '#',
    '<',
    '>',
    '</',
    '[',
    ']',
    ']> ',
    '\n',
    '\r\n',
    ' ',
    '%22',
    '%3D',
    '%253D',
    '@',
    '://',
    'password',
    'token',
    'Cookie',
    'Authorization',
    'Bearer ',
    'Registration Token',
    'key',
    'code',
    'cert',
    'session',
    'eyJ',
    'name',
    'value',
    '-----BEGIN PRIVATE KEY-----',
    '-----END PRIVATE KEY-----',
    'example.com',
    'admin',
    TOKEN,
    'hunter22x',
    '[token#1]',
    '[password]',
    ';',
    ',',
    '{',
    '}',
    '。',
    'é',
    '😀',
  );
  it('once masked changes no more, and never throws', () => {
    fc.assert(
      fc.property(fc.array(crumbs, { maxLength: 30 }), (parts) => {
        const masker = createMasker();
        const once = masker.text(parts.join(''));
        expect(masker.text(once)).toBe(once);
      }),
      { numRuns: 5000 },
    );
  });

  it('of a million hostile characters is masked in linear time', () => {
    const units = [
      'a',
      '=',
      '"',
      "'",
      '\\',
      '%25',
      '%22',
      '<',
      '<a',
      '<a ',
      '>',
      ':',
      ' ',
      '@',
      'a@',
      '&',
      ']>',
      '[',
      '[]> ',
      '-',
      '-----BEGIN ',
      'eyJ',
      'eyJ.',
      '://',
      '://a@',
      '"token":',
      '"token":{',
      '"token":"',
      '"name":"token",',
      '"name":"Cookie","value":',
      'token',
      'token ',
      'token: ',
      'password: ',
      'password: x ',
      'password ',
      'password=',
      'password="',
      '<password>',
      '<password',
      '</password>',
      '<shared_secret><a>',
      'Cookie: ',
      'Cookie: a=b; ',
      'Authorization: Digest ',
      'Authorization: Bearer ',
      'Bearer ',
      'Basic a',
      `${TOKEN} `,
      `token ${TOKEN} `,
      '\r',
      '\n',
      '\u3000',
      'é',
      '<input ',
      '<input name="',
      '$6$',
      'a:b@',
      '%3A%2F%2F',
      '&quot;',
      'Enter token\n[a]> ',
      'session ',
      '-----BEGIN PRIVATE KEY-----\n',
      '-----BEGIN CERTIFICATE-----',
      'MIIE',
      `${KEY_LINES[0]}\n`,
      '{"settings":{"a":"',
      '"value":"x","name":"',
      '\\u003d',
      '\\u0022',
      'a.',
      'a-',
      '%3Dtoken',
      'secret key is ',
      'password |',
      'form-data; name="token"\n\n',
      'content-disposition: form-data; name=password\r\n\r\nx',
      '"opcode":1,"data":"',
      '&lt;password&gt;a',
      '"name":"token","a":"b",',
      'snmpwalk a ',
      'aB3\\/',
      'token=5f3a9c1e77d24b0c\n',
      'kQ9vT2xLmZ4rB7nWc3Yd8Hs/',
      'the password is ',
      'password for admin ',
      'admin/',
      'credentials: a/',
      'password,',
      'user,password\na,b\n',
      'user  password\n',
      `token\n${TOKEN}\n`,
      'パスワードは',
      '\\u0077',
      '%70',
      '&#112;',
    ];
    const slow: string[] = [];
    for (const unit of units) {
      const text = unit.repeat(Math.ceil(1_000_000 / unit.length));
      const started = performance.now();
      createMasker().text(text);
      const milliseconds = performance.now() - started;
      if (milliseconds > 3000) slow.push(`${JSON.stringify(unit)}: ${Math.round(milliseconds)} ms`);
    }
    expect(slow).toEqual([]);
  }, 240_000);
});
