import { pointTransform } from "@undercoat/projections";
import {
  type Band,
  type ClassScheme,
  decodeLabels,
  downsampleLabels,
  downsampleRaster,
  gridMismatch,
  IGNORE_INDEX,
  type LabelMap,
  labelMap,
  type Raster,
  type RasterSource,
  resampleLabels,
  sameCrs,
  toCodedRaster,
  toRaster,
} from "@undercoat/raster";
import { DatasetsError } from "./errors.ts";
import type { Scene } from "./scene-dataset.ts";

/** Options of {@link loadScene}. */
export interface LoadSceneOptions {
  readonly id: string;
  readonly image: RasterSource;
  /** One band of class values on the image's grid. */
  readonly labels: RasterSource;
  readonly scheme: ClassScheme;
  /** Names or numbers (from 1) of the bands to use, in this order. Omitted: all. */
  readonly bands?: readonly (string | number)[];
  /** Makes pixels this many times larger: block means (rounded if the file holds integers) and majority labels. */
  readonly downsample?: number;
  /**
   * How labels on another grid, or in another CRS, are brought onto the image's: by the pixel under the centre, or by the
   * class with the largest area. What they do not cover is ignored. Default: labels on another grid are refused.
   */
  readonly align?: "nearest" | "mode";
  readonly signal?: AbortSignal;
}

/**
 * Reads one scene: image and labels on the same grid. Where the image is not valid it is 0 and its labels are ignored.
 *
 * @remarks Reads both files as a whole. Does not close them.
 * @throws {DatasetsError} `GRID_MISMATCH` without `align`, `BAND_UNKNOWN`, or `NOT_ONE_BAND` if the labels have several bands.
 * @throws {RasterError} `CLASS_OUTSIDE_SCHEME` if the labels hold another value, `LOSSY_CONVERSION` if float32
 *   cannot hold a sample.
 *
 * @example
 * ```ts
 * const scene = await loadScene({ id: "north", image, labels, scheme, downsample: 2 });
 * ```
 */
export async function loadScene(options: LoadSceneOptions): Promise<Scene> {
  const { id, image, labels, scheme, downsample = 1, align, signal } = options;
  assertOneBand(id, labels);
  const mismatch = gridMismatch(image, labels);
  if (mismatch !== null && align === undefined) throw gridError(id, image, labels, mismatch);
  assertNodataIsNoClass(id, labels, scheme);
  const numbers = (options.bands ?? image.bands.map((_, index) => index + 1)).map((band) =>
    bandNumber(image, band),
  );
  const bands: readonly Band[] = numbers.map((number) => image.bands[number - 1]!);
  const abort = signal === undefined ? {} : { signal };
  const imageBlock = await image.read({ bands: numbers, ...abort });
  const labelBlock = await labels.read({ bands: [1], ...abort });
  const full = toRaster(imageBlock, image, bands);
  const decoded = decodeLabels(toCodedRaster(labelBlock, labels), scheme, labels.name);
  const aligned = mismatch === null || align === undefined ? decoded : alignLabels(decoded, image, align);
  const masked = ignoreOutside(aligned, full);
  if (downsample === 1) return Object.freeze({ id, image: full, labels: masked });
  const round = !image.sampleType.startsWith("float");
  return Object.freeze({
    id,
    image: downsampleRaster(full, downsample, { round }),
    labels: downsampleLabels(masked, downsample),
  });
}

function ignoreOutside(labels: LabelMap, { validity }: Raster): LabelMap {
  if (validity === null) return labels;
  const data = labels.data.map((index, pixel) => (validity[pixel] === 0 ? IGNORE_INDEX : index));
  return labelMap({ ...labels, data });
}

/** Across CRS, positions are interpolated along a row where that moves them by less than a hundredth of a pixel. */
function alignLabels(labels: LabelMap, image: RasterSource, method: "nearest" | "mode"): LabelMap {
  const { width, height, geotransform, crs } = image;
  const grid = { width, height, geotransform, crs };
  if (sameCrs(labels.crs, crs)) return resampleLabels(labels, grid, { method });
  const { forward } = pointTransform(crs, labels.crs);
  return resampleLabels(labels, grid, { method, transform: forward, tolerance: 0.01 });
}

function assertOneBand(id: string, labels: RasterSource): void {
  if (labels.bands.length === 1) return;
  throw new DatasetsError("NOT_ONE_BAND", {
    message: `scene "${id}": labels "${labels.name}" have ${labels.bands.length} bands, expected 1 band of class values; give a label file, not an image`,
    context: { id, labels: labels.name, bands: labels.bands.length },
  });
}

function gridError(id: string, image: RasterSource, labels: RasterSource, mismatch: string): DatasetsError {
  return new DatasetsError("GRID_MISMATCH", {
    message: `scene "${id}": image "${image.name}" and labels "${labels.name}" do not lie on each other: ${mismatch}; bring the labels to the grid of the image`,
    context: { id, image: image.name, labels: labels.name, mismatch },
  });
}

/** A label map tagged with nodata 0 would lose its background, and every score with it. */
function assertNodataIsNoClass(id: string, { name, nodata }: RasterSource, scheme: ClassScheme): void {
  const taken = scheme.classes.find(({ value }) => value === nodata);
  if (taken === undefined) return;
  throw new DatasetsError("NODATA_IS_CLASS", {
    message: `scene "${id}": labels "${name}" declare ${nodata} as nodata, but it is the class "${taken.name}" of scheme "${scheme.name}"; remove the tag (gdal_edit.py -unsetnodata) or give the class another code`,
    context: { id, labels: name, nodata, class: taken.name },
  });
}

function bandNumber({ name, bands }: RasterSource, asked: string | number): number {
  const number = typeof asked === "number" ? asked : bands.findIndex((band) => band.name === asked) + 1;
  if (Number.isInteger(number) && number >= 1 && number <= bands.length) return number;
  const known = bands.map((band, index) => `${index + 1} "${band.name}"`).join(", ");
  throw new DatasetsError("BAND_UNKNOWN", {
    message: `band ${typeof asked === "number" ? asked : `"${asked}"`} is not in "${name}", which has ${known}; name one of these`,
    context: { asked, image: name, bands: bands.map((band) => band.name) },
  });
}
