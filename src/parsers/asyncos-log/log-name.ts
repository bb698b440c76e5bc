// Which log a file is: by the tag that syslog writes into the line, else by the labels of its path. A label that no log
// of `logs.yaml` has tells nothing.
import type { Extractors } from '../../model/parser.js';

/** @param label a tag, or a path of the upload: `esa1/ctr_logs/ctr_logs.current`, `system.@20261117T080000.s.gz` */
export function logNameOf(label: string, { names }: Extractors['logs']): string | undefined {
  const parts = label.toLowerCase().split(/[/!]+/).reverse();
  for (const part of parts) {
    const stem = /^[a-z0-9_-]{1,64}/.exec(part)?.[0];
    const found = Object.entries(names).find(([, spellings]) => spellings.includes(stem ?? ''));
    if (found) return found[0];
  }
  return undefined;
}
