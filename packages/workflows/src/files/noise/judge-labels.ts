import {
  assertLabelledPixels,
  confidentThresholds,
  contradictedPixels,
  isNoiseEstimationError,
  type JointCounts,
  jointCounter,
  type LabelledPixels,
  meanProbabilities,
  pixelQuality,
} from "@undercoat/noise-estimation";
import type { Rng } from "@undercoat/random";
import { cropLabels, IGNORE_INDEX, type LabelMap, type Window } from "@undercoat/raster";
import { WorkflowError } from "../../errors.ts";
import type { ProbabilitySource } from "./probability-source.ts";

/** What models say about a label map. */
export interface JudgedLabels {
  readonly blocks: readonly Window[];
  readonly modelNames: readonly string[];
  /** `judges[j][b]`: counts of judge j on block b. */
  readonly judges: readonly (readonly JointCounts[])[];
  /** Mean probability of each label, NaN where nothing is labelled or predicted. */
  readonly quality: Float32Array;
  /** Class that a doubtful pixel looks like to the mean of the models; 255 elsewhere. */
  readonly suggested: Uint8Array;
}

/** How many ensembles are drawn. */
const ENSEMBLES = 16;

/**
 * Two passes over the blocks. Judges are the one model, or ensembles of as many models as there are, drawn with replacement:
 * an ensemble errs less than its models, and drawing keeps in the interval how much they differ.
 *
 * @throws {WorkflowError} `DATA`
 */
export async function judgeLabels(
  labels: LabelMap,
  sources: readonly ProbabilitySource[],
  { blocks, rng }: { readonly blocks: readonly Window[]; readonly rng: Rng },
): Promise<JudgedLabels> {
  const classes = labels.scheme.classes.length;
  const members = ensembles(sources.length, rng);
  const firsts = members.map(() => confidentThresholds(classes));
  const firstOfAll = confidentThresholds(classes);
  for (const window of blocks) {
    const read = await readPixels(labels, sources, window);
    for (const [j, judge] of members.entries()) firsts[j]!.update(read.meanOf(judge));
    firstOfAll.update(read.mean);
  }
  const quality = new Float32Array(labels.data.length).fill(Number.NaN);
  const suggested = new Uint8Array(labels.data.length).fill(IGNORE_INDEX);
  const judges: JointCounts[][] = members.map(() => []);
  for (const window of blocks) {
    const read = await readPixels(labels, sources, window);
    for (const [j, judge] of members.entries()) {
      const counter = jointCounter(firsts[j]!.thresholds());
      counter.update(read.meanOf(judge));
      judges[j]!.push(counter);
    }
    paste(quality, pixelQuality(read.mean), { window, width: labels.width });
    paste(suggested, contradictedPixels(read.mean, firstOfAll.thresholds()), { window, width: labels.width });
  }
  return { blocks, modelNames: sources.map(({ name }) => name), judges, quality, suggested };
}

function ensembles(models: number, rng: Rng): number[][] {
  if (models === 1) return [[0]];
  return Array.from({ length: ENSEMBLES }, () => Array.from({ length: models }, () => rng.int(models)));
}

/** The labels of a window beside the probabilities of models. */
export interface ReadPixels {
  /** With the mean of all models. */
  readonly mean: LabelledPixels;
  /** With the mean of some, each as often as it is named. */
  meanOf(models: readonly number[]): LabelledPixels;
}

/** Reads a window of labels and of every model, and checks them; ignored where a model has no data. */
export async function readPixels(
  labels: LabelMap,
  sources: readonly ProbabilitySource[],
  window: Window,
): Promise<ReadPixels> {
  const classes = labels.scheme.classes.length;
  const read: { probabilities: Float32Array; validity: Uint8Array | null }[] = [];
  for (const source of sources) read.push(await source.read(window));
  const known = cropLabels(labels, window).data.map((label, pixel) =>
    read.every(({ validity }) => validity?.[pixel] !== 0) ? label : IGNORE_INDEX,
  );
  for (const [m, { probabilities }] of read.entries())
    located(() => assertLabelledPixels({ classes, probabilities, labels: known }), sources[m]!.name, window);
  const meanOf = (models: readonly number[]): LabelledPixels => ({
    classes,
    labels: known,
    probabilities:
      models.length === 1
        ? read[models[0]!]!.probabilities
        : meanProbabilities(models.map((m) => read[m]!.probabilities)),
  });
  return { mean: meanOf([...read.keys()]), meanOf };
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
