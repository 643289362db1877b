import { openLedger } from "@undercoat/jobs";
import type { PredictionJob } from "@undercoat/prediction";
import { IGNORE_INDEX } from "@undercoat/raster";
import * as z from "zod";
import type { PredictedMap } from "./predict-options.ts";

const BlockResult = z.object({ pixels: z.int(), classes: z.array(z.int()) });

/** Pixels of each class, and without one. */
export type ClassCounts = Pick<PredictedMap, "classes" | "withoutClass">;

/** Pixels of each class in the blocks that are done. */
export async function classCountsOfJob(job: PredictionJob): Promise<ClassCounts> {
  const ledger = openLedger(job.folder);
  const done = await ledger.done();
  const counts = new Float64Array(IGNORE_INDEX + 1);
  for (const { item } of job.blocks) {
    if (!done.has(item.id)) continue;
    const { classes } = BlockResult.parse(await ledger.result(item.id));
    for (const [index, count] of classes.entries()) counts[index]! += count;
  }
  const known = counts.subarray(0, IGNORE_INDEX).reduce((sum, count) => sum + count, 0);
  return {
    classes: job.scheme.classes.map(({ name }, index) => {
      const pixels = counts[index] ?? 0;
      return { name, pixels, share: known === 0 ? 0 : pixels / known };
    }),
    withoutClass: counts[IGNORE_INDEX] ?? 0,
  };
}
