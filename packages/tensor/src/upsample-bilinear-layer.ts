import type * as tf from "@tensorflow/tfjs-core";
import {
  enlarged,
  type Layer,
  type LayerOptions,
  type OpenShape,
  StatelessLayer,
} from "./layers/stateless-layer.ts";
import { upsampleBilinear } from "./upsample-bilinear.ts";

/** Bilinear upsampling by 2 (half-pixel centres) as a layer. */
export function upsampleBilinear2x(options: LayerOptions): Layer {
  return new UpsampleBilinearLayer({ ...options, factor: 2 });
}

/** Bilinear upsampling by 4 (half-pixel centres) as a layer. */
export function upsampleBilinear4x(options: LayerOptions): Layer {
  return new UpsampleBilinearLayer({ ...options, factor: 4 });
}

/** The layer class behind {@link upsampleBilinear2x} and {@link upsampleBilinear4x}. */
export class UpsampleBilinearLayer extends StatelessLayer {
  static className = "UndercoatUpsampleBilinear";
  readonly factor: number;

  constructor(options: LayerOptions & { readonly factor: number }) {
    super(options);
    this.factor = options.factor;
  }

  override compute([x]: readonly tf.Tensor[]): tf.Tensor {
    return upsampleBilinear(x as tf.Tensor4D, this.factor);
  }

  override outputShapeOf([shape]: readonly OpenShape[]): OpenShape {
    return enlarged(shape ?? [], this.factor);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), factor: this.factor };
  }
}
