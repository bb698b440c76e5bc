// Where the installed package lies: `rules/`, `samples/`, `dist/` and `package.json` are found from here, whether the
// program runs from sources, unbundled or as the bundle.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder of package.json, with a slash at its end. */
export const packageFolder = fileURLToPath(upwards(new URL('.', import.meta.url)));

function upwards(folder: URL): URL {
  const parent = new URL('..', folder);
  return existsSync(new URL('package.json', folder)) || parent.href === folder.href ? folder : upwards(parent);
}
