import {
  type AreaError,
  areaErrorPerClass,
  type BlockConfusion,
  blockConfusion,
  type ConfusionMatrix,
  cohenKappa,
  f1PerClass,
  frequencyWeightedIou,
  iouPerClass,
  matthewsCorrelation,
  meanAccuracy,
  meanF1,
  meanIou,
  microIou,
  overallAccuracy,
  precisionPerClass,
  recallPerClass,
} from "@undercoat/metrics";
import { crsName, type Window } from "@undercoat/raster";
import { WorkflowError } from "../errors.ts";
import { pixelHectares } from "./class-counts.ts";
import {
  type EvaluationIntervals,
  evaluationIntervals,
  type IntervalOptions,
} from "./evaluation-intervals.ts";
import { type MapPair, type MapPairOptions, openMapPair, readingWindows } from "./map-pair.ts";

/** What {@link evaluateMaps} takes. */
export interface EvaluateMapsOptions extends MapPairOptions, IntervalOptions {
  /** Side in pixels of the blocks that intervals are drawn over; default: about 256 blocks, of at least 64 pixels. */
  readonly blockSize?: number | undefined;
}

/** A value of every class, in the order of the scheme; null where it is 0/0. */
type PerClass = readonly (number | null)[];

/** How well a map agrees with labels. */
export interface MapEvaluation {
  readonly labels: string;
  readonly predicted: string;
  readonly width: number;
  readonly height: number;
  readonly crs: string;
  readonly scheme: string;
  readonly classes: readonly { readonly value: number; readonly name: string }[];
  /** Rows are the labels, columns the prediction. */
  readonly confusion: readonly (readonly number[])[];
  /** Pixels that were counted, and pixels that were not. */
  readonly pixels: number;
  readonly ignored: number;
  /** Of the ignored pixels, those with a label, but no prediction. */
  readonly unpredicted: number;
  readonly iou: PerClass;
  readonly f1: PerClass;
  readonly precision: PerClass;
  readonly recall: PerClass;
  /** Classes in neither map; they are not part of any mean. */
  readonly absentClasses: readonly string[];
  readonly meanIou: number | null;
  readonly meanF1: number | null;
  readonly microIou: number | null;
  readonly overallAccuracy: number | null;
  readonly meanAccuracy: number | null;
  readonly frequencyWeightedIou: number | null;
  readonly kappa: number | null;
  readonly mcc: number | null;
  readonly intervals: EvaluationIntervals;
  /** Mapped area of every class; null where the CRS does not tell the area of a pixel. */
  readonly areas: readonly AreaError[] | null;
  /** Blocks with the most wrong pixels. */
  readonly worst: readonly WorstPlace[];
  readonly notes: readonly string[];
}

/** A block with many wrong pixels. */
export interface WorstPlace {
  readonly window: Window;
  readonly pixels: number;
  readonly wrong: number;
}

const WORST = 6;
const BLOCKS = 256;
const SMALLEST_BLOCK = 64;
/** Each has a matrix in memory, and is drawn in every resample. */
const MOST_BLOCKS = 16_384;

/**
 * Judges a map by labels on the same grid, window by window: memory does not grow with the files.
 *
 * @throws {WorkflowError} `DATA` for files on different grids, several bands, or no pixel that has a label and a prediction;
 *   `CONFIG_VALUE`; {@link RasterError} `CLASS_OUTSIDE_SCHEME`; {@link LabelSourceError} `AMBIGUOUS_CLASSES`, `CROSSWALK_UNKNOWN`.
 */
export async function evaluateMaps(options: EvaluateMapsOptions): Promise<MapEvaluation> {
  assertOptions(options);
  const pair = await openMapPair(options);
  try {
    const blockSize = options.blockSize ?? defaultBlock(pair);
    assertBlocks(pair, blockSize);
    const blocks = blockConfusion(pair.scheme, { blockSize });
    for (const window of readingWindows(pair.grid)) {
      const { labels, predicted } = await pair.read(window);
      blocks.update(labels, predicted, window);
    }
    return evaluation(pair, blocks, options);
  } finally {
    await pair.close();
  }
}

function defaultBlock({ grid: { width, height } }: MapPair): number {
  return Math.max(SMALLEST_BLOCK, Math.ceil(Math.sqrt((width * height) / BLOCKS)));
}

