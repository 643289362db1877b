import path from "node:path";
import { normalisedImage, type Region, sceneOf } from "@undercoat/datasets";
import { writeLabelGeoTiff } from "@undercoat/geotiff";
import {
  type ConfusionMatrix,
  confusionMatrix,
  iouPerClass,
  meanIou,
  overallAccuracy,
  type ScoreHistogram,
  scoreHistogram,
} from "@undercoat/metrics";
import { cropLabels, cropRaster, IGNORE_INDEX, type LabelMap, type Raster } from "@undercoat/raster";
import { predictProbabilities, type SegmentationModel } from "@undercoat/segmentation";
import type { TensorboardValue } from "@undercoat/tensorboard";
import type { ArmScores, SceneScores } from "../judge/result-files.ts";
import type { RunData } from "./load-run-data.ts";
import { predictionPicture } from "./prediction-picture.ts";

/** Thresholds of the pixel average precision. */
const BINS = 256;

/** Where predicted maps go. */
export interface PredictedPictures {
  /** Receives a GeoTIFF of every test window. */
  readonly folder: string;
  /** Receives a picture of every test window. */
  readonly shown: TensorboardValue[];
}

/** Scores a model on every test window, pooled and one by one. */
export async function evaluateModel(
  model: SegmentationModel,
  data: RunData,
  pictures: PredictedPictures | null,
): Promise<Omit<ArmScores, "seed">> {
  const pooled = { confusion: confusionMatrix(data.scheme), histogram: scoreHistogram({ bins: BINS }) };
  const scenes: SceneScores[] = [];
  for (const region of data.splits.test.regions) {
    const { reference, predicted, probability } = predictRegion(model, data, region);
    const own = { confusion: confusionMatrix(data.scheme), histogram: scoreHistogram({ bins: BINS }) };
    for (const { confusion, histogram } of [pooled, own]) {
      confusion.update(reference.data, predicted);
      histogram.update(reference.data, probability, data.positiveClass);
    }
    const scene = regionName(region, data.splits.test.regions);
    scenes.push({ scene, ...scoresOf(own.confusion, own.histogram) });
    if (pictures === null) continue;
    const image = cropRaster(sceneOf(data.splits.test, region.sceneId).image, region.window);
    const map = mapOf(reference, predicted, image);
    pictures.shown.push(predictionPicture(scene, { image, reference, predicted: map }));
    const file = path.join(pictures.folder, `${scene}.tif`);
    await writeLabelGeoTiff(file, map, { ignoreValue: freeValue(data) });
  }
  const mean = meanIou(pooled.confusion);
  return {
    ...scoresOf(pooled.confusion, pooled.histogram),
    meanIou: mean.value,
    overallAccuracy: overallAccuracy(pooled.confusion),
    absentClasses: [...mean.absentClasses],
    scenes,
  };
}

/** Name of a test window: its scene, numbered where a scene has several. */
export function regionName(region: Region, regions: readonly Region[]): string {
  const same = regions.filter(({ sceneId }) => sceneId === region.sceneId);
  return same.length === 1 ? region.sceneId : `${region.sceneId}-${same.indexOf(region) + 1}`;
}

function predictRegion(model: SegmentationModel, data: RunData, { sceneId, window }: Region) {
  const scene = sceneOf(data.splits.test, sceneId);
  const classes = data.scheme.classes.length;
  const image = normalisedImage(scene.image, window, data.normalisation);
  const probabilities = predictProbabilities(model, {
    data: image,
    height: window.height,
    width: window.width,
    bands: data.bands.length,
  });
  const predicted = new Uint8Array(window.width * window.height);
  const probability = new Float32Array(predicted.length);
  for (let pixel = 0; pixel < predicted.length; pixel++) {
    const offset = pixel * classes;
    let best = 0;
    for (let index = 1; index < classes; index++)
      if (probabilities[offset + index]! > probabilities[offset + best]!) best = index;
    predicted[pixel] = best;
    probability[pixel] = probabilities[offset + data.positiveClass]!;
  }
  const reference = cropLabels(scene.labels, window);
  return { reference, predicted, probability };
}

/** The predicted map; pixels outside the image's data hold no class. */
function mapOf(reference: LabelMap, predicted: Uint8Array, { validity }: Raster): LabelMap {
  const data = predicted.map((index, pixel) => (validity?.[pixel] === 0 ? IGNORE_INDEX : index));
  return { ...reference, data };
}

/** The largest 8-bit code that is no class: marks pixels outside the data. */
function freeValue({ scheme }: RunData): number {
  let value = 255;
  while (scheme.classes.some((entry) => entry.value === value)) value -= 1;
  return value;
}

function scoresOf(confusion: ConfusionMatrix, histogram: ScoreHistogram): Omit<SceneScores, "scene"> {
  const classes = confusion.scheme.classes.length;
  const rows = Array.from({ length: classes }, (_, row) =>
    Array.from(confusion.counts.slice(row * classes, (row + 1) * classes)),
  );
  const best = histogram.bestThreshold();
  return {
    confusion: rows,
    ignored: confusion.ignored,
    iou: [...iouPerClass(confusion)],
    averagePrecision: histogram.averagePrecision(),
    bestIou: best?.iou ?? null,
    bestThreshold: best?.threshold ?? null,
  };
}
