import * as tf from "@tensorflow/tfjs-core";
import { hasFused, runFused } from "./internal/fused.ts";
import { parseShape } from "./parse-shape.ts";

/**
 * Bilinear upsampling by a whole factor, half-pixel centres: PyTorch's
 * `interpolate(mode="bilinear", align_corners=False)`. `[b, h, w, c]` to `[b, f·h, f·w, c]`.
 *
 * Composed of copies and sums, because the gradient of `tf.image.resizeBilinear` ignores
 * half-pixel centres on every backend.
 */
export function upsampleBilinear(x: tf.Tensor4D, factor: number): tf.Tensor4D {
  if (!hasFused("UndercoatUpsampleBilinear")) return composed(x, factor);
  const operation = tf.customGrad((input) => ({
    value: runFused("UndercoatUpsampleBilinear", [input as tf.Tensor], { factor })?.[0] as tf.Tensor,
    gradFunc: (dy: tf.Tensor) =>
      runFused("UndercoatUpsampleBilinearGrad", [dy], { factor })?.[0] as tf.Tensor,
  }));
  return operation(x) as tf.Tensor4D;
}

function composed(x: tf.Tensor4D, factor: number): tf.Tensor4D {
  return tf.tidy(() => {
    const { b, h, w, c } = parseShape(x, "b h w c");
    const tall = stretchMiddleAxis(tf.reshape(x, [b, h, w * c]), factor);
    const wide = stretchMiddleAxis(tf.reshape(tall, [b * factor * h, w, c]), factor);
    return tf.reshape(wide, [b, factor * h, factor * w, c]);
  });
}

function stretchMiddleAxis(x: tf.Tensor3D, factor: number): tf.Tensor3D {
  const [outer, size, inner] = x.shape;
  const part = (from: number, length: number) => tf.slice(x, [0, from, 0], [outer, length, inner]);
  const shifted = (towards: -1 | 1) => {
    if (size === 1) return x; // a single row is its own neighbour
    const parts = towards < 0 ? [part(0, 1), part(0, size - 1)] : [part(1, size - 1), part(size - 1, 1)];
    return tf.concat(parts, 1); // the edge repeats itself
  };
  const before = shifted(-1);
  const after = shifted(1);
  const phases = Array.from({ length: factor }, (_, phase) => {
    const offset = (phase + 0.5) / factor - 0.5;
    const neighbour = offset < 0 ? before : after;
    if (offset === 0) return x;
    return tf.add(tf.mul(x, 1 - Math.abs(offset)), tf.mul(neighbour, Math.abs(offset)));
  });
  return tf.reshape(tf.stack(phases, 2), [outer, factor * size, inner]);
}
