import { loadScene, type SceneDataset, sceneDataset } from "@undercoat/datasets";
import { useEngine } from "@undercoat/engines";
import { openGeoTiff } from "@undercoat/geotiff";
import {
  assertEnoughLabels,
  outOfFold,
  type SpatialFolds,
  spatialBlocks,
  spatialFolds,
} from "@undercoat/noise-estimation";
import { createRng } from "@undercoat/random";
import type { LabelMap } from "@undercoat/raster";
import { WorkflowError } from "../errors.ts";
import { classCounts } from "../files/class-counts.ts";
import { readLabelFile } from "../files/label-file.ts";
import {
  judgeStream,
  type LabelNoiseOptions,
  type LabelNoiseResult,
  noiseResult,
} from "../files/noise/estimate-label-noise.ts";
import { judgeLabels } from "../files/noise/judge-labels.ts";
import { memoryProbabilities, type ProbabilitySource } from "../files/noise/probability-source.ts";
import { type OutOfFoldTraining, smallNetworks } from "./out-of-fold-training.ts";

/** What {@link estimateNoiseFromImages} takes. */
export interface EstimateFromImagesOptions extends LabelNoiseOptions {
  /** GeoTIFF of the image on the grid of the labels. */
  readonly image: string;
  /** Names or numbers (from 1) of its bands. Omitted: all. */
  readonly bands?: readonly (string | number)[] | undefined;
  /** Folds of each model; 4. */
  readonly folds?: number | undefined;
  /** Seeds of each of the two decoders; 3, which makes six models. */
  readonly seeds?: number | undefined;
  /** Optimizer updates of each fold; 300. */
  readonly steps?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How far {@link estimateNoiseFromImages} is: one report for each block predicted, then the result. */
export type EstimateReport =
  | { readonly kind: "progress"; readonly model: string; readonly done: number; readonly total: number }
  | { readonly kind: "result"; readonly result: LabelNoiseResult };

const DECODERS = ["unet", "lateral-fpn"] as const;
/** Labels this close to a held-out block are hidden too, in pixels. */
const BUFFER = 4;
/** Few samples a step, as in the quick demo. */
const TRAINING = { batchSize: 4, learningRate: 3e-3 } as const;
const PATCH = 64;
const SMALLEST_PATCH = 32;

/**
 * Estimates the noise of a label file from the image alone: trains small networks, of two decoders and several seeds, on
 * spatial folds of the noisy labels, so that each label is judged by networks that did not see it.
 *
 * Finite; the last report is the result. Leaving early stops the training.
 *
 * @throws {WorkflowError} `DATA`
 * @throws {NoiseEstimationError} `NOT_SUPPORTED` where the networks cannot judge the labels
 * @throws {TrainingError} `INTERRUPTED` after `signal`
 *
 * @example
 * ```ts
 * for await (const report of estimateNoiseFromImages({ labels: "nlcd.tif", image: "naip.tif", out: "noise" }))
 *   if (report.kind === "result") console.log(report.result.estimate.noiseRate);
 * ```
 */
export async function* estimateNoiseFromImages(
  options: EstimateFromImagesOptions,
): AsyncGenerator<EstimateReport> {
  const { seed = 0, seeds = 3, steps = 300, folds: foldCount = 4, blockSize, signal } = options;
  assertCounts({ seeds, steps, folds: foldCount, ...(blockSize === undefined ? {} : { blockSize }) });
  assertLevels(options);
  const dataset = await readDataset(options);
  const { image, labels } = dataset.scenes[0]!;
  const blocks = spatialBlocks(labels, blockSize);
  assertEnoughLabels({ labelCounts: classCounts(labels).map(({ pixels }) => pixels), blocks: blocks.length });
  await useEngine("auto");
  const sources: ProbabilitySource[] = [];
  for (const decoder of DECODERS)
    for (let own = seed; own < seed + seeds; own++) {
      const size = blockSize === undefined ? {} : { blockSize };
      const folds = spatialFolds(
        dataset,
        { folds: foldCount, buffer: BUFFER, ...size },
        createRng(own).fork("folds"),
      );
      const model = `${decoder}, seed ${own}`;
      const data = new Float32Array(labels.data.length * labels.scheme.classes.length).fill(Number.NaN);
      const training = { decoder, seed: own, steps, ...TRAINING, patchSize: patchSizeOf(labels), signal };
      let done = sources.length * blocks.length;
      const total = DECODERS.length * seeds * blocks.length;
      for await (const predictedBlocks of predicted(dataset, folds, { training, data })) {
        done += predictedBlocks;
        yield { kind: "progress", model, done, total };
      }
      sources.push(memoryProbabilities(model, data, labels));
    }
  const judged = await judgeLabels(labels, sources, { blocks, rng: judgeStream(options) });
  const result = await noiseResult(labels, judged, { ...options, image, origin: "out-of-fold" });
  yield { kind: "result", result };
}

function patchSizeOf({ width, height }: LabelMap): number {
  return Math.min(width, height) < PATCH ? SMALLEST_PATCH : PATCH;
}

/** What would be refused after hours of training is refused before. */
function assertLevels({ level = 0.95, widest = 0.15 }: LabelNoiseOptions): void {
  for (const [name, share, least] of [["level", level, 0.5] as const, ["widest", widest, 0] as const])
    if (!(share > least && share <= 1 && (name === "widest" || share < 1)))
      throw new WorkflowError("CONFIG_VALUE", {
        message: `--${name} is ${share}, expected a share above ${least} and ${name === "level" ? "below" : "up to"} 1; 95 % is 0.95`,
        context: { [name]: share },
      });
}

function assertCounts(counts: Readonly<Record<string, number>>): void {
  for (const [name, count] of Object.entries(counts))
    if (!Number.isInteger(count) || count < 1)
      throw new WorkflowError("CONFIG_VALUE", {
        message: `${name} is ${count}, expected a whole number from 1`,
        context: { [name]: count },
      });
}

/** Fills in the probabilities of every block; yields 1 for each. */
async function* predicted(
  dataset: SceneDataset,
  folds: SpatialFolds,
  { training, data }: { training: OutOfFoldTraining; data: Float32Array },
): AsyncGenerator<number> {
  const { width } = dataset.scenes[0]!.labels;
  for await (const { window, pixels } of outOfFold(dataset, folds, smallNetworks(training))) {
    const { classes, probabilities } = pixels;
    for (let row = 0; row < window.height; row++)
      data.set(
        probabilities.subarray(row * window.width * classes, (row + 1) * window.width * classes),
        ((window.y + row) * width + window.x) * classes,
      );
    yield 1;
  }
}

/** One scene: the image, and the labels on its grid. */
async function readDataset(options: EstimateFromImagesOptions): Promise<SceneDataset> {
  const scheme = options.scheme ?? (await readLabelFile(options.labels)).scheme;
  const image = await openGeoTiff(options.image);
  try {
    const labels = await openGeoTiff(options.labels);
    try {
      const { bands } = options;
      const scene = await loadScene({
        id: "labels",
        image,
        labels,
        scheme,
        ...(bands === undefined ? {} : { bands }),
      });
      return sceneDataset({ scheme, scenes: [scene] });
    } finally {
      await labels.close();
    }
  } finally {
    await image.close();
  }
}
