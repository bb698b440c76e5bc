// Long and hostile texts are read in linear time: four times the text takes about four times as long.
import { describe, expect, it } from 'vitest';
import { readText } from './reading.js';

const repeated: Readonly<Record<string, (count: number) => string>> = {
  'one line': (count) => 'Status of the device '.repeat(count),
  'blank lines': (count) => '\n'.repeat(20 * count),
  headings: (count) => 'Cloud Service Settings\n'.repeat(count),
  'one label': (count) => 'Status: Enabled\n'.repeat(count),
  'labels without a value': (count) => 'Status\n'.repeat(count),
  'items of a list': (count) => 'esa1.example.com, Secure Email Appliance, 15.0.1-416, Registered\n'.repeat(count),
  addresses: (count) => 'https://admin.sse.itd.cisco.com/\n'.repeat(count),
  'different sentences': (count) =>
    Array.from({ length: count }, (_, at) => `Nobody saw the device ${at} again.\n`).join(''),
};

/** The quicker of two looks: another process may take the processor away. */
async function millisecondsFor(text: string): Promise<number> {
  const taken: number[] = [];
  for (let look = 0; look < 2; look++) {
    const started = process.cpuUsage();
    await readText(text, 65_536);
    const { user, system } = process.cpuUsage(started);
    taken.push((user + system) / 1000);
  }
  return Math.min(...taken);
}

describe('a text of nothing but', () => {
  it.each(Object.entries(repeated))('%s is read in linear time', async (_name, textOf) => {
    await readText(textOf(1000));
    const once = await millisecondsFor(textOf(25_000));
    const fourfold = await millisecondsFor(textOf(100_000));
    // Quadratic would be sixteenfold; some milliseconds are noise.
    expect(fourfold).toBeLessThan(8 * once + 100);
  });
});
