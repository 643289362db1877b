import { interruptible } from "./interruptible.ts";
import { progressOn } from "./progress.ts";

/** Follows reports with progress on stderr, until the end or the first Ctrl-C; gives the last one. */
export async function showingProgress<Report extends { readonly fraction: number; readonly status: string }>(
  work: (signal: AbortSignal) => AsyncIterable<Report>,
): Promise<Report | null> {
  const progress = progressOn(process.stderr);
  let last: Report | null = null;
  try {
    await interruptible(async (signal) => {
      for await (const report of work(signal)) {
        last = report;
        progress.tell(report);
      }
    });
  } finally {
    progress.end();
  }
  return last;
}
