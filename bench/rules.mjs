// Rules, target 5 of the performance notes: all of them over 10,000 facts, and the pack loaded as a case loads it.
import { script } from './measure.mjs';

const plain = ([name, command, args]) => [name, command, () => args().slice(0, -1)];
const part = (name, what) => plain(script(name, 'rules-parts.mjs', what));

export const tables = [
  {
    title: 'rules',
    runs: 9,
    candidates: [
      part('all rules over 10,000 facts', 'judge'),
      part('all rules over 10,000 facts, first time in the process', 'judge-cold'),
      part('the same facts bound and resolved', 'bind'),
      part('loading the stored pack', 'load'),
      part('loading the YAML pack', 'load-yaml'),
    ],
  },
];
