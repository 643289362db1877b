import type * as tf from "@tensorflow/tfjs-core";
import { TensorError } from "./errors.ts";

/** The axis names in a pattern such as `"b h w c"`. */
export type AxisNames<Pattern extends string> = Pattern extends `${infer Head} ${infer Rest}`
  ? Head | AxisNames<Rest>
  : Pattern;

/**
 * The sizes of a tensor by axis name.
 *
 * @throws {TensorError} `SHAPE_MISMATCH` if the number of axes differs from the pattern.
 *
 * @example
 * ```ts
 * const { b, h, w, c } = parseShape(image, "b h w c");
 * ```
 */
export function parseShape<Pattern extends string>(
  tensor: Pick<tf.Tensor, "shape">,
  pattern: Pattern,
): Record<AxisNames<Pattern>, number> {
  const names = pattern.split(" ");
  const { shape } = tensor;
  if (names.length !== shape.length) {
    throw new TensorError("SHAPE_MISMATCH", {
      message: `expected "${pattern}" (${names.length} axes), got [${shape.join(", ")}] (${shape.length} axes); reshape the tensor`,
      context: { pattern, shape },
    });
  }
  return Object.fromEntries(names.map((name, axis) => [name, shape[axis] ?? 0])) as Record<
    AxisNames<Pattern>,
    number
  >;
}
