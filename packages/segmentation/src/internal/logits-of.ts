import { pad, slice, type Tensor4D, tensor4d } from "@tensorflow/tfjs-core";
import { SegmentationError } from "../errors.ts";
import type { SegmentationModel } from "../model.ts";
import type { ModelImage } from "../model-image.ts";

/** Logits `[1, height, width, class]` of an image, at its own size. Call it inside a tidy. */
export function logitsOf(model: SegmentationModel, { data, height, width, bands }: ModelImage): Tensor4D {
  return logitsOfTensor(model, tensor4d(data, [1, height, width, bands]));
}

/** Logits `[1, height, width, class]` of an image `[1, height, width, band]`, at its own size. Call it inside a tidy. */
export function logitsOfTensor(model: SegmentationModel, image: Tensor4D): Tensor4D {
  const [, height, width] = image.shape;
  const multiple = model.decoder.sizeMultiple;
  const missing = (size: number) => (multiple - (size % multiple)) % multiple;
  const [below, right] = [missing(height), missing(width)];
  if (below === 0 && right === 0) return model.network.apply(image) as Tensor4D;
  const padding: [number, number][] = [
    [0, 0],
    [0, below],
    [0, right],
    [0, 0],
  ];
  const logits = model.network.apply(pad(image, padding)) as Tensor4D;
  return slice(logits, [0, 0, 0, 0], [1, height, width, logits.shape[3]]);
}

/** Refuses an image whose bands or number of samples do not fit. */
export function checkImage(model: SegmentationModel, { data, height, width, bands }: ModelImage): void {
  const { encoder } = model;
  if (bands !== encoder.inChannels) {
    throw new SegmentationError("CHANNEL_MISMATCH", {
      message: `image has ${bands} bands, but encoder "${encoder.name}" takes ${encoder.inChannels}; choose the bands the model was made for`,
      context: { bands, inChannels: encoder.inChannels },
    });
  }
  if (height >= 1 && width >= 1 && data.length === height * width * bands) return;
  throw new SegmentationError("SIZE_MISMATCH", {
    message: `image of ${width}×${height} pixels and ${bands} bands has ${data.length} samples, expected ${width * height * bands}; give one sample per pixel and band`,
    context: { width, height, bands, samples: data.length },
  });
}
