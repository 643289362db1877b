import * as tf from "@tensorflow/tfjs-core";
import { hasFused, runFused } from "./internal/fused.ts";
import {
  enlarged,
  type Layer,
  type LayerOptions,
  type OpenShape,
  StatelessLayer,
} from "./layers/stateless-layer.ts";
import { parseShape } from "./parse-shape.ts";

/** Nearest-neighbour upsampling by 2 as a layer. */
export function upsampleNearest2x(options: LayerOptions): Layer;
/**
 * Nearest-neighbour upsampling by 2: `[b, h, w, c]` to `[b, 2h, 2w, c]`. The gradient is the
 * sum of four pixels; that of `tf.image.resizeNearestNeighbor` is wrong for batches on the cpu backend.
 */
export function upsampleNearest2x(x: tf.Tensor4D): tf.Tensor4D;
/** Both in one: options make a layer, a tensor is enlarged. */
export function upsampleNearest2x(input: LayerOptions | tf.Tensor4D): Layer | tf.Tensor4D {
  if (!(input instanceof tf.Tensor)) return new UpsampleNearestLayer(input);
  if (!hasFused("UndercoatUpsampleNearest2x")) return composed(input);
  const operation = tf.customGrad((x) => ({
    value: runFused("UndercoatUpsampleNearest2x", [x as tf.Tensor])?.[0] as tf.Tensor,
    gradFunc: (dy: tf.Tensor) => runFused("UndercoatUpsampleNearest2xGrad", [dy])?.[0] as tf.Tensor,
  }));
  return operation(input) as tf.Tensor4D;
}

/** The layer class behind {@link upsampleNearest2x}. */
export class UpsampleNearestLayer extends StatelessLayer {
  static className = "UndercoatUpsampleNearest2x";

  override compute([x]: readonly tf.Tensor[]): tf.Tensor {
    return upsampleNearest2x(x as tf.Tensor4D);
  }

  override outputShapeOf([shape]: readonly OpenShape[]): OpenShape {
    return enlarged(shape ?? [], 2);
  }
}

function composed(x: tf.Tensor4D): tf.Tensor4D {
  return tf.tidy(() => {
    const { b, h, w, c } = parseShape(x, "b h w c");
    const rows = tf.reshape(x, [b, h, 1, w * c]);
    const tall = tf.reshape(tf.concat([rows, rows], 2), [b, 2 * h * w, 1, c]);
    return tf.reshape(tf.concat([tall, tall], 2), [b, 2 * h, 2 * w, c]);
  });
}
