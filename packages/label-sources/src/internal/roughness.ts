import type { Raster } from "@undercoat/raster";

/**
 * Largest less smallest valid value in the square window around every pixel, cut at the edges of the image; NaN where the
 * pixel itself has no value. With radius 1 it is what `gdaldem roughness` computes away from the edges.
 *
 * @see {@link https://doi.org/10.1080/01490410701295962 | Wilson et al. 2007}
 */
export function roughness(
  { width, height, bands, data, validity }: Raster,
  { band, radius }: { readonly band: number; readonly radius: number },
): Float32Array {
  const values = new Float32Array(width * height);
  for (let pixel = 0; pixel < values.length; pixel++)
    values[pixel] = validity?.[pixel] === 0 ? Number.NaN : data[pixel * bands.length + band]!;
  const size = { width, height, radius };
  const largest = windowed(values, size, (a, b) => (a > b ? a : b));
  const smallest = windowed(values, size, (a, b) => (a < b ? a : b));
  return values.map((value, pixel) => (Number.isNaN(value) ? value : largest[pixel]! - smallest[pixel]!));
}

/** The extreme of every window, along rows and then along columns; NaN counts as no value. */
function windowed(
  values: Float32Array,
  { width, height, radius }: { readonly width: number; readonly height: number; readonly radius: number },
  extreme: (a: number, b: number) => number,
): Float32Array {
  const along = (source: Float32Array, count: number, step: number, lines: number, lineStep: number) => {
    const result = new Float32Array(source.length);
    for (let line = 0; line < lines; line++)
      for (let at = 0; at < count; at++) {
        let found = Number.NaN;
        const last = Math.min(count - 1, at + radius);
        for (let near = Math.max(0, at - radius); near <= last; near++) {
          const value = source[line * lineStep + near * step]!;
          if (Number.isNaN(found)) found = value;
          else if (!Number.isNaN(value)) found = extreme(found, value);
        }
        result[line * lineStep + at * step] = found;
      }
    return result;
  };
  return along(along(values, width, 1, height, width), height, width, width, 1);
}
