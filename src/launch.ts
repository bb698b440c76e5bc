#!/usr/bin/env node
// Starts the bundled program. Its chunks are run as scripts, for which V8 takes the code that the build has compiled
// and stored beside each (`vm.Script`, `cachedData`): compiling anew takes as long as Node itself takes to start. Code
// of another version of V8 is refused by V8 and the chunk compiled as usual.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

const folder = fileURLToPath(new URL('.', import.meta.url));
const requireForeign = createRequire(import.meta.url);
const loaded = new Map<string, { exports: object }>();

/** File → script, for the build, which stores their code after they have run. */
export const scripts = new Map<string, Script>();

/** The exports of a chunk. */
export function launch(name: string): object {
  const before = loaded.get(name);
  if (before !== undefined) return before.exports;
  const chunk = { exports: {} };
  loaded.set(name, chunk);
  const filename = `${folder}${name}`;
  const script = new Script(`(function(exports,require,module,__filename){${readFileSync(filename, 'utf8')}\n})`, {
    filename,
    cachedData: codeOf(filename),
  });
  scripts.set(filename, script);
  const run = script.runInThisContext() as (...given: unknown[]) => void;
  run(chunk.exports, requireChunk, chunk, filename);
  return chunk.exports;
}

function requireChunk(id: string): unknown {
  return id.startsWith('./') ? launch(id.slice(2)) : requireForeign(id);
}

function codeOf(filename: string): Buffer | undefined {
  try {
    return readFileSync(`${filename}.code`);
  } catch {
    return undefined;
  }
}

launch('program.cjs');
