import type { Raster } from "@undercoat/raster";
import type { RgbaImage } from "@undercoat/report";

/** The first three bands (or one, as grey) stretched between their 2nd and 98th percentiles. */
export function pictureOf(raster: Raster): RgbaImage {
  const bands = raster.bands.length;
  const shown = bands >= 3 ? [0, 1, 2] : [0, 0, 0];
  const limits = shown.map((band) => percentiles(raster, band));
  const pixels = raster.width * raster.height;
  const data = new Uint8ClampedArray(4 * pixels);
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      const [low, high] = limits[channel]!;
      data[4 * pixel + channel] =
        (255 * (raster.data[pixel * bands + shown[channel]!]! - low)) / Math.max(1e-9, high - low);
    }
    data[4 * pixel + 3] = raster.validity?.[pixel] === 0 ? 0 : 255;
  }
  return { width: raster.width, height: raster.height, data };
}

function percentiles({ data, bands, validity }: Raster, band: number): [number, number] {
  const values: number[] = [];
  const step = Math.max(1, Math.floor(data.length / bands.length / 20_000));
  for (let pixel = 0; pixel * bands.length < data.length; pixel += step)
    if (validity?.[pixel] !== 0) values.push(data[pixel * bands.length + band]!);
  values.sort((a, b) => a - b);
  const at = (share: number) => values[Math.round(share * (values.length - 1))] ?? 0;
  return [at(0.02), at(0.98)];
}
