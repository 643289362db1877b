import { imageSource } from "@undercoat/datasets";
import { type Grid, memorySource, type RasterSource } from "@undercoat/raster";
import {
  type PredictionLayout,
  type Predictor,
  predictionLayout,
  rowPredictor,
  stopwatch,
  type TileBatch,
  type TilingOptions,
} from "../../src/index.ts";

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

/** The layout of a raster for a predictor. */
export function layoutOf(source: Grid, predictor: Predictor, options: TilingOptions): PredictionLayout {
  const { width, height } = source;
  const [bandCount, classCount] = [predictor.bands.length, predictor.scheme.classes.length];
  return predictionLayout(
    { width, height, bandCount, classCount, sizeMultiple: predictor.sizeMultiple },
    options,
  );
}

/** Everything predicted of a raster: probabilities, validity and how often each pixel was written. */
export async function predictAll(
  source: RasterSource,
  predictor: Predictor,
  options: TilingOptions,
  {
    order = (blocks) => blocks,
    wanted,
  }: {
    order?: (blocks: PredictionLayout["blocks"]) => PredictionLayout["blocks"];
    wanted?: (window: { x: number; y: number; width: number; height: number }) => Uint8Array;
  } = {},
): Promise<{
  probabilities: Float32Array;
  validity: Uint8Array;
  writes: Uint8Array;
  layout: PredictionLayout;
}> {
  const layout = layoutOf(source, predictor, options);
  const image = imageSource(source, { id: "made-up" });
  const { rows } = rowPredictor({ layout, predictor, image, stopwatch: stopwatch(), wanted });
  const { width, height } = source;
  const probabilities = new Float32Array(width * height * 3);
  const [validity, writes] = [new Uint8Array(width * height), new Uint8Array(width * height)];
  for (const block of order(layout.blocks))
    for await (const part of rows(block))
      for (let y = 0; y < part.window.height; y++)
        for (let x = 0; x < part.window.width; x++) {
          const [from, to] = [y * part.window.width + x, (part.window.y + y) * width + part.window.x + x];
          probabilities.set(part.probabilities.subarray(3 * from, 3 * from + 3), 3 * to);
          validity[to] = part.validity[from]!;
          writes[to]! += 1;
        }
  return { probabilities, validity, writes, layout };
}
