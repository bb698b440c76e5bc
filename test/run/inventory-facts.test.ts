import { describe, expect, test } from 'vitest';
import { known, type Observation } from '../../src/model/fact.js';
import { inventoryFacts } from '../../src/run/inventory-facts.js';
import type { ReadArtifact } from '../../src/run/read-upload.js';
import type { Words } from '../../src/run/words.js';
import { trusted } from '../../src/text/safe.js';

const words = { word: () => trusted('captures') } as unknown as Words;
const something = { subject: { type: 'capture', key: '1' } } as Observation;

function artifact(id: string, more: Partial<ReadArtifact>): ReadArtifact {
  const plain = {
    kind: 'text',
    sizeBytes: 1,
    sha256: '',
    status: 'ok',
    counts: {},
    notes: [],
    observations: [],
  } as const;
  return { id, ...plain, ...more };
}

const list = (...artifacts: ReadArtifact[]) => inventoryFacts(artifacts, true, words)[0];

describe('captures of the case', () => {
  test('the same capture twice is one, and no second one that nobody saw', () => {
    const twice = list(
      artifact('a.har', { kind: 'har', observations: [something] }),
      artifact('b.har', { kind: 'har' }),
    );
    expect(twice).toMatchObject({ state: known(['a.har']), complete: true });
  });

  test('none is only known where everything was looked into', () => {
    expect(list(artifact('a.txt', {}))).toMatchObject({ state: known([]), complete: true });
    expect(list(artifact('a.zip', { kind: 'archive', status: 'unreadable' }))?.complete).toBe(false);
    expect(list(artifact('a.txt', { isCut: true }))?.complete).toBe(false);
    expect(list(artifact('a.eml', { kind: 'email', status: 'ignored' }))?.complete).toBe(false);
    expect(inventoryFacts([], false, words)[0]?.complete).toBe(false);
  });
});
