// Predicts the made-up raster into a folder, and puts the map together: in a process of its own, that may be killed.
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { imageSource } from "@undercoat/datasets";
import { mergePrediction, type Predictor, planPrediction, runPrediction, stopwatch } from "../src/index.ts";
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
const image = imageSource(source, { id: "made-up" });
for await (const _ of runPrediction(job, { predictor, image, stopwatch: stopwatch() }));
const outputs = { classes: join(folder, "map.tif"), confidence: join(folder, "confidence.tif") };
for await (const _ of mergePrediction(job, { outputs }));
