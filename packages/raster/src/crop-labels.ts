import { cropGeotransform } from "./crop-geotransform.ts";
import { assertWindow } from "./internal/assert-window.ts";
import { cropSamplesInto } from "./internal/crop-samples.ts";
import { type LabelMap, labelMap } from "./label-map.ts";
import type { Window } from "./window.ts";

/**
 * Copies a window out of a label map, with its place on the ground.
 *
 * @throws {RasterError} `WINDOW_OUTSIDE` if the window does not lie inside the label map.
 */
export function cropLabels(source: LabelMap, window: Window): LabelMap {
  assertWindow(window, source);
  const { width, height } = window;
  const data = new Uint8Array(width * height);
  cropSamplesInto(data, source.data, { window, width: source.width, bandCount: 1 });
  const geotransform = cropGeotransform(source.geotransform, window);
  return labelMap({ width, height, scheme: source.scheme, data, geotransform, crs: source.crs });
}
