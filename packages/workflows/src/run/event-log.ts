import { appendFileSync, existsSync, readFileSync, statSync, truncateSync } from "node:fs";
import { diskError } from "@undercoat/files";
import type { RunEvent } from "../judge/result-files.ts";

/** Appends events to `events.jsonl`, a few times a second, so that a training step never waits for the disk. */
export interface EventLog {
  write(event: RunEvent): void;
  flush(): void;
}

const FLUSH_MILLISECONDS = 500;

/** Opens the log; whole lines that were there stay, and a resumed run goes on below them. */
export function openEventLog(file: string): EventLog {
  dropHalfLine(file);
  let waiting: string[] = [];
  let flushed = performance.now();
  const flush = () => {
    if (waiting.length === 0) return;
    const size = existsSync(file) ? statSync(file).size : 0;
    try {
      appendFileSync(file, waiting.join(""));
    } catch (error) {
      if (existsSync(file)) truncateSync(file, size); // a full disk may have taken a part
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

/** A kill may leave a line without its end; its event will come again. */
function dropHalfLine(file: string): void {
  if (!existsSync(file)) return;
  const bytes = readFileSync(file);
  const end = bytes.lastIndexOf(10) + 1;
  if (end < bytes.length) truncateSync(file, end);
}
