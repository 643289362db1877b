import type * as tf from "@tensorflow/tfjs-core";
import { layers } from "@tensorflow/tfjs-layers";

/** What every layer of this package takes. */
export interface LayerOptions {
  /** Unique within a model; also the prefix of the layer's parameter names. */
  readonly name: string;
}

/** Sizes with `null` for an axis known only at run time. */
export type OpenShape = (number | null)[];

/** A layer of the tfjs layers API, as every factory here returns it. */
export type Layer = layers.Layer;

/** A layer without weights: subclasses say how to compute and what shape comes out. */
export abstract class StatelessLayer extends layers.Layer {
  abstract compute(inputs: readonly tf.Tensor[]): tf.Tensor;
  abstract outputShapeOf(shapes: readonly OpenShape[]): OpenShape;

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return this.compute(Array.isArray(inputs) ? inputs : [inputs]);
  }

  override computeOutputShape(inputShape: OpenShape | OpenShape[]): OpenShape {
    return this.outputShapeOf(isOneShape(inputShape) ? [inputShape] : inputShape);
  }
}

function isOneShape(shape: OpenShape | OpenShape[]): shape is OpenShape {
  return !Array.isArray(shape[0]);
}

/** Input of a layer that takes exactly one tensor. */
export function onlyInput(inputs: tf.Tensor | readonly tf.Tensor[]): tf.Tensor4D {
  return (Array.isArray(inputs) ? inputs[0] : inputs) as tf.Tensor4D;
}

/** `[b, h, w, c]` with height and width multiplied by `factor`. */
export function enlarged([b, h, w, c]: OpenShape, factor: number): OpenShape {
  const times = (size: number | null | undefined) => (size == null ? null : size * factor);
  return [b ?? null, times(h), times(w), c ?? null];
}
