import type { Scalar, Tensor3D, Tensor4D } from "@tensorflow/tfjs-core";
import type { Loss, LossEvaluateOptions } from "@undercoat/segmentation";

/** A loss that also takes several predictions of the same pixels, such as those for two augmentations of one batch. */
export interface MultiViewLoss extends Loss {
  /**
   * The loss of all views together, with a gradient to each of them. One view is `evaluate`.
   *
   * @param views - Logits `[batch, height, width, class]`, all of one shape, pixel over pixel.
   * @throws {LossesError} `NO_LOSSES` for no view, `SHAPE_MISMATCH` for views of several shapes.
   */
  evaluateViews(views: readonly Tensor4D[], labels: Tensor3D, options?: LossEvaluateOptions): Scalar;
}
