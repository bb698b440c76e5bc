// The built-in pack as the build stored it: checked, in one JSON file, so that an analysis needs neither YAML nor schemas.
import { readFileSync } from 'node:fs';
import type { Pack } from '../model/rule.js';
import { packageFolder } from '../package-folder.js';

/** Read in place: the first read that another thread does starts four of them. */
export function loadStoredPack(): Pack {
  return JSON.parse(readFileSync(`${packageFolder}dist/pack.json`, 'utf8')) as Pack;
}
