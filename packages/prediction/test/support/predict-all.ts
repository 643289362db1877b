import { imageSource } from "@undercoat/datasets";
import type { Grid, RasterSource } from "@undercoat/raster";
import {
  type PredictionLayout,
  type Predictor,
  predictionLayout,
  rowPredictor,
  stopwatch,
  type TilingOptions,
} from "../../src/index.ts";

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
