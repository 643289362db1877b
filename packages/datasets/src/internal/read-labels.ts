import {
  type ClassScheme,
  decodeLabels,
  type Grid,
  gridMismatch,
  IGNORE_INDEX,
  type LabelMap,
  labelMap,
  type Raster,
  type RasterSource,
  resampleLabels,
  toCodedRaster,
  type Window,
  windowGrid,
  windowUnder,
} from "@undercoat/raster";
import { DatasetsError } from "../errors.ts";
import { crsTransform } from "./crs-transform.ts";

/** How labels on another grid are brought onto the scene's. */
export type LabelMethod = "nearest" | "mode";

/** Labels of a window of the scene's grid. */
export type ReadLabels = (window: Window, signal: AbortSignal | undefined) => Promise<LabelMap>;

/** How to read a label file of one band, resampled where it lies on another grid; what it does not cover is ignored. */
export function labelReader(
  labels: RasterSource,
  grid: Grid,
  { id, scheme, method }: { id: string; scheme: ClassScheme; method: LabelMethod | undefined },
): ReadLabels {
  assertOneBand(id, labels);
  assertNodataIsNoClass(id, labels, scheme);
  const read = async (window: Window, signal: AbortSignal | undefined) => {
    const block = await labels.read({ window, bands: [1], ...(signal === undefined ? {} : { signal }) });
    return decodeLabels(toCodedRaster(block, windowGrid(labels, window)), scheme, labels.name);
  };
  if (gridMismatch(grid, labels) === null) return read;
  const options = crsTransform(grid, labels);
  return async (window, signal) => {
    const target = windowGrid(grid, window);
    const under = windowUnder(labels, target, options);
    if (under === null) return unknown(target, scheme);
    return resampleLabels(await read(under, signal), target, { method: method ?? "nearest", ...options });
  };
}

/** Labels that are ignored wherever the image is not valid. */
export function ignoreOutside(labels: LabelMap, { validity }: Raster): LabelMap {
  if (validity === null) return labels;
  const data = labels.data.map((index, pixel) => (validity[pixel] === 0 ? IGNORE_INDEX : index));
  return labelMap({ ...labels, data });
}

function unknown(grid: Grid, scheme: ClassScheme): LabelMap {
  return labelMap({
    ...grid,
    scheme,
    data: new Uint8Array(grid.width * grid.height).fill(IGNORE_INDEX),
  });
}

function assertOneBand(id: string, labels: RasterSource): void {
  if (labels.bands.length === 1) return;
  throw new DatasetsError("NOT_ONE_BAND", {
    message: `scene "${id}": labels "${labels.name}" have ${labels.bands.length} bands, expected 1 band of class values; give a label file, not an image`,
    context: { id, labels: labels.name, bands: labels.bands.length },
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
