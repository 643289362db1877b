/**
 * Rasters, label maps and class schemes as plain typed arrays, with the grid operations between them.
 *
 * @example
 * ```ts
 * import { cropLabels, labelMap } from "@undercoat/raster";
 *
 * const scheme = { name: "buildings", classes: [{ value: 0, name: "other" }, { value: 1, name: "building" }] };
 * const labels = labelMap({ width: 3, height: 2, scheme, data: Uint8Array.of(0, 1, 255, 0, 1, 1) });
 * const corner = cropLabels(labels, { x: 1, y: 0, width: 2, height: 2 });
 * ```
 *
 * @packageDocumentation
 */
export { type ClassScheme, classScheme, type SchemeClass } from "./class-scheme.ts";
export { coarseGrid } from "./coarse-grid.ts";
export type { CodedRaster } from "./coded-raster.ts";
export { cropGeotransform } from "./crop-geotransform.ts";
export { cropLabels } from "./crop-labels.ts";
export { cropRaster } from "./crop-raster.ts";
export { crsName, sameCrs } from "./crs-name.ts";
export { decodeLabels } from "./decode-labels.ts";
export { downsampleLabels } from "./downsample-labels.ts";
export { type DownsampleOptions, downsampleRaster } from "./downsample-raster.ts";
export { type EncodeLabelsOptions, encodeLabels } from "./encode-labels.ts";
export { isRasterError, RasterError, type RasterErrorCode, type RasterErrorDetails } from "./errors.ts";
export type { Crs, Geotransform, Grid } from "./grid.ts";
export { type Bounds, gridBounds } from "./grid-bounds.ts";
export { gridMismatch } from "./grid-mismatch.ts";
export { IGNORE_INDEX } from "./ignore-index.ts";
export { type LabelMap, type LabelMapParts, labelMap } from "./label-map.ts";
export { mapToPixel } from "./map-to-pixel.ts";
export { type MemorySourceParts, memorySource } from "./memory-source.ts";
export { type PadLabelsOptions, padLabels } from "./pad-labels.ts";
export { type PadRasterOptions, padRaster } from "./pad-raster.ts";
export type { Padding } from "./padding.ts";
export { pixelToMap } from "./pixel-to-map.ts";
export { type Band, type Raster, type RasterParts, raster } from "./raster.ts";
export type { RasterLevel, RasterSource, ReadOptions } from "./raster-source.ts";
export { classMapping, type RemapOptions, remapClasses } from "./remap-classes.ts";
export { type ResampleLabelsOptions, resampleLabels } from "./resample-labels.ts";
export type { ResampleOptions } from "./resample-options.ts";
export { type ResampleRasterOptions, resampleRaster } from "./resample-raster.ts";
export type { SampleArray, SampleBlock, SampleType } from "./samples.ts";
export { type TileWindowsOptions, tileWindows } from "./tile-windows.ts";
export { toCodedRaster } from "./to-coded-raster.ts";
export { type ToRasterOptions, toRaster } from "./to-raster.ts";
export { wholeWindow } from "./whole-window.ts";
export type { Window } from "./window.ts";
export { windowGrid } from "./window-grid.ts";
export { windowOfBounds } from "./window-of-bounds.ts";
export { windowUnder } from "./window-under.ts";
