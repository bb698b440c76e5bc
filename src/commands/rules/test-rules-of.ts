// `rules test`: runs the tests that stand in the rules. What passes is counted, what fails is shown.
import { testRules } from '../../authoring/test-rules.js';
import { type Call, type ExitCode, exitCodes } from '../../model/command.js';
import { harmless } from '../../text/harmless.js';
import { readPack, refuseUnknownRules } from '../case/read-pack.js';

export async function testRulesOf(call: Call, ids: readonly string[]): Promise<ExitCode> {
  const { pack } = await readPack(call);
  refuseUnknownRules(ids, pack);
  const results = harmless(testRules(pack, ids.length === 0 ? undefined : ids));
  const failed = results.filter(({ ok }) => !ok);
  const lines = failed.map(
    ({ rule, file, test, expected, actual }) => `${file}: ${rule}: "${test}": expected ${expected}, got ${actual}`,
  );
  lines.push(
    `${results.length} tests of ${new Set(results.map(({ rule }) => rule)).size} rules: ${failed.length} failed`,
  );
  await call.io.stdout.write(lines.map((line) => `${line}\n`).join(''));
  return failed.length > 0 || results.length === 0 ? exitCodes.found : exitCodes.fine;
}
