import { existsSync } from "node:fs";
import { type Region, type SceneDataset, sceneOf } from "@undercoat/datasets";
import { isGeoTiffError, openGeoTiff } from "@undercoat/geotiff";
import {
  type CodedRaster,
  cropLabels,
  decodeLabels,
  downsampleLabels,
  gridMismatch,
  isRasterError,
  type LabelMap,
  toCodedRaster,
} from "@undercoat/raster";
import type { ResolvedConfig } from "../config/run-config.ts";
import { type RunData, sceneFile } from "../run/load-run-data.ts";

/** Noisy labels of a window; none where the scene has no usable file on the image's grid. */
export async function noisyCrop(
  config: ResolvedConfig,
  data: RunData,
  labels: string,
  { sceneId, window }: Region,
  dataset: SceneDataset = data.splits.test,
): Promise<LabelMap | null> {
  const file = sceneFile(config, config.data.labels[labels]!, sceneId);
  if (!existsSync(file)) return null;
  try {
    const decoded = decodeLabels(await readCodes(file), data.scheme, file);
    const whole = downsampleLabels(decoded, config.data.downsample);
    const fits = gridMismatch(sceneOf(dataset, sceneId).image, whole) === null;
    return fits ? cropLabels(whole, window) : null;
  } catch (error) {
    if (isRasterError(error) || isGeoTiffError(error)) return null;
    throw error;
  }
}

/** The codes of the first band of a label raster. */
export async function readCodes(file: string): Promise<CodedRaster> {
  const source = await openGeoTiff(file);
  try {
    return toCodedRaster(await source.read({ bands: [1] }), source);
  } finally {
    await source.close();
  }
}
