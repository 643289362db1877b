import {
  confidentThresholds,
  contradictedPixels,
  isNoiseEstimationError,
  type JointCounts,
  jointCounter,
  type LabelledPixels,
  meanProbabilities,
  pixelQuality,
} from "@undercoat/noise-estimation";
import { cropLabels, IGNORE_INDEX, type LabelMap, type Window } from "@undercoat/raster";
import { WorkflowError } from "../../errors.ts";
import type { ProbabilitySource } from "./probability-source.ts";

/** What models say about a label map. */
export interface JudgedLabels {
  readonly blocks: readonly Window[];
  /** `models[m][b]`: counts of model m on block b. */
  readonly models: readonly (readonly JointCounts[])[];
  /** Mean probability of each label, NaN where nothing is labelled or predicted. */
  readonly quality: Float32Array;
  /** Class that a doubtful pixel looks like to the mean of the models; 255 elsewhere. */
  readonly suggested: Uint8Array;
}

/** Two passes over the blocks, for each model and for the mean of all. @throws {WorkflowError} `DATA` */
export async function judgeLabels(
  labels: LabelMap,
  sources: readonly ProbabilitySource[],
  blocks: readonly Window[],
): Promise<JudgedLabels> {
  const classes = labels.scheme.classes.length;
  const firsts = sources.map(() => confidentThresholds(classes));
  const firstOfMean = confidentThresholds(classes);
  for (const window of blocks) {
    const pixels = await readPixels(labels, sources, window);
    for (const [m, one] of pixels.models.entries())
      located(() => firsts[m]!.update(one), sources[m]!.name, window);
    firstOfMean.update(pixels.mean);
  }
  const quality = new Float32Array(labels.data.length).fill(Number.NaN);
  const suggested = new Uint8Array(labels.data.length).fill(IGNORE_INDEX);
  const models: JointCounts[][] = sources.map(() => []);
  for (const window of blocks) {
    const pixels = await readPixels(labels, sources, window);
    for (const [m, one] of pixels.models.entries()) {
      const counter = jointCounter(firsts[m]!.thresholds());
      counter.update(one);
      models[m]!.push(counter);
    }
    paste(quality, pixelQuality(pixels.mean), { window, width: labels.width });
    paste(suggested, contradictedPixels(pixels.mean, firstOfMean.thresholds()), {
      window,
      width: labels.width,
    });
  }
  return { blocks, models, quality, suggested };
}

/** The labels of a window beside each model's probabilities and their mean; ignored where a model has no data. */
export async function readPixels(
  labels: LabelMap,
  sources: readonly ProbabilitySource[],
  window: Window,
): Promise<{ models: LabelledPixels[]; mean: LabelledPixels }> {
  const classes = labels.scheme.classes.length;
  const read: { probabilities: Float32Array; validity: Uint8Array | null }[] = [];
  for (const source of sources) read.push(await source.read(window));
  const given = cropLabels(labels, window).data;
  const known = given.map((label, pixel) =>
    read.every(({ validity }) => validity?.[pixel] !== 0) ? label : IGNORE_INDEX,
  );
  const models = read.map(({ probabilities }) => ({ classes, probabilities, labels: known }));
  const probabilities =
    models.length === 1 ? models[0]!.probabilities : meanProbabilities(read.map((one) => one.probabilities));
  return { models, mean: { classes, probabilities, labels: known } };
}

/** Says of an error about a pixel of a window where on the map it is, and in which file. */
function located(act: () => void, file: string, window: Window): void {
  try {
    act();
  } catch (cause) {
    if (!isNoiseEstimationError(cause, "PROBABILITY_UNUSABLE", "CLASS_UNKNOWN")) throw cause;
    const pixel = Number(cause.context["pixel"]);
    const [column, row] = [window.x + (pixel % window.width), window.y + Math.floor(pixel / window.width)];
    throw new WorkflowError("DATA", {
      message: `"${file}", column ${column}, row ${row}: ${cause.message}`,
      context: { ...cause.context, file, column, row },
      cause,
    });
  }
}

function paste<Data extends Float32Array | Uint8Array>(
  whole: Data,
  part: Data,
  { window, width }: { window: Window; width: number },
): void {
  for (let row = 0; row < window.height; row++)
    whole.set(
      part.subarray(row * window.width, (row + 1) * window.width),
      (window.y + row) * width + window.x,
    );
}
