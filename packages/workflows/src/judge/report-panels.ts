import { existsSync } from "node:fs";
import { sceneOf } from "@undercoat/datasets";
import { cropLabels, cropRaster, decodeLabels, downsampleLabels, downsampleRaster } from "@undercoat/raster";
import type { ReportPanel, ReportPrediction } from "@undercoat/report";
import type { ResolvedConfig } from "../config/run-config.ts";
import { regionName } from "../run/evaluate-model.ts";
import { groundPixel } from "../run/ground-pixel.ts";
import type { RunData } from "../run/load-run-data.ts";
import { pictureOf } from "../run/picture-of.ts";
import type { RunFolder } from "../run/run-folder.ts";
import { noisyCrop, readCodes } from "./noisy-crop.ts";
import type { MetricsFile } from "./result-files.ts";

/** Largest side of a picture in the report. */
const LARGEST_SIDE = 640;

/** Image, clean labels, noisy labels (where the scene has them) and every arm's prediction of the first seed. */
export async function reportPanels(
  folder: RunFolder,
  config: ResolvedConfig,
  metrics: MetricsFile,
  data: RunData,
): Promise<ReportPanel[]> {
  const drawn = metrics.labels.find(
    ({ pretraining }) => config.pretrainings[pretraining]?.noise === undefined,
  );
  const noisyLabels = drawn?.labels; // simulated noise is drawn on the pretraining scenes only
  const panels: ReportPanel[] = [];
  for (const region of data.splits.test.regions) {
    const { sceneId, window } = region;
    const scene = sceneOf(data.splits.test, sceneId);
    const factor = Math.ceil(Math.max(window.width, window.height) / LARGEST_SIDE);
    const name = regionName(region, data.splits.test.regions);
    const noisy = noisyLabels === undefined ? null : await noisyCrop(config, data, noisyLabels, region);
    const pixel = groundPixel(scene.image);
    panels.push({
      sceneId: name,
      metresWide: pixel === null ? null : pixel.width * window.width,
      image: pictureOf(downsampleRaster(cropRaster(scene.image, window), factor)),
      clean: downsampleLabels(cropLabels(scene.labels, window), factor),
      noisy: noisy === null ? null : downsampleLabels(noisy, factor),
      predictions: await predictionsOf(folder, config, metrics, data, name, factor),
    });
  }
  return panels;
}

async function predictionsOf(
  folder: RunFolder,
  config: ResolvedConfig,
  metrics: MetricsFile,
  data: RunData,
  scene: string,
  factor: number,
): Promise<ReportPrediction[]> {
  const seed = config.seeds[0]!;
  const positive = metrics.classes.findIndex(({ name }) => name === metrics.positiveClass);
  const predictions: ReportPrediction[] = [];
  const best = ({ summary }: MetricsFile["arms"][number]) => summary.averagePrecision.mean ?? -1;
  for (const { name, results } of metrics.arms.toSorted((a, b) => best(b) - best(a))) {
    const file = folder.at("predictions", `seed-${seed}`, name.replace("/", "-"), `${scene}.tif`);
    if (!existsSync(file)) continue;
    const labels = downsampleLabels(decodeLabels(await readCodes(file), data.scheme, file), factor);
    const iou = results[0]?.scenes.find((each) => each.scene === scene)?.iou[positive];
    predictions.push({
      arm: name,
      labels,
      caption: `seed ${seed}, IoU ${iou === null || iou === undefined ? "undefined" : (100 * iou).toFixed(1)}`,
    });
  }
  return predictions;
}
