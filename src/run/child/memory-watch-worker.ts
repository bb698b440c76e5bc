// The second thread of a child: ends it when it takes too much memory, or when its parent is gone while it is busy. The
// system's count is taken, since Buffers are outside the heap that V8 limits.
import { workerData } from 'node:worker_threads';

const { memoryBytes, parent } = workerData as { memoryBytes: number; parent: number };
const everyMs = 50;

setInterval(() => {
  if (process.memoryUsage.rss() > memoryBytes || process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
}, everyMs);
