// The report as JSON: the stable interface for programs (docs/report.schema.json).
import { defineReporter } from '../model/reporter.js';
import { forJson } from '../text/for-terminal.js';

export default defineReporter({
  extensions: ['json'],
  render: (report) => `${forJson(report, 2)}\n`,
});
