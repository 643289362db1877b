// Predicts a raster in a process of its own, whose memory is looked at from outside, and tells what came of it.
import { predictMap } from "../../src/index.ts";

const [model = "", raster = "", out = ""] = process.argv.slice(2);
for await (const { result } of predictMap({ models: [model], rasters: [raster], out, threads: 2 }))
  if (result !== null) process.send?.(result);
process.disconnect();
