import type { Batch } from "@undercoat/datasets";
import { IGNORE_INDEX } from "@undercoat/raster";
import type { SegmentationModel } from "@undercoat/segmentation";
import { TrainingError } from "../errors.ts";

/** Throws where a batch does not fit the model; true where it holds a label to learn from. */
export function checkBatch(batch: Batch, model: SegmentationModel, batchSize: number | undefined): boolean {
  const { size, height, width, bandCount, images, labels } = batch;
  const bands = model.encoder.inChannels;
  if (bandCount !== bands) {
    mismatch(
      `batch has ${bandCount} bands, but the encoder "${model.encoder.name}" takes ${bands}; choose ${bands} bands`,
      { bandCount, bands },
    );
  }
  if (batchSize !== undefined && size !== batchSize) {
    mismatch(`batch holds ${size} patches, but batchSize is ${batchSize}; give both the same size`, {
      size,
      batchSize,
    });
  }
  const multiple = model.decoder.sizeMultiple;
  if (height % multiple !== 0 || width % multiple !== 0) {
    mismatch(
      `patch is ${width}×${height} pixels, but decoder "${model.decoder.name}" needs multiples of ${multiple}; choose ${nearestSizes(width, multiple)} for the width and ${nearestSizes(height, multiple)} for the height`,
      { width, height, multiple },
    );
  }
  const pixels = size * height * width;
  if (images.length !== pixels * bandCount || labels.length !== pixels) {
    mismatch(
      `batch holds ${images.length} samples and ${labels.length} labels, but its size asks for ${pixels * bandCount} and ${pixels}; give whole patches`,
      { samples: images.length, labels: labels.length, pixels },
    );
  }
  return hasLabels(labels, model);
}

/** The two nearest sizes that fit, or the size itself. */
function nearestSizes(size: number, multiple: number): string {
  if (size % multiple === 0) return `${size}`;
  const above = Math.ceil(size / multiple) * multiple;
  return above === multiple ? `${above}` : `${above - multiple} or ${above}`;
}

function hasLabels(labels: Uint8Array, { scheme }: SegmentationModel): boolean {
  const classCount = scheme.classes.length;
  let found = false;
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    if (label === IGNORE_INDEX) continue;
    if (label >= classCount) {
      mismatch(
        `batch has label ${label}, but the model's scheme "${scheme.name}" has ${classCount} classes (0 to ${classCount - 1}); use one scheme for both`,
        { label, classCount },
      );
    }
    found = true;
  }
  return found;
}

function mismatch(message: string, context: Readonly<Record<string, unknown>>): never {
  throw new TrainingError("BATCH_MISMATCH", { message, context });
}
