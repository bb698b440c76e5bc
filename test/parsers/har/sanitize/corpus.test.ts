// Captures from the wild: each copy is read like its source, copied again without a change, and free of what an own list
// of patterns calls a secret. Skipped, saying so, where the corpus is not.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyOf, judged } from './copy-of.js';
import { leftIn } from './left-secrets.js';

const folder = join(resolve(process.env.TRIAGE_CORPUS ?? '../shared/corpus'), 'har');
const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.includes('.har')) : [];

describe.skipIf(names.length === 0)(`a capture from the wild (${folder})`, () => {
  it.each(names)(
    '%s is copied: same verdicts, same bytes again, nothing left',
    async (name) => {
      const capture = readFileSync(join(folder, name));
      const copy = await copyOf(capture);
      if (copy.result.status === 'unreadable') return expect(copy.text).not.toMatch(/"entries":\[\n\{/);
      expect(JSON.parse(copy.text)).toHaveProperty('log.entries');
      expect((await copyOf(copy.text)).text).toBe(copy.text);
      expect(leftIn(copy.text)).toEqual([]);
      if (copy.result.status === 'ok') expect(await judged(copy.text)).toEqual(await judged(capture));
    },
    60_000,
  );
});
