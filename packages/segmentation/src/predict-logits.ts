import { predict } from "./internal/predict.ts";
import type { SegmentationModel } from "./model.ts";
import type { ModelImage } from "./model-image.ts";

/**
 * Logits of one image, row-major `[height, width, class]`. An image whose size is no multiple of the
 * decoder's `sizeMultiple` is padded with zeros at the bottom and the right; the padding is cut off again.
 *
 * @throws {SegmentationError} `CHANNEL_MISMATCH` or `SIZE_MISMATCH` if the image does not fit.
 */
export function predictLogits(model: SegmentationModel, image: ModelImage): Float32Array {
  return predict(model, image, "logits");
}
