// Start-up, target 6 of the performance notes: a small case and `--help` as whole processes, beside Node that does nothing.
import { fileURLToPath } from 'node:url';
import { script } from './measure.mjs';

const sample = fileURLToPath(new URL('../samples/healthy/upload', import.meta.url));
const withSample = ([name, command, args]) => [name, command, () => args(sample)];
const plain = ([name, command, args]) => [name, command, () => args().slice(0, -1)];

export const tables = [
  {
    title: 'start',
    runs: 21,
    candidates: [
      ['node -e 0', process.execPath, () => ['-e', '0']],
      plain(script('esa-triage --help', '../dist/cli.js', '--help')),
      withSample(script('esa-triage, a small case', '../dist/cli.js')),
    ],
  },
];
