/**
 * Connected components, contours, exact distance transforms, dilation and erosion on label maps.
 *
 * @example
 * ```ts
 * import { classMap, connectedComponents, dilate } from "@undercoat/morphology";
 *
 * const labels = { width: 4, height: 1, data: Uint8Array.of(1, 0, 0, 1) };
 * const buildings = classMap(labels, 1);
 * const { count } = connectedComponents(buildings, { connectivity: 8 });
 * const grown = dilate(buildings, { shape: "disk", radius: 1 });
 * ```
 *
 * @packageDocumentation
 */
export type { BinaryMap } from "./binary-map.ts";
export { type BlockMajorityOptions, blockMajority, type IndexMap } from "./block-majority.ts";
export { classMap } from "./class-map.ts";
export { complement } from "./complement.ts";
export { type ComponentOptions, type Components, connectedComponents } from "./connected-components.ts";
export { connectedRegions, type RegionOptions, type Regions } from "./connected-regions.ts";
export {
  type Contour,
  type ContourPart,
  type ContoursOptions,
  contours,
  type PixelRing,
} from "./contours.ts";
export { dilate } from "./dilate.ts";
export type { Element } from "./element.ts";
export { type ErodeOptions, erode } from "./erode.ts";
export {
  isMorphologyError,
  MorphologyError,
  type MorphologyErrorCode,
  type MorphologyErrorDetails,
} from "./errors.ts";
export { footprint } from "./footprint.ts";
export { type NearRoom, type NearRowsOptions, nearRoom, nearRows } from "./near-rows.ts";
export { type RepeatBlocksOptions, repeatBlocks } from "./repeat-blocks.ts";
export { signedDistance } from "./signed-distance.ts";
export { squaredDistance } from "./squared-distance.ts";
