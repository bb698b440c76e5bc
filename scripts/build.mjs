// Builds dist/ from src/ and rules/: registries and fact keys are generated, TypeScript compiled, the rule pack stored as JSON.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { generate } from './generate.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

generate();
execFileSync(process.execPath, [`${root}scripts/build-kernel.mjs`], { stdio: 'inherit' });
rmSync(`${root}dist`, { recursive: true, force: true });
mkdirSync(`${root}dist`);
const tsc = createRequire(import.meta.url).resolve('typescript/lib/tsc.js');
execFileSync(process.execPath, [tsc, '-p', `${root}tsconfig.build.json`], { stdio: 'inherit' });
chmodSync(`${root}dist/cli.js`, 0o755);

const { builtinFolder, loadFolders } = await import('../dist/pack/load-pack.js');
try {
  writeFileSync(`${root}dist/pack.json`, JSON.stringify(await loadFolders([builtinFolder])));
} catch (error) {
  if (!Array.isArray(error.problems)) throw error;
  for (const { place, problem, expected, example } of error.problems) {
    process.stderr.write(
      `rules/${place}: ${problem}${expected ? `; expected: ${expected}` : ''}${example ? `; example: ${example}` : ''}\n`,
    );
  }
  process.exitCode = 1;
}
