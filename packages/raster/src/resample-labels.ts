import type { Grid } from "./grid.ts";
import { IGNORE_INDEX } from "./ignore-index.ts";
import { allocate } from "./internal/allocate.ts";
import { assertChoice } from "./internal/assert-choice.ts";
import { assertSize } from "./internal/assert-size.ts";
import { coverageOf, emptyCover } from "./internal/coverage.ts";
import { forEachNearest } from "./internal/nearest.ts";
import { sourcePlaces } from "./internal/source-places.ts";
import { type LabelMap, labelMap } from "./label-map.ts";
import type { ResampleOptions } from "./resample-options.ts";

/** Classes whose areas differ by less than this, in pixels of the source, are tied. */
const TIED_AREA = 1e-6;

/** Options of {@link resampleLabels}. */
export interface ResampleLabelsOptions extends ResampleOptions {
  /**
   * `"nearest"`: the class of the pixel under the centre. `"mode"`: the class with the largest area under the pixel;
   * ties go to the highest class index, ignored pixels do not vote. Default: `"nearest"`.
   */
  readonly method?: "nearest" | "mode";
}

/**
 * Labels on another grid: another pixel size, place, rotation or, with `transform`, another CRS. What lies outside
 * of the source is ignored.
 *
 * @remarks A centre on the edge between two pixels belongs to the one with the higher column or row, as in GDAL.
 *   `"mode"` on blocks of whole pixels equals {@link downsampleLabels}.
 * @throws {RasterError} `CRS_DIFFER` if the CRS differ and no transform is given; `GEOTRANSFORM_UNUSABLE` if a grid has
 *   no geotransform, or pixels without area; `CHOICE_UNKNOWN`; `TOLERANCE_UNUSABLE`; `TOO_LARGE`.
 *
 * @example
 * ```ts
 * const aligned = resampleLabels(labels, image, { method: "mode" });
 * ```
 */
export function resampleLabels(
  source: LabelMap,
  grid: Grid,
  { method = "nearest", ...options }: ResampleLabelsOptions = {},
): LabelMap {
  const { width, height, geotransform, crs } = grid;
  assertChoice("method", method, ["nearest", "mode"]);
  assertSize("target grid", width, height);
  const places = sourcePlaces(source, grid, options);
  const data = allocate(Uint8Array, { width, height }).fill(IGNORE_INDEX);
  if (method === "nearest") {
    forEachNearest(source, grid, places, (pixel, from) => {
      data[pixel] = source.data[from]!;
    });
  } else modesInto(data, source, grid, coverageOf(source, grid, places));
  return labelMap({ width, height, scheme: source.scheme, data, geotransform, crs });
}

function modesInto(
  target: Uint8Array,
  source: LabelMap,
  { width, height }: Grid,
  coverage: ReturnType<typeof coverageOf>,
): void {
  const cover = emptyCover();
  const areas = new Float64Array(256);
  const classes = areas.subarray(0, source.scheme.classes.length);
  for (let row = 0, pixel = 0; row < height; row++) {
    coverage.beginRow(row);
    for (let column = 0; column < width; column++, pixel++) {
      if (!coverage.coverInto(cover, column)) continue;
      classes.fill(0);
      for (let y = 0, at = 0; y < cover.rows; y++) {
        const line = (cover.top + y) * source.width + cover.left;
        for (let x = 0; x < cover.columns; x++, at++) {
          areas[source.data[line + x]!]! += cover.weights[at]!; // ignored pixels: a place that nobody looks at
        }
      }
      target[pixel] = largest(classes);
    }
  }
}

/** Of the classes with the largest area the last; 255 where none has any. */
function largest(areas: Float64Array): number {
  let most = 0;
  for (let index = 0; index < areas.length; index++) if (areas[index]! > most) most = areas[index]!;
  if (most === 0) return IGNORE_INDEX;
  for (let index = areas.length - 1; ; index--) if (areas[index]! >= most - TIED_AREA) return index;
}