function evaluation(pair: MapPair, blocks: BlockConfusion, options: EvaluateMapsOptions): MapEvaluation {
  const { grid, scheme } = pair;
  const confusion = blocks.pooled();
  const pixels = confusion.counts.reduce((sum, count) => sum + count, 0);
  assertCounted(pixels, confusion, options);
  const intervals = evaluationIntervals(blocks, confusion, options);
  const hectares = pixelHectares(grid);
  return {
    labels: options.labels,
    predicted: options.predicted,
    width: grid.width,
    height: grid.height,
    crs: crsName(grid.crs),
    scheme: scheme.name,
    classes: scheme.classes.map(({ value, name }) => ({ value, name })),
    confusion: confusion.toJSON().counts,
    pixels,
    ignored: confusion.ignored,
    unpredicted: confusion.unpredicted,
    ...scores(confusion),
    intervals,
    areas: hectares === null ? null : areaErrorPerClass(confusion, { pixelHectares: hectares }),
    worst: worstPlaces(blocks),
    notes: [...pair.notes, ...notesOf(confusion, pixels, hectares), ...strangerNotes(confusion)],
  };
}

function scores(confusion: ConfusionMatrix) {
  const { value, absentClasses } = meanIou(confusion);
  return {
    iou: iouPerClass(confusion),
    f1: f1PerClass(confusion),
    precision: precisionPerClass(confusion),
    recall: recallPerClass(confusion),
    absentClasses,
    meanIou: value,
    meanF1: meanF1(confusion).value,
    microIou: microIou(confusion),
    overallAccuracy: overallAccuracy(confusion),
    meanAccuracy: meanAccuracy(confusion),
    frequencyWeightedIou: frequencyWeightedIou(confusion),
    kappa: cohenKappa(confusion),
    mcc: matthewsCorrelation(confusion),
  };
}

function worstPlaces(blocks: BlockConfusion): readonly WorstPlace[] {
  const places = blocks.blocks().map(({ window, confusion }): WorstPlace => {
    const pixels = confusion.counts.reduce((sum, count) => sum + count, 0);
    return { window, pixels, wrong: Math.round(pixels * (1 - (overallAccuracy(confusion) ?? 1))) };
  });
  return places
    .filter(({ wrong }) => wrong > 0)
    .toSorted((a, b) => b.wrong - a.wrong)
    .slice(0, WORST);
}

function notesOf({ unpredicted }: ConfusionMatrix, pixels: number, hectares: number | null): string[] {
  return [
    ...(unpredicted === 0
      ? []
      : [
          `${unpredicted} labelled pixels have no prediction (${((100 * unpredicted) / (pixels + unpredicted)).toFixed(2)} %): they count neither as right nor as wrong`,
        ]),
    ...(hectares === null ? ["no areas: the CRS does not tell how large a pixel is"] : []),
  ];
}

/** Maps of two schemes agree nowhere. */
function strangerNotes({ counts, scheme: { classes } }: ConfusionMatrix): string[] {
  if (classes.some((_, index) => counts[index * classes.length + index]! > 0)) return [];
  return [
    "no pixel has the same class in both: are they of one scheme? say so with --labels-scheme and --predicted-scheme",
  ];
}

function assertOptions({ blockSize = 1, level = 0.5, seed = 0 }: EvaluateMapsOptions): void {
  const problem = !(Number.isSafeInteger(blockSize) && blockSize >= 1)
    ? `--block is ${blockSize}, expected a whole number of pixels from 1; take one larger than the patterns in the map`
    : !(level > 0 && level < 1)
      ? `--level is ${level}, expected a number between 0 and 1; 95 % is 0.95`
      : !Number.isSafeInteger(seed)
        ? `--seed is ${seed}, expected a whole number; leave it out for 0`
        : null;
  if (problem !== null)
    throw new WorkflowError("CONFIG_VALUE", { message: problem, context: { blockSize, level, seed } });
}

function assertBlocks({ grid: { width, height } }: MapPair, blockSize: number): void {
  const blocks = Math.ceil(width / blockSize) * Math.ceil(height / blockSize);
  if (blocks <= MOST_BLOCKS) return;
  throw new WorkflowError("CONFIG_VALUE", {
    message: `--block is ${blockSize}, which makes ${blocks} blocks of ${width}×${height} pixels, expected at most ${MOST_BLOCKS}; take larger blocks`,
    context: { blockSize, blocks },
  });
}

function assertCounted(
  pixels: number,
  { unpredicted }: ConfusionMatrix,
  { labels, predicted }: EvaluateMapsOptions,
): void {
  if (pixels > 0) return;
  throw new WorkflowError("DATA", {
    message: `0 pixels have a label in "${labels}" and a prediction in "${predicted}" (${unpredicted} have a label only), so that there is no number; check nodata, and that both cover the same ground`,
    context: { labels, predicted, unpredicted },
  });
}
