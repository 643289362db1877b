import { writeFile } from "node:fs/promises";
import path from "node:path";
import { type SyntheticSceneOptions, syntheticScenes, syntheticScheme } from "@undercoat/datasets";
import { writeFileAtomic } from "@undercoat/files";
import { encodeGeoTiff, writeLabelGeoTiff } from "@undercoat/geotiff";
import { createRng } from "@undercoat/random";
import { stringify } from "yaml";
import type { RunConfig } from "../src/index.ts";

/** How many made-up scenes each split of a test run has, and how hard they are. */
export interface SyntheticRunOptions {
  readonly pretrain: number;
  readonly finetune: number;
  readonly test: number;
  readonly scene: SyntheticSceneOptions;
  readonly seed: number;
}

/**
 * Writes made-up scenes as GeoTIFFs and a config over them; `override` replaces top-level keys of the config.
 *
 * @returns the config file.
 */
export async function writeSyntheticRun(
  folder: string,
  { pretrain, finetune, test, scene, seed }: SyntheticRunOptions,
  override: Partial<RunConfig>,
): Promise<string> {
  const scenes = syntheticScenes({ ...scene, count: pretrain + finetune + test }, createRng(seed));
  for (const { id, image, labels } of scenes) {
    const data = Uint8Array.from(image.data);
    const bytes = encodeGeoTiff({
      grid: image,
      data,
      bandCount: 3,
      bandNames: image.bands.map(({ name }) => name),
    });
    await writeFileAtomic(path.join(folder, "images", `${id}.tif`), bytes);
    await writeLabelGeoTiff(path.join(folder, "labels", `${id}.tif`), labels);
  }
  const windows = (from: number, count: number) =>
    Object.fromEntries(scenes.slice(from, from + count).map(({ id }) => [id, "all" as const]));
  const config: RunConfig = {
    name: "synthetic",
    data: {
      root: ".",
      labels: { clean: "labels/{scene}.tif" },
      scheme: { name: syntheticScheme.name, classes: syntheticScheme.classes.map((entry) => ({ ...entry })) },
      positiveClass: "building",
      windows: {
        pretrain: windows(0, pretrain),
        finetune: windows(pretrain, finetune),
        test: windows(pretrain + finetune, test),
      },
    },
    pretrainings: {},
    ...override,
  };
  const file = path.join(folder, "run.yaml");
  await writeFile(file, stringify(config));
  return file;
}
