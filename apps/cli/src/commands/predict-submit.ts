import type { Command } from "commander";
import { addSubmitOptions, type SubmitFlags, submitFromFlags, takeOut } from "../submit-from-flags.ts";

const SUBMISSION = { "--engine": 1, "--profile": 1, "--shards": 1, "--dry-run": 0, "--again": 0 } as const;
const MERGE = {
  "--polygons": 1,
  "--polygon-classes": 1,
  "--polygon-crs": 1,
  "--min-area": 1,
  "--simplify": 1,
  "--overwrite": 0,
} as const;

/** `undercoat predict submit`: shards as an array of a cluster. */
export function registerPredictSubmit(predict: Command): void {
  const submit = predict
    .command("submit")
    .description("predict on a cluster: --engine slurm, kubernetes or aws-batch, and the flags of predict")
    .argument("<model>", "a model folder on a file system that all machines see")
    .argument("<raster...>", "as of predict");
  addSubmitOptions(submit).action(async (_model: string, _rasters: string[], _: object, command: Command) => {
    const flags = command.optsWithGlobals<
      SubmitFlags & { out?: string; shard?: string; polygons?: string }
    >();
    if (flags.out === undefined)
      return command.error("error: required option '--out <map.tif>' not specified");
    if (flags.shard !== undefined)
      return command.error("error: --shard is given by the tasks; give --shards <n>");
    const args = process.argv.slice(process.argv.indexOf("predict") + 1);
    args.splice(args.indexOf("submit"), 1); // flags may stand on both sides of the word
    const { kept } = takeOut(args, { ...SUBMISSION, "--json": 0 });
    const { kept: worker, taken: merge } = takeOut(kept, MERGE);
    const confidence = flags.polygons === undefined ? [] : ["--polygons", flags.polygons];
    const text = await submitFromFlags(flags, {
      // workers keep the confidence that polygons need
      worker: ["predict", ...worker, ...confidence],
      merge: ["predict", "merge", ...merge, "--", flags.out],
      records: `${flags.out}.cluster`,
    });
    process.stdout.write(text);
  });
}
