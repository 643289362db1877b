import { isFilesError } from "@undercoat/files";
import {
  type ItemReport,
  itemsOfShard,
  type JobItem,
  type RunItemsOptions,
  runItems,
  type Shard,
} from "@undercoat/jobs";
import { IGNORE_INDEX } from "@undercoat/raster";
import { isPredictionError } from "./errors.ts";
import { partWriter } from "./internal/part-files.ts";
import { type Layer, layersOf } from "./layers.ts";
import { type PredictedRows, type RowsContext, rowPredictor } from "./predict-rows.ts";
import type { PlannedBlock, PredictionJob } from "./prediction-job.ts";

/** Options of {@link runPrediction}. */
export interface RunPredictionOptions
  extends Pick<RowsContext, "predictor" | "image" | "wanted" | "stopwatch">,
    Omit<RunItemsOptions, "isFatal"> {
  /** Omitted: all blocks. */
  readonly shard?: Shard | undefined;
}

/** Pixels of a block that were finished. */
export interface PredictionProgress {
  readonly pixels: number;
}

/**
 * Predicts the blocks of a job that nobody did yet and leaves them in its folder, row by row as they become final. May
 * be killed at any moment, run again, and run by several processes and machines at once.
 *
 * @throws {PredictionError} `BANDS_DIFFER`
 * @throws {FilesError} At once where the disk refuses, such as `DISK_FULL`; what is done stays.
 */
export async function* runPrediction(
  job: PredictionJob,
  { predictor, image, wanted, stopwatch, shard, ...options }: RunPredictionOptions,
): AsyncGenerator<ItemReport<PredictionProgress>> {
  const { folder, layout, blocks } = job;
  const mine = itemsOfShard(blocks, shard ?? { index: 1, count: 1 });
  const blockOf = new Map(mine.map((block) => [block.item.id, block]));
  const layers = layersOf(job.scheme, job.layers);
  const context = { layout, predictor, image, wanted, stopwatch, signal: options.signal };
  const { rows } = rowPredictor(context);
  const work = ({ id }: JobItem) => writeBlock(blockOf.get(id)!, { rows, layers, folder, stopwatch });
  const isFatal = (error: unknown) => isFilesError(error) || isPredictionError(error);
  const items = mine.map(({ item }) => item);
  yield* runItems<PredictionProgress>(folder, items, { ...options, work, isFatal });
}

interface Writing extends Pick<RowsContext, "stopwatch"> {
  readonly rows: ReturnType<typeof rowPredictor>["rows"];
  readonly layers: readonly Layer[];
  readonly folder: string;
}

async function* writeBlock(
  block: PlannedBlock,
  { rows, layers, folder, stopwatch }: Writing,
): AsyncGenerator<PredictionProgress, { pixels: number; classes: number[] }> {
  const counts = new Float64Array(IGNORE_INDEX + 1);
  const writer = await partWriter(folder, block, layers);
  try {
    for await (const finished of rows(block)) {
      await stopwatch.measure("write", () => writer.write(finished));
      countInto(counts, finished, layers[0]!);
      yield { pixels: finished.validity.length };
    }
    await stopwatch.measure("write", () => writer.finish());
  } catch (error) {
    await writer.abort();
    throw error;
  } finally {
    await writer.abort(); // where the loop was left; nothing after finish
  }
  return { pixels: block.window.width * block.window.height, classes: [...counts] };
}

function countInto(counts: Float64Array, rows: PredictedRows, classes: Layer): void {
  for (const index of classes.encode(rows)) counts[index]! += 1;
}
