/** Predicts as the bench asks, in a process of its own: `predict-work.ts MODEL IMAGE OUT THREADS`; prints the seconds. */
import { predictMap } from "../src/index.ts";

const [model = "", image = "", out = "", threads = "1"] = process.argv.slice(2);
const options = { models: [model], rasters: [image], out, threads: Number(threads), overwrite: true };
const began = process.cpuUsage();
for await (const { result } of predictMap(options)) {
  if (result === null) continue;
  const { user, system } = process.cpuUsage(began);
  process.stdout.write(JSON.stringify({ ...result.seconds, processor: (user + system) / 1e6 }));
}
