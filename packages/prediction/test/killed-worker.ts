// Predicts the made-up raster into a folder, and puts the map together: in a process of its own, that may be killed.
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { toRaster, type Window, windowGrid } from "@undercoat/raster";
// not from index.ts, which brings TensorFlow.js: a process that lives for half a second starts many times
import { mergePrediction } from "../src/merge-prediction.ts";
import { planPrediction } from "../src/prediction-job.ts";
import type { Predictor } from "../src/predictor.ts";
import { runPrediction } from "../src/run-prediction.ts";
import { stopwatch } from "../src/stopwatch.ts";
import { boxPredictor, madeUpRaster, scheme } from "./support/made-up.ts";

const [folder = "", milliseconds = "0"] = process.argv.slice(2);
const source = madeUpRaster(180, 140, { isHole: (x, y) => x < 30 && y < 20 });
const box = boxPredictor(1);
const predictor: Predictor = {
  ...box,
  predict: async (batch) => {
    await setTimeout(Number(milliseconds));
    return box.predict(batch);
  },
};
const job = await planPrediction(join(folder, "job"), {
  grid: source,
  scheme,
  bandCount: 2,
  sizeMultiple: 4,
  tiling: { tile: 32, overlap: 16, block: 40, batch: 2 },
  layers: { probabilities: "uint8", confidence: true },
  about: {},
});
process.send?.("begun");
const image = {
  readImage: async ({ window }: { readonly window: Window }) =>
    toRaster(await source.read({ window }), windowGrid(source, window), source.bands),
};
for await (const _ of runPrediction(job, { predictor, image, stopwatch: stopwatch() }));
const outputs = { classes: join(folder, "map.tif"), confidence: join(folder, "confidence.tif") };
for await (const _ of mergePrediction(job, { outputs }));
