import { describe, expect, it } from 'vitest';
import { jwtClaims } from '../../src/text/jwt-claims.js';

const IROH = 'https://schemas.cisco.com/iroh/identity/claims/';
const token = (payload: unknown): string =>
  `eyJhbGciOiJSUzI1NiJ9.${Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload)).toString('base64url')}.c2ln`;

describe('jwtClaims', () => {
  it('gives the chosen claims and nothing of persons', () => {
    const claims = jwtClaims(
      `Bearer ${token({
        exp: 3600,
        iat: 0,
        nbf: 0,
        iss: 'IROH Auth',
        email: 'user@example.com',
        sub: '1',
        [`${IROH}org/id`]: '63489cf9',
        [`${IROH}org/name`]: 'Example',
        [`${IROH}scopes`]: ['casebook', 3],
        [`${IROH}oauth/kind`]: 'session-token',
        [`${IROH}user/roles`]: ['admin'],
        [`${IROH}user/email`]: 'user@example.com',
      })}`,
    );
    expect(claims).toEqual({
      exp: 3600,
      iat: 0,
      nbf: 0,
      iss: 'IROH Auth',
      orgId: '63489cf9',
      xdrOrgId: '63489cf9',
      xdrOrgName: 'Example',
      scopes: ['casebook'],
      kind: 'session-token',
      roles: ['admin'],
    });
  });

  it('reads the scope of OAuth and leaves out wrong types', () => {
    expect(jwtClaims(token({ scope: 'a b', exp: '1', iss: 4 }))).toEqual({ scopes: ['a', 'b'] });
  });

  it.each(['', 'a.b.c', 'eyJhbGciOiJSUzI1NiJ9', token('no json'), token([1]), token('{"exp":1'), 'eyJ.!!!.x'])(
    'is undefined for %j',
    (text) => {
      expect(jwtClaims(text)).toBeUndefined();
    },
  );

  it('is not fooled by __proto__', () => {
    expect(jwtClaims(token('{"__proto__":{"exp":1}}'))).toEqual({});
  });
});
