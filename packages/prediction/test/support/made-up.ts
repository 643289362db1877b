import { type Grid, memorySource, type RasterSource } from "@undercoat/raster";
import type { Predictor, TileBatch } from "../../src/predictor.ts";

/** Three classes. */
export const scheme = {
  name: "three",
  classes: ["low", "middle", "high"].map((name, at) => ({ value: 10 * at, name })),
};

/** Numbers from 0 to 255 that look drawn, the same for every seed. */
export function noise(count: number, seed = 1): Uint8Array {
  let state = seed >>> 0;
  return Uint8Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
}

/** A raster of two bands in EPSG:32632 of 2 m, with holes where `isHole` says so. */
export function madeUpRaster(
  width: number,
  height: number,
  { isHole = () => false, ...place }: Partial<Grid> & { isHole?: (x: number, y: number) => boolean } = {},
): RasterSource {
  const validity = Uint8Array.from({ length: width * height }, (_, at) =>
    isHole(at % width, Math.floor(at / width)) ? 0 : 1,
  );
  return memorySource({
    name: "made-up.tif",
    geotransform: [600_000, 2, 0, 5_300_000, 0, -2],
    crs: { kind: "epsg", code: 32632 },
    ...place,
    width,
    height,
    bands: [{ name: "red" }, { name: "green" }],
    data: noise(2 * width * height),
    validity,
  });
}

/**
 * A network without a network: class logits are sums over a square of `radius` pixels around each pixel, with zeros
 * outside as a padded convolution has them; so it looks no further than `radius`.
 */
export function boxPredictor(radius: number, sizeMultiple = 4): Predictor & { readonly calls: number[] } {
  const calls: number[] = [];
  return {
    kind: "predictor",
    name: `box ${radius}`,
    scheme,
    bands: [{ name: "red" }, { name: "green" }],
    sizeMultiple,
    calls,
    predict: async (batch) => {
      calls.push(batch.count);
      return boxProbabilities(batch, radius);
    },
    dispose: () => undefined,
  };
}

function boxProbabilities({ count, height, width, data }: TileBatch, radius: number): Float32Array {
  const result = new Float32Array(count * height * width * 3);
  for (let tile = 0; tile < count; tile++)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        let [red, green] = [0, 0];
        for (let v = Math.max(0, y - radius); v <= Math.min(height - 1, y + radius); v++)
          for (let u = Math.max(0, x - radius); u <= Math.min(width - 1, x + radius); u++) {
            const at = ((tile * height + v) * width + u) * 2;
            red += data[at]!;
            green += data[at + 1]!;
          }
        const logits = [red, green, 0.9 * Math.max(red, green)].map((sum) => sum / 60 / (2 * radius + 1));
        const exponents = logits.map(Math.exp);
        const total = exponents.reduce((sum, each) => sum + each, 0);
        for (const [index, each] of exponents.entries())
          result[((tile * height + y) * width + x) * 3 + index] = each / total;
      }
  return result;
}
