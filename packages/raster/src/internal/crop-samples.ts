import type { SampleArray } from "../samples.ts";
import type { Window } from "../window.ts";

/** Copies a window of row-major samples `[height, width, band]` into `target`. */
export function cropSamplesInto(
  target: SampleArray,
  source: SampleArray,
  { window, width, bandCount }: { window: Window; width: number; bandCount: number },
): void {
  const rowLength = window.width * bandCount;
  for (let row = 0; row < window.height; row++) {
    const start = ((window.y + row) * width + window.x) * bandCount;
    target.set(source.subarray(start, start + rowLength), row * rowLength);
  }
}
