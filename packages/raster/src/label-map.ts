import type { ClassScheme } from "./class-scheme.ts";
import { RasterError } from "./errors.ts";
import type { Crs, Geotransform, Grid } from "./grid.ts";
import { IGNORE_INDEX } from "./ignore-index.ts";
import { assertLength, assertSize } from "./internal/assert-size.ts";
import { UNKNOWN_CRS } from "./internal/unknown-crs.ts";

/** One class *index* per pixel, `[height, width]`; 255 = ignored. */
export interface LabelMap extends Grid {
  readonly kind: "label-map";
  readonly scheme: ClassScheme;
  readonly data: Uint8Array;
}

/** What {@link labelMap} is made of; the place may be left out. */
export interface LabelMapParts {
  readonly width: number;
  readonly height: number;
  readonly scheme: ClassScheme;
  readonly data: Uint8Array;
  readonly geotransform?: Geotransform | null;
  readonly crs?: Crs;
}

/**
 * Makes a label map and checks its size and every class index. The array is kept, not copied.
 *
 * @throws {RasterError} `SIZE_MISMATCH`; `CLASS_OUTSIDE_SCHEME` for an index that is neither a class nor 255.
 */
export function labelMap({ width, height, scheme, data, geotransform = null, crs }: LabelMapParts): LabelMap {
  assertSize("label map", width, height);
  assertLength(`data of a ${width}×${height} label map`, data, width * height);
  assertIndices(data, scheme);
  return Object.freeze({
    kind: "label-map",
    width,
    height,
    scheme,
    data,
    geotransform,
    crs: crs ?? UNKNOWN_CRS,
  });
}

function assertIndices(data: Uint8Array, scheme: ClassScheme): void {
  const [count, ignored] = [scheme.classes.length, IGNORE_INDEX];
  let position = 0;
  while (position < data.length && (data[position]! < count || data[position] === ignored)) position += 1;
  if (position === data.length) return;
  throw new RasterError("CLASS_OUTSIDE_SCHEME", {
    message:
      `label map holds class index ${data[position]} at pixel ${position}, but class scheme "${scheme.name}" ` +
      `has indices 0 to ${count - 1} (and ${IGNORE_INDEX} = ignored); decode class values with decodeLabels`,
    context: { classIndex: data[position], position, scheme: scheme.name, classes: count },
  });
}
