// The flags of every command that judges an upload: which case, which rules, which language, what the engineer adds.
import { defineOptions } from '../../model/command.js';

export const packOptions = defineOptions({
  lang: { value: 'LANG', describe: 'language of titles, messages, fixes and asks: en, pt, de, ja' },
  rules: { value: 'PATH', describe: 'a folder of further rules, added to the built-in ones', repeatable: true },
});

export const keyOption = defineOptions({
  'case-key': {
    value: 'FILE',
    describe: 'labels of secrets are made with the key in this file: the same in every case with this key',
  },
});

export const caseOptions = defineOptions({
  case: { value: 'NAME', describe: "the case's name (default: the first path's)" },
  ...packOptions,
  'as-of': {
    value: 'TIME',
    describe: 'judge as of this time, 2026-01-31T10:00Z (default: the latest in the evidence)',
  },
  zone: {
    value: 'SUBJECT=ZONE',
    describe: 'the zone of a clock whose times tell none, esa1.example.com=Europe/Berlin, case=UTC',
    repeatable: true,
  },
  state: {
    value: 'KEY=VALUE[@SUBJECT]',
    describe: 'a fact learnt otherwise, on the phone; weaker than what is shown',
    repeatable: true,
  },
  ...keyOption,
  'show-secrets': { describe: 'mask nothing; only on a terminal' },
  limit: {
    value: 'NAME=VALUE',
    describe: 'move a limit of what is read, file-bytes=16GiB; --help limits shows them all',
    repeatable: true,
  },
});
