import type { Scalar, Tensor3D, Tensor4D } from "@tensorflow/tfjs-core";
import type { PartOptions } from "./encoder.ts";

/** What a loss may be told beside logits and labels. */
export interface LossEvaluateOptions {
  /** Weight of every pixel, `[batch, height, width]`, at least 0. */
  readonly weights?: Tensor3D;
}

/** Measures how far logits are from labels. */
export interface Loss {
  readonly kind: "loss";
  readonly name: string;
  /** Every option with its default filled in. */
  readonly options: PartOptions;
  /**
   * The loss of a batch; pixels labelled 255 do not count. A batch with nothing to learn from gives 0
   * and a gradient of zeros.
   *
   * @param logits - `[batch, height, width, class]`, before softmax.
   * @param labels - `[batch, height, width]` int32 class indices, 255 = ignored.
   */
  evaluate(logits: Tensor4D, labels: Tensor3D, options?: LossEvaluateOptions): Scalar;
  /** The terms of a sum by name, before they are added. */
  parts?(logits: Tensor4D, labels: Tensor3D, options?: LossEvaluateOptions): Record<string, Scalar>;
}
