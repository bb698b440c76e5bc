// Builds dist/ from src/ and rules/: registries and fact keys are generated, TypeScript compiled into build/, its some
// hundred modules bundled into few files (opening each costs more than a small case), and what always comes out the same
// stored: the rule pack as JSON, help as text, the code that V8 makes of the bundle.
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
if (process.exitCode === undefined) {
  await storeHelp();
  execFileSync(process.execPath, [`${root}scripts/store-code.mjs`]);
}

/** Help in the usual widths, laid out once: yargs takes as long for it as Node takes to start. */
async function storeHelp() {
  const { layOutHelp, storedHelp, storedWidths } = await import('../build/commands/line/help-text.js');
  const { commands: registry } = await import('../build/commands/registry.js');
  const commands = {};
  for (const [verb, load] of Object.entries(registry)) commands[verb] = (await load()).default;
  mkdirSync(`${root}dist/help`);
  const lines = Object.keys(commands).map((verb) => ({ verb, verbGiven: true }));
  for (const line of [...lines, { verb: 'analyze', verbGiven: false }]) {
    for (const width of storedWidths) writeFileSync(storedHelp(line, width), await layOutHelp(line, commands, width));
  }
}

/** Lazy imports stay chunks of their own. What reads files beside itself, or is rarely needed, is left in node_modules. */
async function bundle() {
  const { rolldown } = await import('rolldown');
  const minify = { compress: false, mangle: false, codegen: true };
  const common = { platform: 'node', logLevel: 'warn' };
  const program = await rolldown({
    ...common,
    input: { program: `${root}build/cli.js`, main: `${root}build/main.js` },
    external: ['ajv', /^ajv\//, 'yaml', 'har-validator'],
    plugins: [evaluatedWhenCalled('string-width')],
    // yargs asks it for configurations that extend others; there are none.
    transform: { define: { 'import.meta.resolve': 'undefined' } },
    // The parser of yargs comes with modules that prepare translations and layout: only help needs those.
    treeshake: { moduleSideEffects: (id) => !id.includes('/yargs/lib/platform-shims/') },
  });
  const chunks = { entryFileNames: '[name].cjs', chunkFileNames: '[name].cjs', dynamicImportInCjs: false };
  await program.write({ dir: `${root}dist`, format: 'cjs', ...chunks, minify });
  await program.close();
  const beside = await rolldown({
    ...common,
    input: {
      cli: `${root}build/launch.js`,
      'sha256-worker': `${root}build/run/hash/sha256-worker.js`,
      'document-worker': `${root}build/run/child/document-worker.js`,
      'memory-watch-worker': `${root}build/run/child/memory-watch-worker.js`,
    },
    external: ['ajv', /^ajv\//, 'yaml', 'har-validator'],
  });
  await beside.write({ dir: `${root}dist`, format: 'esm', minify });
  await beside.close();
}

/** Our imports of a package whose default export is a function: its tables are built at the first call, if ever. */
function evaluatedWhenCalled(name) {
  const stub = `\0when-called:${name}`;
  return {
    name: 'evaluated-when-called',
    resolveId: (id, importer) => (id === name && importer?.startsWith(`${root}build/`) ? stub : undefined),
    load: (id) =>
      id === stub ? `export default (...given) => require(${JSON.stringify(name)}).default(...given);` : undefined,
  };
}
