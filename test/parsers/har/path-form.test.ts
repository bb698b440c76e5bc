import { expect, it } from 'vitest';
import { pathForm } from '../../../src/parsers/har/path-form.js';

it.each([
  ['/providers/sse/services/scim/v2/Devices', '/providers/sse/services/scim/v2/Devices'],
  ['/api/v1.2/devices/0d000000-0000-4000-8000-000000000001', '/api/v1.2/devices/{id}'],
  ['/users/jane.doe/a%40b', '/users/{id}/{id}'],
  ['/x/aBcDeFgHiJkL/0123', '/x/{id}/{id}'],
  [`/x/${'a'.repeat(33)}`, '/x/{id}'],
])('%s', (path, expected) => {
  expect(pathForm(path)).toBe(expected);
});

it('takes no time for a long word that is none', () => {
  const before = performance.now();
  for (let at = 0; at < 1000; at++) pathForm(`/${'a'.repeat(31)}!/${'a'.repeat(2000)}!`);
  expect(performance.now() - before).toBeLessThan(500);
});
