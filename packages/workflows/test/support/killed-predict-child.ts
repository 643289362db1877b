// Predicts a raster in a process of its own, goes on with what one before it left, and tells how far it is.
import { predictMap } from "../../src/index.ts";

const [model = "", raster = "", out = ""] = process.argv.slice(2);
const options = { models: [model], rasters: [raster], out, threads: 2, resume: true };
for await (const { fraction } of predictMap(options)) process.send?.(fraction);
process.disconnect();
