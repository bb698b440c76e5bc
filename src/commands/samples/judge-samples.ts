// `samples`: every built-in sample in brief, or the named ones in full.
import { readdir } from 'node:fs/promises';
import { type Call, type ExitCode, exitCodes } from '../../model/command.js';
import { UsageError } from '../../model/usage-error.js';
import { packageFolder } from '../../package-folder.js';
import { reporters } from '../../reporters/registry.js';
import { judgeCase } from '../case/judge-case.js';
import { presentationOf } from '../case/presentation.js';
import { unknownNames } from '../case/read-pack.js';
import { renderOptions } from '../case/render-options.js';

const samplesFolder = `${packageFolder}samples/`;

export async function judgeSamples(call: Call): Promise<ExitCode> {
  const names = await sampleNames();
  const unknown = unknownNames('NAME', call.positionals, 'sample', names, `one of ${names.join(', ')}`);
  if (unknown.length > 0) throw new UsageError(unknown);
  const wanted = call.positionals.length === 0 ? names : call.positionals;
  for (const name of wanted) await call.io.stdout.write(await sampleText(name, call));
  return exitCodes.fine;
}

async function sampleNames(): Promise<string[]> {
  const entries = await readdir(samplesFolder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return names.sort();
}

/** In full for a named sample; else its name, the sentence and what was found. */
async function sampleText(name: string, call: Call): Promise<string> {
  const brief = call.positionals.length === 0;
  // Paths from the sample's own folder: the report is the same wherever the program is installed.
  const io = { ...call.io, cwd: `${samplesFolder}${name}` };
  const { report, pack, lang, egress } = await judgeCase(
    { ...call, io, texts: ofPack(call), text: ofLang(call, name) },
    ['upload'],
  );
  const options = renderOptions(call, true);
  const detail = brief ? 'quiet' : options.detail;
  const { default: table } = await reporters.table();
  const text = egress(table.render(report, presentationOf(pack, lang), { ...options, detail }));
  return brief ? `${name}\n${text.replace(/^/gm, '  ').trimEnd()}\n\n` : text;
}

function ofPack(call: Call): Call['texts'] {
  return (flag) => (flag === 'rules' ? call.texts(flag) : []);
}

function ofLang(call: Call, name: string): Call['text'] {
  return (flag) => (flag === 'case' ? name : flag === 'lang' ? call.text(flag) : undefined);
}
