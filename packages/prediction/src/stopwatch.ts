/** What time was spent on. */
export type Phase = "read" | "infer" | "write";

/** Seconds spent waiting for each phase; the other phases may go on meanwhile. */
export interface Stopwatch {
  measure<Result>(phase: Phase, work: () => Promise<Result>): Promise<Result>;
  seconds(): Readonly<Record<Phase, number>>;
}

/** A stopwatch at 0. */
export function stopwatch(): Stopwatch {
  const seconds = { read: 0, infer: 0, write: 0 };
  return Object.freeze({
    measure: async <Result>(phase: Phase, work: () => Promise<Result>) => {
      const began = performance.now();
      try {
        return await work();
      } finally {
        seconds[phase] += (performance.now() - began) / 1000;
      }
    },
    seconds: () => ({ ...seconds }),
  });
}
