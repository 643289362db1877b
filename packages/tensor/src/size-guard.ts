import type * as tf from "@tensorflow/tfjs-core";
import { TensorError } from "./errors.ts";
import { type Layer, type LayerOptions, type OpenShape, StatelessLayer } from "./layers/stateless-layer.ts";
import { parseShape } from "./parse-shape.ts";

/** Options of {@link sizeGuard}. */
export interface SizeGuardOptions extends LayerOptions {
  /** Height and width of the image must be multiples of this. */
  readonly multiple: number;
}

/**
 * A layer of two inputs `[feature, image]` that hands on the feature, for decoders whose maps only meet where the
 * size of the image is a multiple of a number.
 *
 * Applying it throws a `TensorError` `SIZE_MISMATCH` for any other image, with the two nearest sizes.
 */
export function sizeGuard(options: SizeGuardOptions): Layer {
  return new SizeGuardLayer(options);
}

/** The layer class behind {@link sizeGuard}. */
export class SizeGuardLayer extends StatelessLayer {
  static className = "UndercoatSizeGuard";
  readonly multiple: number;

  constructor(options: SizeGuardOptions) {
    super(options);
    this.multiple = options.multiple;
  }

  override compute([feature, image]: readonly tf.Tensor[]): tf.Tensor {
    const { h, w } = parseShape(image as tf.Tensor4D, "b h w c");
    for (const [axis, size] of Object.entries({ height: h, width: w })) this.check(axis, size);
    return feature as tf.Tensor;
  }

  override outputShapeOf([shape]: readonly OpenShape[]): OpenShape {
    return shape ?? [];
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), multiple: this.multiple };
  }

  private check(axis: string, size: number): void {
    const { multiple } = this;
    if (size % multiple === 0) return;
    const above = Math.ceil(size / multiple) * multiple;
    const nearest = above === multiple ? `${above}` : `${above - multiple} or ${above}`;
    throw new TensorError("SIZE_MISMATCH", {
      message: `the image has a ${axis} of ${size} pixels, but the model takes multiples of ${multiple}; give it ${nearest}`,
      context: { axis, size, multiple },
    });
  }
}
