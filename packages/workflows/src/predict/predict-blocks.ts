import { itemsOfShard, openLedger } from "@undercoat/jobs";
import { type PredictionJob, runPrediction, type Stopwatch } from "@undercoat/prediction";
import { WorkflowError } from "../errors.ts";
import type { LoadedPredictor } from "./load-predictor.ts";
import type { OpenImage } from "./open-image.ts";
import type { PredictMapOptions, PredictReport } from "./predict-options.ts";
import type { RegionOfInterest } from "./region-of-interest.ts";

/** What blocks are predicted with. */
export interface BlocksContext {
  readonly job: PredictionJob;
  readonly loaded: LoadedPredictor;
  readonly opened: OpenImage;
  readonly region: RegionOfInterest | null;
  readonly watch: Stopwatch;
}

/**
 * Predicts what is left of a job, or of a shard of it; counts what this process did.
 *
 * @throws {WorkflowError} `INTERRUPTED`; the error of a block that failed for good.
 */
export async function* predictBlocks(
  options: PredictMapOptions,
  { job, loaded, opened, region, watch, share }: BlocksContext & { readonly share: number },
): AsyncGenerator<PredictReport, { readonly blocks: number; readonly pixels: number }> {
  const { shard, signal } = options;
  const mine = itemsOfShard(job.blocks, shard ?? { index: 1, count: 1 });
  const pixelsOf = new Map(mine.map(({ item, window }) => [item.id, window.width * window.height]));
  const total = mine.reduce((sum, { window }) => sum + window.width * window.height, 0);
  const ledger = openLedger(job.folder);
  const before = await ledger.done();
  await ledger.forgetFailures(); // they are tried anew
  let behind = mine.reduce(
    (sum, { item }) => sum + (before.has(item.id) ? (pixelsOf.get(item.id) ?? 0) : 0),
    0,
  );
  const counts = { blocks: 0, pixels: 0 };
  const run = runPrediction(job, {
    predictor: loaded.predictor,
    image: opened.image,
    wanted: region === null ? undefined : (window) => region.wanted(window),
    stopwatch: watch,
    shard,
    ...(signal === undefined ? {} : { signal }),
  });
  const report = (status: string): PredictReport => ({
    fraction: total === 0 ? share : (share * Math.min(behind, total)) / total,
    status,
    result: null,
  });
  try {
    for await (const event of run) {
      if (event.kind === "progress") behind += event.report.pixels;
      if (event.kind === "progress") counts.pixels += event.report.pixels;
      if (event.kind === "done") counts.blocks += 1;
      if (event.kind === "failed" && event.isFinal) throw event.error;
      yield report(
        event.kind === "waiting"
          ? `waiting for ${event.items} blocks of others`
          : `block ${counts.blocks + before.size + 1}/${job.blocks.length}`,
      );
    }
  } catch (cause) {
    if (signal?.aborted !== true) throw cause;
    const done = (await ledger.done()).size;
    throw new WorkflowError("INTERRUPTED", {
      message: `interrupted; ${done} of ${job.blocks.length} blocks are done, --resume goes on`,
      context: { folder: job.folder, done },
      cause,
    });
  }
  return counts;
}
