import * as tf from "@tensorflow/tfjs-core";
import { hasFused, runFused } from "./internal/fused.ts";
import { parseShape } from "./parse-shape.ts";
import { type ResampleMode, type ResampleRule, resampleMatrix } from "./resample-matrix.ts";

/** Options of {@link resample}. */
export interface ResampleOptions {
  readonly mode: ResampleMode;
  /** PyTorch's `align_corners`, of `"bilinear"` and `"bicubic"`; `false` if omitted. */
  readonly alignCorners?: boolean;
}

/** Height and width. */
export type ImageSize = readonly [height: number, width: number];

/**
 * Images of another size, larger or smaller: `[b, h, w, c]` to `[b, size[0], size[1], c]`, as PyTorch's
 * `interpolate` does it, in both corner conventions, or the mean of bins as in `adaptive_avg_pool2d`.
 *
 * The gradient is exact for every size; those of `tf.image.resizeBilinear` and `resizeNearestNeighbor` are not.
 *
 * @example
 * ```ts
 * const larger = resample(logits, [512, 384], { mode: "bilinear", alignCorners: true });
 * ```
 */
export function resample(
  x: tf.Tensor4D,
  size: ImageSize,
  { mode, alignCorners = false }: ResampleOptions,
): tf.Tensor4D {
  const { h, w } = parseShape(x, "b h w c");
  if (h === size[0] && w === size[1]) return tf.clone(x);
  const rule = { mode, alignCorners };
  const operation = tf.customGrad((input) => ({
    value: forward(input as tf.Tensor4D, size, rule),
    gradFunc: (dy: tf.Tensor) => backward(dy as tf.Tensor4D, [h, w], rule),
  }));
  return operation(x) as tf.Tensor4D;
}

function forward(x: tf.Tensor4D, to: ImageSize, rule: ResampleRule): tf.Tensor4D {
  if (hasFused("UndercoatResample")) {
    return runFused("UndercoatResample", [x], { ...rule, size: to })?.[0] as tf.Tensor4D;
  }
  return tf.tidy(() => {
    const [, h, w] = x.shape;
    return separable(x, shares(rule, h, to[0], false), shares(rule, w, to[1], false));
  });
}

function backward(dy: tf.Tensor4D, from: ImageSize, rule: ResampleRule): tf.Tensor4D {
  if (hasFused("UndercoatResampleGrad")) {
    return runFused("UndercoatResampleGrad", [dy], { ...rule, size: from })?.[0] as tf.Tensor4D;
  }
  return tf.tidy(() => {
    const [, h, w] = dy.shape;
    return separable(dy, shares(rule, from[0], h, true), shares(rule, from[1], w, true));
  });
}

/** `[to, from]`, or `[from, to]` for the way back. */
function shares(rule: ResampleRule, from: number, to: number, back: boolean): tf.Tensor2D {
  const matrix = tf.tensor2d(resampleMatrix(rule, from, to), [to, from]);
  return back ? tf.transpose(matrix) : matrix;
}

/** `rows · image · columnsᵀ` for every image and channel. */
function separable(x: tf.Tensor4D, rows: tf.Tensor2D, columns: tf.Tensor2D): tf.Tensor4D {
  const { b, h, w, c } = parseShape(x, "b h w c");
  const [tallness] = rows.shape;
  const [wideness] = columns.shape;
  const tall = tf.matMul(rows as tf.Tensor, tf.reshape(x, [b, h, w * c]));
  const wide = tf.matMul(columns as tf.Tensor, tf.reshape(tall, [b * tallness, w, c]));
  return tf.reshape(wide, [b, tallness, wideness, c]);
}
