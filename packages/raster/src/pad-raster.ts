import { cropGeotransform } from "./crop-geotransform.ts";
import { allocate } from "./internal/allocate.ts";
import { assertChoice } from "./internal/assert-choice.ts";
import { frameOf, mirrorSamplesInto, placeSamplesInto } from "./internal/pad-samples.ts";
import type { Padding } from "./padding.ts";
import { type Raster, raster } from "./raster.ts";

/** Options of {@link padRaster}. */
export interface PadRasterOptions extends Padding {
  /**
   * `"constant"`: padding holds `value`; `"reflect"`: it mirrors the raster without repeating the edge, as often
   * as it takes. Default: `"constant"`.
   */
  readonly mode?: "constant" | "reflect";
  /** What constant padding holds in every band. Default: 0. */
  readonly value?: number;
}

/**
 * A raster with pixels added around it. They are not valid, also where they mirror valid ones; what was there keeps
 * its place on the ground.
 *
 * @throws {RasterError} `PADDING_UNUSABLE` if a side is not a whole number of pixels from 0; `CHOICE_UNKNOWN`;
 *   `TOO_LARGE`.
 */
export function padRaster(
  source: Raster,
  { mode = "constant", value = 0, ...padding }: PadRasterOptions,
): Raster {
  assertChoice("padding mode", mode, ["constant", "reflect"]);
  const frame = frameOf(padding, source);
  const { width, height, bands } = source;
  const layout = { frame, width, height };
  const data = allocate(Float32Array, { ...frame, bandCount: bands.length });
  if (mode === "reflect") mirrorSamplesInto(data, source.data, { ...layout, bandCount: bands.length });
  else placeSamplesInto(data.fill(value), source.data, { ...layout, bandCount: bands.length });
  const validity = allocate(Uint8Array, frame);
  const inside = source.validity ?? new Uint8Array(width * height).fill(1);
  placeSamplesInto(validity, inside, { ...layout, bandCount: 1 });
  return raster({
    width: frame.width,
    height: frame.height,
    bands,
    data,
    validity: validity.includes(0) ? validity : null,
    geotransform: cropGeotransform(source.geotransform, { x: -frame.left, y: -frame.top }),
    crs: source.crs,
  });
}
