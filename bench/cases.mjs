// Generated cases with planted problems, through the whole program: per rule what came of them. Seeds make the same cases
// everywhere: `npm run bench -- cases --seed=1 --count=2000`.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

export async function report({ isQuick = false, seed = 1, count = isQuick ? 40 : 2000 } = {}) {
  const tsc = createRequire(import.meta.url).resolve('typescript/lib/tsc.js');
  execFileSync(process.execPath, [tsc, '-p', here('tsconfig.json')], { stdio: 'inherit' });
  const { runCases, render: table } = await import('../build/bench/test/generator/run-cases.js');
  return table(await runCases(seed, count), seed);
}
