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
