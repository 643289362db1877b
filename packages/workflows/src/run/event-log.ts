import { appendFileSync } from "node:fs";
import { diskError } from "@undercoat/files";
import type { RunEvent } from "../judge/result-files.ts";

/** Appends events to `events.jsonl`, a few times a second, so that a training step never waits for the disk. */
export interface EventLog {
  write(event: RunEvent): void;
  flush(): void;
}

const FLUSH_MILLISECONDS = 500;

/** Opens the log; what was there stays, a resumed run goes on below it. */
export function openEventLog(file: string): EventLog {
  let waiting: string[] = [];
  let flushed = performance.now();
  const flush = () => {
    if (waiting.length === 0) return;
    try {
      appendFileSync(file, waiting.join(""));
    } catch (error) {
      throw diskError(error, file, "write");
    }
    waiting = [];
    flushed = performance.now();
  };
  return {
    write(event) {
      waiting.push(`${JSON.stringify(event)}\n`);
      if (performance.now() - flushed > FLUSH_MILLISECONDS) flush();
    },
    flush,
  };
}
