import type { Rng } from "@undercoat/random";
import { IGNORE_INDEX, type LabelMap } from "@undercoat/raster";

/** One displacement per pixel in pixels. */
interface Displacement {
  readonly x: (column: number, row: number) => number;
  readonly y: (column: number, row: number) => number;
}

/**
 * Reads every pixel's class from a place nearby, displaced by a smooth random field. Places outside the map
 * are read at its edge; where an ignored pixel would be read, the class stays.
 */
export function bendBoundaries(
  labels: LabelMap,
  { radius, wavelength }: { readonly radius: number; readonly wavelength: number },
  rng: Rng,
): Uint8Array {
  const { data, width, height } = labels;
  const field = displacement(labels, wavelength, rng);
  const result = data.slice();
  for (let row = 0, pixel = 0; row < height; row++) {
    for (let column = 0; column < width; column++, pixel++) {
      const x = clamp(column + Math.round(radius * field.x(column, row)), width);
      const y = clamp(row + Math.round(radius * field.y(column, row)), height);
      const classIndex = data[y * width + x]!;
      if (classIndex !== IGNORE_INDEX) result[pixel] = classIndex;
    }
  }
  return result;
}

/** Vectors drawn in the unit disk at knots, and between knots their bilinear mean; two draws a knot. */
function displacement({ width, height }: LabelMap, wavelength: number, rng: Rng): Displacement {
  const columns = Math.ceil(width / wavelength) + 1;
  const count = columns * (Math.ceil(height / wavelength) + 1);
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  for (let knot = 0; knot < count; knot++) {
    const length = Math.sqrt(rng.next());
    const angle = 2 * Math.PI * rng.next();
    x[knot] = length * Math.cos(angle);
    y[knot] = length * Math.sin(angle);
  }
  return { x: between(x, columns, wavelength), y: between(y, columns, wavelength) };
}

function between(knots: Float64Array, columns: number, wavelength: number) {
  return (column: number, row: number) => {
    const left = Math.floor(column / wavelength);
    const right = column / wavelength - left;
    const top = Math.floor(row / wavelength);
    const down = row / wavelength - top;
    const at = top * columns + left;
    const upper = knots[at]! * (1 - right) + knots[at + 1]! * right;
    const lower = knots[at + columns]! * (1 - right) + knots[at + columns + 1]! * right;
    return upper * (1 - down) + lower * down;
  };
}

function clamp(value: number, length: number): number {
  return Math.min(length - 1, Math.max(0, value));
}
