// The built-in pack as the build stored it: checked, in one JSON file, so that an analysis needs neither YAML nor schemas.
import { readFile } from 'node:fs/promises';
import type { Pack } from '../model/rule.js';
import { packageFolder } from '../package-folder.js';

export async function loadStoredPack(): Promise<Pack> {
  return JSON.parse(await readFile(`${packageFolder}dist/pack.json`, 'utf8')) as Pack;
}
