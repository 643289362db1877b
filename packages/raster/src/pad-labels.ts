import type { ClassScheme } from "./class-scheme.ts";
import { cropGeotransform } from "./crop-geotransform.ts";
import { RasterError } from "./errors.ts";
import { IGNORE_INDEX } from "./ignore-index.ts";
import { allocate } from "./internal/allocate.ts";
import { assertChoice } from "./internal/assert-choice.ts";
import { frameOf, mirrorSamplesInto, placeSamplesInto } from "./internal/pad-samples.ts";
import { type LabelMap, labelMap } from "./label-map.ts";
import type { Padding } from "./padding.ts";

/** Options of {@link padLabels}. */
export interface PadLabelsOptions extends Padding {
  /**
   * `"constant"`: padding holds `classIndex`; `"reflect"`: it mirrors the labels without repeating the edge, as
   * often as it takes. Default: `"constant"`.
   */
  readonly mode?: "constant" | "reflect";
  /** What constant padding holds. Default: 255, ignored. */
  readonly classIndex?: number;
}

/**
 * A label map with pixels added around it; what was there keeps its place on the ground.
 *
 * @throws {RasterError} `PADDING_UNUSABLE` if a side is not a whole number of pixels from 0; `CLASS_OUTSIDE_SCHEME` if
 *   the padding is neither a class of the scheme nor 255; `CHOICE_UNKNOWN`; `TOO_LARGE`.
 */
export function padLabels(
  source: LabelMap,
  { mode = "constant", classIndex = IGNORE_INDEX, ...padding }: PadLabelsOptions,
): LabelMap {
  assertChoice("padding mode", mode, ["constant", "reflect"]);
  const frame = frameOf(padding, source);
  const { width, height, scheme, crs } = source;
  const layout = { frame, width, height, bandCount: 1 };
  const data = allocate(Uint8Array, frame);
  if (mode === "reflect") mirrorSamplesInto(data, source.data, layout);
  else placeSamplesInto(data.fill(paddingIndex(classIndex, scheme)), source.data, layout);
  const geotransform = cropGeotransform(source.geotransform, { x: -frame.left, y: -frame.top });
  return labelMap({ width: frame.width, height: frame.height, scheme, data, geotransform, crs });
}

/** A byte array would turn 256 into class 0 without a word. */
function paddingIndex(classIndex: number, { name, classes }: ClassScheme): number {
  if (classIndex === IGNORE_INDEX || classes[classIndex] !== undefined) return classIndex;
  throw new RasterError("CLASS_OUTSIDE_SCHEME", {
    message:
      `padding would hold class index ${classIndex}, but class scheme "${name}" has indices 0 to ` +
      `${classes.length - 1} (and ${IGNORE_INDEX} = ignored); give one of these`,
    context: { classIndex, scheme: name, classes: classes.length },
  });
}
