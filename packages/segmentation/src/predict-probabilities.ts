import { predict } from "./internal/predict.ts";
import type { SegmentationModel } from "./model.ts";
import type { ModelImage } from "./model-image.ts";

/**
 * Probabilities of one image, row-major `[height, width, class]`: the softmax of `predictLogits`.
 *
 * @throws {SegmentationError} `CHANNEL_MISMATCH` or `SIZE_MISMATCH` if the image does not fit.
 */
export function predictProbabilities(model: SegmentationModel, image: ModelImage): Float32Array {
  return predict(model, image, "probabilities");
}
