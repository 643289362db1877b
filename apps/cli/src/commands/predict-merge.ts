import type { Command } from "commander";
import { showingProgress } from "../showing-progress.ts";

/** `undercoat predict merge`: the map of shards. */
export function registerPredictMerge(predict: Command): void {
  predict
    .command("merge")
    .description("put together the map whose shards are done")
    .argument("<map.tif>", "the --out of the shards")
    .option("--overwrite", "replace files that are there")
    .option("--json", "print one JSON object")
    .action(async (out: string, _flags: object, command: Command) => {
      const { overwrite, json } = command.optsWithGlobals<{ overwrite?: true; json?: true }>();
      const { mergeMap } = await import("@undercoat/workflows");
      const last = await showingProgress(async function* (signal) {
        for await (const report of mergeMap({ out, overwrite: overwrite === true, signal }))
          yield { ...report, status: "writing the map" };
      });
      const files = last?.files ?? [];
      process.stdout.write(json ? `${JSON.stringify({ out, files })}\n` : `wrote ${files.join(", ")}\n`);
    });
}
