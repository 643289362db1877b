import type { PixelShapes } from "./pixel-shapes.ts";

/** Rows of a strip. */
export const STRIP_ROWS = 128;

/** Which shapes touch which strip of rows: strip `s` has `shapes[starts[s]]` to `shapes[starts[s + 1] - 1]`, as they are burnt. */
export interface StripIndex {
  readonly starts: Float64Array;
  readonly shapes: Uint32Array;
}

/** Sorts shapes into the strips of a grid; those outside of it are in none. */
export function stripIndex(
  { sequence, bounds }: PixelShapes,
  { width, height }: { readonly width: number; readonly height: number },
): StripIndex {
  const count = Math.ceil(height / STRIP_ROWS);
  const starts = new Float64Array(count + 2);
  const visit = (use: (shape: number, strip: number) => void) => {
    for (const shape of sequence) {
      if (!(bounds[4 * shape + 2]! >= -1 && bounds[4 * shape]! <= width)) continue;
      const first = Math.max(0, Math.floor((bounds[4 * shape + 1]! - 1) / STRIP_ROWS)); // a rounding may touch one more
      const last = Math.min(count - 1, Math.floor((bounds[4 * shape + 3]! + 1) / STRIP_ROWS));
      for (let strip = first; strip <= last; strip++) use(shape, strip);
    }
  };
  visit((_shape, strip) => {
    starts[strip + 2]! += 1;
  });
  for (let strip = 2; strip < count + 2; strip++) starts[strip]! += starts[strip - 1]!;
  const shapes = new Uint32Array(starts[count + 1]!);
  visit((shape, strip) => {
    shapes[starts[strip + 1]!++] = shape;
  });
  return { starts, shapes };
}
