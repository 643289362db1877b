/**
 * Runs beside the decoding thread, which may be busy without end: ends the process when it takes more memory than
 * allowed, and when the process that started it is gone.
 */
import { workerData } from "node:worker_threads";

const LOOK_EVERY = 10; // milliseconds

const { mostBytes, parent } = workerData as { mostBytes: number; parent: number };

setInterval(() => {
  if (process.memoryUsage.rss() > mostBytes || process.ppid !== parent) process.kill(process.pid, "SIGKILL");
}, LOOK_EVERY);
