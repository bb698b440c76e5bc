// Secrets that look like nothing: plain words as passwords, tokens in the form of digests and ids. Their words, their place
// or their column gives them away; messages about passwords, and what is named as a digest or an id, stay.
import { describe, expect, it } from 'vitest';
import { createMasker } from '../../../src/text/secrets/mask.js';

const masked = (text: string) => createMasker().text(text);

describe('a password that is a plain word', () => {
  const told = [
    'the password is §.',
    'The password for admin is § and it works',
    'password: "§"',
    'Password:\n§',
    'pw: §',
    'user admin, pass §',
    'use the password § to log in',
    'password has been changed to §',
    'Use § as password',
    'admin / §',
    'log in with admin:§',
    'credentials: joe/§',
    'A senha do admin é §',
    'Das Passwort lautet §',
    'パスワードは「§」です',
    'Password,§',
    'user,password\nadmin,§\njoe,§',
    '"host";"passphrase";"port"\n"esa1";"§";"22"',
    '| user | password |\n|---|---|\n| admin | § |',
    'user      password\nadmin     §',
    '[proxy]\nuser=joe\npassword=§',
    '<setting name="password" value="§"/>',
    '{"pass\\u0077ord":"§"}',
    '{"a":"{\\"pass\\\\u0077ord\\":\\"§\\"}"}',
    '?%70assword=§&x=1',
    '&#112;assword=§',
  ];
  it.each(told)('%s', (template) => {
    for (const password of ['summer', 'Sommer2026', 'ironport', 'verao']) {
      const text = masked(template.replaceAll('§', password));
      expect(text).not.toContain(password);
      expect(text).toMatch(/\[password(?:#\d)?\]/);
      expect(masked(text)).toBe(text);
    }
  });

  it.each([
    'the password is wrong',
    'The password is expired.',
    'your password is about to expire',
    'password expired, the token is invalid or expired',
    'Password has been changed by admin',
    'the passphrase was rejected, and the login failed',
    'with password authentication',
    'password changed to comply with the policy',
    'The password is never shown.',
    'Das Passwort ist abgelaufen.',
    'das Kennwort wurde geändert, es ist gesperrt',
    'A senha está errada; a senha é obrigatória',
    'パスワードは無効です',
    'Password:\nLog in',
    'Passphrase:\nConfirm Passphrase:',
    'pass: 12, fail: 3',
    'admin / operator roles',
    'logged in as admin/administrator',
    'GET /admin/login',
    'user,password policy\nadmin,strict',
    'Setting,Value\nPassword policy,strong',
    'Token  Status\nRegister  Cancel',
    'the password has a rule\nabc-123',
    'a message that has to pass `tests`',
  ])('is not what is said of it: %s', (text) => {
    expect(masked(text)).toBe(text);
  });
});

describe('the name of a file', () => {
  it.each(['password §.txt', 'case/pw_§', 'Passwort-§.log', 'esa passwords §.png'])('may hold one: %s', (name) => {
    expect(createMasker().name(name.replace('§', 'summer'))).toBe(name.replace('§', '[password]'));
  });

  it.each(['password reset.txt', 'password_policy.txt', 'passwd-error.log', 'ctr_logs.current', 'password.txt'])(
    'or none: %s',
    (name) => {
      expect(createMasker().name(name)).toBe(name);
    },
  );
});

describe('a token in the form of a digest or an id', () => {
  const hex = '5f3a9c1e77d24b0c8e6a1f2b3c4d5e6f';
  const forms = [
    hex,
    `${hex}77d24b0c`,
    hex + hex,
    '5f3a9c1e-77d2-4b0c-8e6a-1f2b3c4d5e6f',
    'MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U',
  ];
  it.each([
    'Threat Response: §',
    'Eventing: On\nCisco XDR: §\nRegister',
    'https://§.api.eu.sse.itd.cisco.com/x',
    'Enter token:\n§',
    'Here is the token\n§',
    'Registration key\n§\n',
    'the token that we got from the portal was §',
    '登録トークンは次のとおりです\n§',
    'name,token\nesa1,§',
    'Credentials:\nadmin\n§',
    'client secret below\n§',
    'Device registration token (valid 1h) §',
    'GET /token/§/renew',
    'our registration key § was taken',
  ])('%s', (template) => {
    for (const token of forms) expect(masked(template.replaceAll('§', token))).not.toContain(token.slice(0, 12));
  });

  it.each([
    ...forms.slice(0, 4).map((id) => `trace_id ${id}`),
    `Threat Response device id: ${forms[3]}`,
    `SHA256: ${hex}${hex} of the attachment`,
    `the module ${forms[3]} has no token`,
    `"Threat Response","id":"${forms[3]}"`,
    `https://xdr.us.security.cisco.com/modules/${forms[3]}`,
    `File: ${hex}`,
    `The token was rejected for device ${forms[3]}`,
    `Token: invalid or expired\nState of the service\n${forms[3]}`,
    `trace: ${hex} token expired`,
  ])('is not what is named so: %s', (text) => {
    expect(masked(text)).toBe(text);
  });
});

describe('the cell beside its name', () => {
  it.each([
    ['<td>Password</td> <td>summer</td>', 'summer'],
    ['<dt>Passphrase:</dt><dd class="x">summer</dd>', 'summer'],
    ['<th>API key</th>\n<td>4fK9zQ2b</td>', '4fK9zQ2b'],
    ['User | admin | Password | s3cret9', 's3cret9'],
  ])('of a page or a line holds the secret: %s', (text, secret) => {
    expect(masked(text)).not.toContain(secret);
  });

  it.each([
    '<td>Password</td><td>expired</td>',
    '<td>Token</td><td>Register</td>',
    '<td>Password policy</td><td>strict</td>',
  ])('or what is said of it: %s', (text) => {
    expect(masked(text)).toBe(text);
  });
});
