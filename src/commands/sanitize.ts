// `esa-triage sanitize FILE.har -o OUT`: a copy of a capture that may be handed to outsiders.
import { defineCommand } from '../model/command.js';
import { keyOption } from './case/case-options.js';

export default defineCommand({
  usage: 'sanitize FILE.har -o OUT',
  summary:
    'Writes a copy of a browser capture without secrets and without names of the customer, on which every rule says ' +
    'the same as on the original.',
  notes: [
    "FILE may be compressed (.har.gz); '-' is standard input. OUT is written whole or not at all, and never over FILE.",
    'Entries, their order, times and sizes stay. Hosts of Cisco stay; other hosts, addresses, serials, people and ' +
      'organizations become stand-ins (host-1.example, user-1), the same for the same. Scripts, pictures and bodies of ' +
      'hosts that no rule looks at are left out.',
    'Exit codes: 130 interrupted; 2 wrong usage, or OUT could not be written; 3 FILE is no capture (nothing is written), ' +
      'or it is damaged (what could be read is written, marked as partial); 0 otherwise.',
  ],
  examples: ['esa-triage sanitize capture.har -o for-support.har', 'esa-triage sanitize - -o for-support.har --force'],
  options: {
    output: { value: 'FILE', short: 'o', describe: 'where the copy goes' },
    ...keyOption,
    force: { describe: 'replace an existing file' },
  },
  run: async (call) => (await import('./sanitize/write-copy.js')).writeCopy(call),
});
