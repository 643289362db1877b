import { RasterError } from "../errors.ts";

/** A new array of zeros. Refuses what does not fit into memory with the size that was asked for. */
export function allocate<T>(
  ArrayType: new (length: number) => T,
  { width, height, bandCount = 1 }: { width: number; height: number; bandCount?: number },
): T {
  try {
    return new ArrayType(width * height * bandCount);
  } catch (cause) {
    throw new RasterError("TOO_LARGE", {
      message:
        `${width}×${height} pixels${bandCount > 1 ? ` with ${bandCount} bands` : ""} do not fit into the memory that is left; ` +
        "work window by window, as tileWindows gives them",
      context: { width, height, bandCount },
      cause,
    });
  }
}
