import { expect, test } from 'vitest';
import { compilePattern, isPattern } from '../../src/text/pattern.js';

test('a pattern of a further pack gives what a regular expression gives', () => {
  const source = '^(?:User )?(?<name>\\S{1,8}) (?:from (?<host>\\S{1,40})|logged in)$';
  for (const text of ['User admin logged in', 'admin from esa1.example.com', 'nobody', '']) {
    const [own, linear] = [compilePattern(source, 'u', undefined), compilePattern(source, 'u', true)];
    expect(linear.test(text)).toBe(own.test(text));
    expect(linear.exec(text)?.groups).toEqual(own.exec(text)?.groups && { ...own.exec(text)?.groups });
  }
  expect(compilePattern('^abc$', 'iu', true).test('ABC')).toBe(true);
  expect(compilePattern('^abc$', 'u', true).test('ABC')).toBe(false);
});

// A regular expression takes 2^60 steps for each of them.
test.each(['^(?:a+)+$', '^(?:a{1,40}){1,20}$', '^(?:a|a){1,60}$', '^(?:a?){60}a{60}$'])(
  '%s comes to its end',
  (source) => {
    expect(compilePattern(source, 'u', true).test(`${'a'.repeat(60)}b`)).toBe(false);
  },
);

test('what needs backtracking is no pattern of a further pack', () => {
  for (const source of ['(?=a)b', '(?<!a)b', '(a)\\1', '(']) expect(isPattern(source, 'u', true), source).toBe(false);
  for (const source of ['(?=a)b', '(?<!a)b', '(a)\\1']) expect(isPattern(source, 'u', undefined), source).toBe(true);
});
