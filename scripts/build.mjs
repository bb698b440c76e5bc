// Builds dist/ from src/ and rules/: registries and fact keys are generated, TypeScript compiled into build/, its some
// hundred modules bundled into few files (opening each costs more than a small case), the rule pack stored as JSON.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { generate } from './generate.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

generate();
execFileSync(process.execPath, [`${root}scripts/build-kernel.mjs`], { stdio: 'inherit' });
for (const folder of ['build', 'dist']) {
  rmSync(`${root}${folder}`, { recursive: true, force: true });
  mkdirSync(`${root}${folder}`);
}
const tsc = createRequire(import.meta.url).resolve('typescript/lib/tsc.js');
execFileSync(process.execPath, [tsc, '-p', `${root}tsconfig.build.json`], { stdio: 'inherit' });
await bundle();
chmodSync(`${root}dist/cli.js`, 0o755);

const { builtinFolder, loadFolders } = await import('../build/pack/load-pack.js');
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

/** Lazy imports stay chunks of their own. What reads files beside itself, or is rarely needed, is left in node_modules. */
async function bundle() {
  const { rolldown } = await import('rolldown');
  const built = await rolldown({
    input: {
      cli: `${root}build/cli.js`,
      'sha256-worker': `${root}build/run/sha256-worker.js`,
      'document-worker': `${root}build/run/child/document-worker.js`,
      'memory-watch-worker': `${root}build/run/child/memory-watch-worker.js`,
    },
    platform: 'node',
    external: ['ajv', /^ajv\//, 'yaml', 'har-validator'],
    logLevel: 'warn',
  });
  await built.write({
    dir: `${root}dist`,
    format: 'esm',
    chunkFileNames: '[name].js',
    minify: { compress: false, mangle: false, codegen: true },
  });
  await built.close();
}
