// `analyze`: judges the case and delivers its report to every place that was asked for.
import type { Call, ExitCode } from '../../model/command.js';
import type { Report } from '../../model/report.js';
import { type Destination, readDestinations } from '../case/destinations.js';
import { exitCodeOf, type FailOn } from '../case/exit-code.js';
import { type JudgedCase, judgeCase } from '../case/judge-case.js';
import { onlyProblems, onlyThese } from '../case/only.js';
import { presentationOf } from '../case/presentation.js';
import { renderOptions } from '../case/render-options.js';
import { checkFile, writeFile } from '../case/write-file.js';

export async function reportCase(call: Call): Promise<ExitCode> {
  const destinations = await readDestinations(call);
  for (const { file } of destinations) if (file !== undefined) await checkFile(file, call.has('force'));
  const only = call.texts('only');
  const judged = await judgeCase(call, call.positionals, (known) => onlyProblems(only, known));
  const shown = onlyThese(judged.report, only, judged.pack);
  for (const destination of destinations) await deliver(destination, shown, judged, call);
  return exitCodeOf(shown, (call.text('fail-on') ?? 'never') as FailOn, call.has('strict'));
}

async function deliver(to: Destination, report: Report, judged: JudgedCase, call: Call): Promise<void> {
  const options = renderOptions(call, to.file === undefined);
  const text = judged.egress(to.reporter.render(report, presentationOf(judged.pack, judged.lang), options));
  if (to.file === undefined) await call.io.stdout.write(text);
  else await writeFile(to.file, text, call.has('force'));
}
