import { RasterError } from "../errors.ts";

/** Refuses a width or height that is not a positive integer. */
export function assertSize(what: string, width: number, height: number): void {
  if (Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0) return;
  throw new RasterError("SIZE_MISMATCH", {
    message: `${what} is ${width}×${height}, but width and height must be positive integers; check the sizes given`,
    context: { width, height },
  });
}

/** Refuses an array of another length than its size says. */
export function assertLength(what: string, array: { readonly length: number }, expected: number): void {
  if (array.length === expected) return;
  throw new RasterError("SIZE_MISMATCH", {
    message: `${what} holds ${array.length} values, but ${expected} were expected; check width, height and bands`,
    context: { length: array.length, expected },
  });
}
