import type { Command } from "commander";
import { polygonText } from "../print/prediction-text.ts";
import { showingProgress } from "../showing-progress.ts";
import { addPolygonOptions, type PolygonFlags, polygonsOf } from "./polygon-flags.ts";

interface MergeFlags extends PolygonFlags {
  readonly overwrite?: true;
  readonly json?: true;
}

/** `undercoat predict merge`: the map of shards. */
export function registerPredictMerge(predict: Command): void {
  const merge = predict
    .command("merge")
    .description("put together the map whose shards are done")
    .argument("<map.tif>", "the --out of the shards")
    .option("--overwrite", "replace files that are there")
    .option("--json", "print one JSON object");
  addPolygonOptions(merge).action(async (out: string, _flags: object, command: Command) => {
    const flags = command.optsWithGlobals<MergeFlags>();
    const { overwrite, json } = flags;
    const { mergeMap } = await import("@undercoat/workflows");
    const last = await showingProgress(async function* (signal) {
      for await (const report of mergeMap({
        ...{ out, signal },
        overwrite: overwrite === true,
        polygons: polygonsOf(flags),
      }))
        yield { ...report, status: "writing the map" };
    });
    const { files = [], polygons = null } = last ?? {};
    process.stdout.write(
      json
        ? `${JSON.stringify({ out, files, polygons })}\n`
        : `wrote ${files.join(", ")}\n${polygonText(polygons)}`,
    );
  });
}
