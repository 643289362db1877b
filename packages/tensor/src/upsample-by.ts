import type * as tf from "@tensorflow/tfjs-core";
import {
  enlarged,
  type Layer,
  type LayerOptions,
  type OpenShape,
  StatelessLayer,
} from "./layers/stateless-layer.ts";
import { parseShape } from "./parse-shape.ts";
import { enlargedTo, type Interpolation } from "./upsample-to.ts";

/** Options of {@link upsampleBy}. */
export interface UpsampleByOptions extends LayerOptions {
  /** A whole number; height and width are multiplied by it. */
  readonly factor: number;
  readonly interpolation: Interpolation;
  /** PyTorch's `align_corners`, of `"bilinear"`; `false` if omitted. */
  readonly alignCorners?: boolean;
}

/** Upsampling by a whole factor as a layer, in both corner conventions. */
export function upsampleBy(options: UpsampleByOptions): Layer {
  return new UpsampleByLayer(options);
}

/** The layer class behind {@link upsampleBy}. */
export class UpsampleByLayer extends StatelessLayer {
  static className = "UndercoatUpsampleBy";
  readonly settings: Required<Omit<UpsampleByOptions, "name">>;

  constructor({ factor, interpolation, alignCorners = false, ...rest }: UpsampleByOptions) {
    super(rest);
    this.settings = { factor, interpolation, alignCorners };
  }

  override compute([x]: readonly tf.Tensor[]): tf.Tensor {
    const { factor, interpolation, alignCorners } = this.settings;
    const { h, w } = parseShape(x as tf.Tensor4D, "b h w c");
    return enlargedTo(x as tf.Tensor4D, [factor * h, factor * w], { mode: interpolation, alignCorners });
  }

  override outputShapeOf([shape]: readonly OpenShape[]): OpenShape {
    return enlarged(shape ?? [], this.settings.factor);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), ...this.settings };
  }
}
