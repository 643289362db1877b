import type { JointCounts } from "../joint-counter.ts";

/** Counts of several windows together. */
export function sumCounts(parts: readonly JointCounts[]): JointCounts {
  const { classes } = parts[0]!;
  const sum = {
    classes,
    confident: new Float64Array(classes * classes),
    labelled: new Float64Array(classes),
    agreeing: new Float64Array(classes),
    contradicted: new Float64Array(classes),
  };
  for (const part of parts)
    for (const key of ["confident", "labelled", "agreeing", "contradicted"] as const)
      for (let cell = 0; cell < sum[key].length; cell++) sum[key][cell]! += part[key][cell]!;
  return sum;
}
