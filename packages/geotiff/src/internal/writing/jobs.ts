/** Work that runs beside the caller, bounded in bytes. */
export interface Jobs {
  /** Begins `work`, once what runs leaves room for `bytes` more. Throws what an earlier job threw. */
  start(bytes: number, work: () => Promise<void>): Promise<void>;
  /** Waits for all. */
  drain(): Promise<void>;
}

/** More than any pool of threads works on at a time; each holds the memory of its compressor. */
const MOST_JOBS = 16;

/** Jobs that together hold at most `most` bytes; one alone may hold more. */
export function boundedJobs(most: number): Jobs {
  const running = new Set<Promise<void>>();
  let held = 0;
  let failure: { readonly cause: unknown } | null = null;
  const rethrow = () => {
    if (failure !== null) throw failure.cause;
  };
  return {
    async start(bytes, work) {
      while (running.size >= MOST_JOBS || (running.size > 0 && held + bytes > most))
        await Promise.race(running);
      rethrow();
      held += bytes;
      const job = work()
        .catch((cause: unknown) => {
          failure ??= { cause };
        })
        .finally(() => {
          held -= bytes;
          running.delete(job);
        });
      running.add(job);
    },
    async drain() {
      await Promise.all(running);
      rethrow();
    },
  };
}
