import { RasterError } from "../errors.ts";
import type { Padding } from "../padding.ts";
import type { SampleArray } from "../samples.ts";

/** How far a raster is padded, and how large it becomes. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The frame of a padding. Refuses what is not a whole number of pixels from 0. */
export function frameOf(
  { left = 0, right = 0, top = 0, bottom = 0 }: Padding,
  source: { readonly width: number; readonly height: number },
): Frame {
  for (const [side, pixels] of Object.entries({ left, right, top, bottom })) {
    if (Number.isInteger(pixels) && pixels >= 0) continue;
    throw new RasterError("PADDING_UNUSABLE", {
      message: `padding at the ${side} is ${pixels} pixels, but an integer from 0 was expected; crop to make it smaller`,
      context: { side, pixels },
    });
  }
  return { left, top, width: left + source.width + right, height: top + source.height + bottom };
}

/** Copies samples `[height, width, band]` into the middle of `target`; the frame around them stays as it is. */
export function placeSamplesInto(
  target: SampleArray,
  source: SampleArray,
  { frame, width, height, bandCount }: { frame: Frame; width: number; height: number; bandCount: number },
): void {
  for (let row = 0; row < height; row++) {
    const line = source.subarray(row * width * bandCount, (row + 1) * width * bandCount);
    target.set(line, ((frame.top + row) * frame.width + frame.left) * bandCount);
  }
}

/** Fills all of `target` with the samples and their mirror images; edges are not repeated. */
export function mirrorSamplesInto(
  target: SampleArray,
  source: SampleArray,
  { frame, width, height, bandCount }: { frame: Frame; width: number; height: number; bandCount: number },
): void {
  const columns = Int32Array.from(
    { length: frame.width },
    (_, x) => mirrored(x - frame.left, width) * bandCount,
  );
  for (let y = 0, at = 0; y < frame.height; y++) {
    const line = mirrored(y - frame.top, height) * width * bandCount;
    for (const column of columns) {
      for (let band = 0; band < bandCount; band++) target[at++] = source[line + column + band]!;
    }
  }
}

/** The place inside that lies where a place outside is thrown back, as often as it takes: … 2 1 0 1 2 1 0 1 … */
function mirrored(place: number, size: number): number {
  const period = Math.max(1, 2 * (size - 1));
  const within = ((place % period) + period) % period;
  return within < size ? within : period - within;
}
