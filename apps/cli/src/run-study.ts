import type { LayerStudyFile, LoadedConfig } from "@undercoat/workflows";
import { interruptible } from "./interruptible.ts";
import { progressOn } from "./progress.ts";

/** Runs a layer study with progress on stderr and reads back what it found. */
export async function runStudy(
  loaded: LoadedConfig,
  options: { readonly out: string; readonly resume: boolean },
): Promise<LayerStudyFile> {
  const { readLayerStudy, runLayerStudy } = await import("@undercoat/workflows");
  const progress = progressOn(process.stderr);
  try {
    await interruptible(async (signal) => {
      for await (const report of runLayerStudy(loaded, { ...options, signal })) progress.show(report);
    });
  } finally {
    progress.end();
  }
  return readLayerStudy(options.out);
}
