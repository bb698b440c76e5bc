// A file through the whole program as it is shipped, with the memory that it took at most.
import { spawnSync } from 'node:child_process';
import { root } from '../meta/source-files.js';

export const secondsMax = 60;

// Tells the peak on its way out, as the shell's `time` is not on every machine. Where the system tells it of this program
// alone, by that: the other figure begins with the size of the process that started it.
const program = `
  const own = () => /VmHWM:\\s+(\\d+)/.exec(require('fs').readFileSync('/proc/self/status', 'utf8'))[1];
  const peak = () => { try { return own(); } catch { return process.resourceUsage().maxRSS; } };
  process.on('exit', () => require('fs').writeSync(2, 'peak ' + peak()));
  process.argv = [process.argv[0], ...process.argv.slice(1)];
  import(process.argv[1]);
`;

export function judgeFile(path: string) {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['-e', program, '--', `${root}dist/cli.js`, path, '--format', 'json'],
    { encoding: 'utf8', timeout: secondsMax * 1000, maxBuffer: 1 << 30 },
  );
  return { stdout, status, peakMiB: Number(/peak (\d+)/.exec(stderr)?.[1]) / 1024 };
}
