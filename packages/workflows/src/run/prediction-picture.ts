import { downsampleLabels, downsampleRaster, type LabelMap, type Raster } from "@undercoat/raster";
import { encodePng, labelPicture, type RgbaImage } from "@undercoat/report";
import type { TensorboardValue } from "@undercoat/tensorboard";
import { pictureOf } from "./picture-of.ts";

/** Largest side of one of the three parts. */
const LARGEST_SIDE = 320;
/** White pixels between the parts. */
const GAP = 4;

/** Image, clean labels and prediction of a test window side by side; what is ignored is grey. */
export function predictionPicture(
  scene: string,
  {
    image,
    reference,
    predicted,
  }: { readonly image: Raster; readonly reference: LabelMap; readonly predicted: LabelMap },
): TensorboardValue {
  const factor = Math.ceil(Math.max(image.width, image.height) / LARGEST_SIDE);
  const parts = [
    pictureOf(downsampleRaster(image, factor)),
    ...[reference, predicted].map((labels) => labelPicture(downsampleLabels(labels, factor), labels.scheme)),
  ];
  const whole = sideBySide(parts);
  return { tag: `prediction/${scene}`, png: encodePng(whole), width: whole.width, height: whole.height };
}

function sideBySide(parts: readonly RgbaImage[]): RgbaImage {
  const height = Math.max(...parts.map((part) => part.height));
  const width = parts.reduce((sum, part) => sum + part.width + GAP, -GAP);
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  let left = 0;
  for (const part of parts) {
    for (let row = 0; row < part.height; row++) {
      const from = 4 * row * part.width;
      data.set(part.data.subarray(from, from + 4 * part.width), 4 * (row * width + left));
    }
    left += part.width + GAP;
  }
  return { width, height, data };
}
