import { MorphologyError } from "../errors.ts";

interface Sized {
  readonly width: number;
  readonly height: number;
  readonly data: { readonly length: number };
}

/** Refuses a map whose array does not fit its size. */
export function assertMap({ width, height, data }: Sized): void {
  const whole = Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0;
  if (whole && data.length === width * height) return;
  throw new MorphologyError("SIZE_MISMATCH", {
    message: `map of ${width}×${height} pixels holds ${data.length} values, but ${width * height} were expected; check width and height`,
    context: { width, height, length: data.length },
  });
}

/** Refuses a block size that is not a positive integer. */
export function assertBlock(block: number): void {
  if (Number.isInteger(block) && block > 0) return;
  throw new MorphologyError("BLOCK_UNUSABLE", {
    message: `block size is ${block} pixels, but a positive integer was expected; give its side in pixels`,
    context: { block },
  });
}

/** Refuses a connectivity other than 4 and 8. */
export function assertConnectivity(connectivity: number): void {
  if (connectivity === 4 || connectivity === 8) return;
  throw new MorphologyError("CONNECTIVITY_UNUSABLE", {
    message: `connectivity is ${connectivity}, but 4 or 8 was expected; 4 joins pixels along edges, 8 also at corners`,
    context: { connectivity },
  });
}

/** Refuses a class index that no pixel of a map can hold. */
export function assertClassIndex(classIndex: number): void {
  if (Number.isInteger(classIndex) && classIndex >= 0 && classIndex <= 255) return;
  throw new MorphologyError("CLASS_INDEX_UNUSABLE", {
    message: `class index is ${classIndex}, but an integer from 0 to 255 was expected; give the index, not the class value`,
    context: { classIndex },
  });
}
