import { loadScene, type SceneDataset, sceneDataset } from "@undercoat/datasets";
import { useEngine } from "@undercoat/engines";
import { openGeoTiff } from "@undercoat/geotiff";
import { outOfFold, type SpatialFolds, spatialFolds } from "@undercoat/noise-estimation";
import { createRng } from "@undercoat/random";
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
  const dataset = await readDataset(options);
  const { image, labels } = dataset.scenes[0]!;
  await useEngine("auto");
  const side = Math.min(image.width, image.height);
  const runs = DECODERS.flatMap((decoder) =>
    Array.from({ length: seeds }, (_, at) => ({ decoder, seed: seed + at })),
  );
  const sources: ProbabilitySource[] = [];
  for (const run of runs) {
    const folds = spatialFolds(
      dataset,
      { folds: foldCount, buffer: BUFFER, ...(blockSize === undefined ? {} : { blockSize }) },
      createRng(run.seed).fork("folds"),
    );
    const name = `${run.decoder}, seed ${run.seed}`;
    const data = new Float32Array(labels.data.length * labels.scheme.classes.length).fill(Number.NaN);
    const training = {
      ...run,
      steps,
      batchSize: 4,
      patchSize: side < PATCH ? SMALLEST_PATCH : PATCH,
      learningRate: 3e-3,
      signal,
    };
    let done = 0;
    for await (const fold of predicted(dataset, folds, { training, data })) {
      done += fold;
      yield {
        kind: "progress",
        model: name,
        done: sources.length * folds.blocks.length + done,
        total: runs.length * folds.blocks.length,
      };
    }
    sources.push(memoryProbabilities(name, data, labels));
  }
  const blocks = spatialFolds(
    dataset,
    { folds: 2, ...(blockSize === undefined ? {} : { blockSize }) },
    createRng(seed),
  ).blocks.map(({ window }) => window);
  const judged = await judgeLabels(labels, sources, { blocks, rng: judgeStream(options) });
  yield { kind: "result", result: await noiseResult(labels, judged, { ...options, origin: "out-of-fold" }) };
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
