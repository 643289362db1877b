import {
  type BlockConfusion,
  bootstrapConfusion,
  type ConfusionCounts,
  f1PerClass,
  iouPerClass,
  type MeasuredInterval,
  overallAccuracy,
} from "@undercoat/metrics";
import { createRng } from "@undercoat/random";

/** How intervals are drawn. */
export interface IntervalOptions {
  /** Share of such intervals that hold the true value. Default: 0.95. */
  readonly level?: number | undefined;
  /** Default: 0. */
  readonly seed?: number | undefined;
}

/** Lower and upper end; null where `reasons` says why. */
type Ends = readonly [number, number] | null;

/** Intervals by a bootstrap over spatial blocks. */
export interface EvaluationIntervals {
  readonly level: number;
  readonly resamples: number;
  readonly seed: number;
  readonly blockSize: number;
  /** Blocks that hold a pixel with a label and a prediction. */
  readonly blocks: number;
  readonly iou: readonly Ends[];
  readonly f1: readonly Ends[];
  readonly meanIou: Ends;
  readonly meanF1: Ends;
  readonly overallAccuracy: Ends;
  /** Why there is none, or why one is rough. */
  readonly reasons: readonly string[];
}

const RESAMPLES = 2000;
/** Below it the ends are guesses. */
const FEW_BLOCKS = 20;

/** Intervals of the scores, each of the same quantity as the score: a mean needs all classes that the maps hold. */
export function evaluationIntervals(
  blocks: BlockConfusion,
  whole: ConfusionCounts,
  { level = 0.95, seed = 0 }: IntervalOptions,
): EvaluationIntervals {
  const units = blocks.blocks().map(({ confusion }) => confusion);
  const used = units.filter(({ counts }) => counts.some((count) => count > 0)).length;
  const present = iouPerClass(whole).flatMap((value, index) => (value === null ? [] : [index]));
  const meanOf = (values: readonly (number | null)[]) => {
    const all = present.map((index) => values[index] ?? null).filter((value) => value !== null);
    return all.length < present.length ? null : all.reduce((sum, value) => sum + value, 0) / all.length;
  };
  const measure = (confusion: ConfusionCounts) => {
    const [iou, f1] = [iouPerClass(confusion), f1PerClass(confusion)];
    return [...iou, ...f1, meanOf(iou), meanOf(f1), overallAccuracy(confusion)];
  };
  const rng = createRng(seed).fork("evaluate");
  const found = bootstrapConfusion(units, measure, { rng, level, resamples: RESAMPLES });
  const ends = found.map(({ interval }) => interval);
  const order = whole.scheme.classes.length;
  return {
    level,
    resamples: RESAMPLES,
    seed,
    blockSize: blocks.blockSize,
    blocks: used,
    iou: ends.slice(0, order),
    f1: ends.slice(order, 2 * order),
    meanIou: ends[2 * order]!,
    meanF1: ends[2 * order + 1]!,
    overallAccuracy: ends[2 * order + 2]!,
    reasons: reasonsOf(found, whole, used),
  };
}

function reasonsOf(
  found: readonly MeasuredInterval[],
  { scheme: { classes } }: ConfusionCounts,
  blocks: number,
): readonly string[] {
  if (blocks === 1)
    return ["no intervals: all pixels lie in 1 block, and at least 2 can be resampled; take smaller blocks"];
  const names = [...classes.map(({ name }) => `IoU of "${name}"`)];
  const missing = [...names, ...classes.map(() => null), "mean IoU"].flatMap((name, index) => {
    const { value, reason } = found[index]!;
    return name === null || reason === null || value === null
      ? []
      : [`no interval for the ${name}: ${reason}`];
  });
  return blocks < FEW_BLOCKS
    ? [`only ${blocks} blocks: intervals are rough, and tend to be too narrow`, ...missing]
    : missing;
}
