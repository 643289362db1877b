import { existsSync } from "node:fs";
import { type Region, sceneOf } from "@undercoat/datasets";
import { isGeoTiffError, openGeoTiff } from "@undercoat/geotiff";
import {
  type CodedRaster,
  cropLabels,
  cropRaster,
  decodeLabels,
  downsampleLabels,
  downsampleRaster,
  gridMismatch,
  isRasterError,
  type LabelMap,
  type Raster,
  toCodedRaster,
} from "@undercoat/raster";
import type { ReportImage, ReportPanel, ReportPrediction } from "@undercoat/report";
import type { ResolvedConfig } from "../config/run-config.ts";
import { regionName } from "../run/evaluate-model.ts";
import { type RunData, sceneFile } from "../run/load-run-data.ts";
import type { RunFolder } from "../run/run-folder.ts";
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
    panels.push({
      sceneId: name,
      image: pictureOf(downsampleRaster(cropRaster(scene.image, window), factor)),
      clean: downsampleLabels(cropLabels(scene.labels, window), factor),
      noisy: noisy === null ? null : downsampleLabels(noisy, factor),
      predictions: await predictionsOf(folder, config, metrics, data, name, factor),
    });
  }
  return panels;
}

/** Noisy labels of a test window, for the eye only: none where the scene has no usable file on the image's grid. */
async function noisyCrop(
  config: ResolvedConfig,
  data: RunData,
  labels: string,
  { sceneId, window }: Region,
): Promise<LabelMap | null> {
  const file = sceneFile(config, config.data.labels[labels]!, sceneId);
  if (!existsSync(file)) return null;
  try {
    const decoded = decodeLabels(await readCodes(file), data.scheme, file);
    const whole = downsampleLabels(decoded, config.data.downsample);
    const fits = gridMismatch(sceneOf(data.splits.test, sceneId).image, whole) === null;
    return fits ? cropLabels(whole, window) : null;
  } catch (error) {
    if (isRasterError(error) || isGeoTiffError(error)) return null;
    throw error;
  }
}

async function readCodes(file: string): Promise<CodedRaster> {
  const source = await openGeoTiff(file);
  try {
    return toCodedRaster(await source.read({ bands: [1] }), source);
  } finally {
    await source.close();
  }
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

/** The first three bands (or one, as grey) stretched between their 2nd and 98th percentiles. */
export function pictureOf(raster: Raster): ReportImage {
  const bands = raster.bands.length;
  const shown = bands >= 3 ? [0, 1, 2] : [0, 0, 0];
  const limits = shown.map((band) => percentiles(raster, band));
  const pixels = raster.width * raster.height;
  const data = new Uint8ClampedArray(4 * pixels);
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      const [low, high] = limits[channel]!;
      data[4 * pixel + channel] =
        (255 * (raster.data[pixel * bands + shown[channel]!]! - low)) / Math.max(1e-9, high - low);
    }
    data[4 * pixel + 3] = raster.validity?.[pixel] === 0 ? 0 : 255;
  }
  return { width: raster.width, height: raster.height, data };
}

function percentiles({ data, bands, validity }: Raster, band: number): [number, number] {
  const values: number[] = [];
  const step = Math.max(1, Math.floor(data.length / bands.length / 20_000));
  for (let pixel = 0; pixel * bands.length < data.length; pixel += step)
    if (validity?.[pixel] !== 0) values.push(data[pixel * bands.length + band]!);
  values.sort((a, b) => a - b);
  const at = (share: number) => values[Math.round(share * (values.length - 1))] ?? 0;
  return [at(0.02), at(0.98)];
}
