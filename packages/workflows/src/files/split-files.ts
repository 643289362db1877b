import {
  checkSplit,
  type MadeSplit,
  type MakeSplitOptions,
  makeSplit,
  parseSplitFile,
  type SceneGrid,
  type SplitCheck,
  type SplitScene,
  splitFile,
} from "@undercoat/datasets";
import { readJson, sha256File, writeJsonAtomic } from "@undercoat/files";
import { openGeoTiff } from "@undercoat/geotiff";
import { createRng } from "@undercoat/random";
import { WorkflowError } from "../errors.ts";
import { readLabelFile } from "./label-file.ts";
import { refuseOverwriting } from "./refuse-overwriting.ts";

/** What {@link checkSplitFile} takes. */
export interface CheckSplitFileOptions {
  /** Pattern of the images with `{scene}`; without it, scenes are not compared with each other. */
  readonly images?: string | undefined;
  readonly buffer?: number | undefined;
  readonly bufferMetres?: number | undefined;
}

/** What {@link checkSplitFile} found, with the size of every part. */
export interface CheckedSplitFile extends SplitCheck {
  readonly file: string;
  readonly parts: readonly {
    readonly name: string;
    readonly regions: number;
    readonly scenes: number;
    readonly pixels: number;
  }[];
  /** Whether scenes were compared on the ground. */
  readonly comparedOnGround: boolean;
}

/** Checks a split file for leaks between its parts. @throws {DatasetsError} `SPLIT_FILE`, `WINDOW_OUTSIDE`, `BUFFER_UNUSABLE` */
export async function checkSplitFile(
  file: string,
  { images, buffer, bufferMetres }: CheckSplitFileOptions,
): Promise<CheckedSplitFile> {
  const parts = parseSplitFile(await readJson(file), file);
  const ids = [...new Set(Object.values(parts).flatMap((regions) => regions.map(({ sceneId }) => sceneId)))];
  const scenes: SceneGrid[] = [];
  if (images !== undefined)
    for (const id of ids) scenes.push(await sceneGrid(id, images.replaceAll("{scene}", id)));
  assertInside(parts, scenes);
  const check = checkSplit(parts, {
    scenes,
    ...(buffer === undefined ? {} : { buffer }),
    ...(bufferMetres === undefined ? {} : { bufferMetres }),
  });
  return {
    file,
    parts: Object.entries(parts).map(([name, regions]) => ({
      name,
      regions: regions.length,
      scenes: new Set(regions.map(({ sceneId }) => sceneId)).size,
      pixels: regions.reduce((sum, { window }) => sum + window.width * window.height, 0),
    })),
    comparedOnGround: images !== undefined,
    conflicts: check.conflicts,
    notCompared: images === undefined ? [] : check.notCompared,
  };
}

/** What {@link makeSplitFile} takes. */
export interface MakeSplitFileOptions extends MakeSplitOptions {
  readonly images: readonly string[];
  /** Pattern of label files with `{scene}`, to balance the classes. */
  readonly labels?: string | undefined;
  readonly out: string;
  readonly seed: number;
}

/** What was written, and the scenes by id. */
export interface MadeSplitFile {
  readonly out: string;
  readonly seed: number;
  readonly scenes: readonly { readonly id: string; readonly file: string }[];
  readonly report: MadeSplit["report"];
}

/** Splits images and writes the split as JSON. @throws {DatasetsError} `NO_REGIONS`, `SPLIT_LEAKS` */
export async function makeSplitFile({
  images,
  labels,
  out,
  seed,
  ...options
}: MakeSplitFileOptions): Promise<MadeSplitFile> {
  const named = images.map((file) => ({ id: sceneName(file), file }));
  const twice = named.find(({ id }, index) => named.findIndex((other) => other.id === id) !== index);
  if (twice !== undefined)
    throw new WorkflowError("CONFIG_VALUE", {
      message: `two images are called "${twice.id}", expected file names that differ; rename one`,
      context: { id: twice.id },
    });
  await refuseOverwriting(images, [out]);
  const scenes: SplitScene[] = [];
  for (const { id, file } of named) {
    const scene = await sceneGrid(id, file);
    scenes.push(
      labels === undefined
        ? scene
        : { ...scene, labels: await readLabelFile(labels.replaceAll("{scene}", id)) },
    );
  }
  const made = makeSplit(scenes, options, createRng(seed).fork("split"));
  await writeJsonAtomic(out, splitFile(made.parts, { seed, options, images: named.map(({ id }) => id) }));
  return { out, seed, scenes: named, report: made.report };
}

async function sceneGrid(id: string, file: string): Promise<SceneGrid> {
  const source = await openGeoTiff(file);
  await source.close();
  const { width, height, geotransform, crs } = source;
  return { id, grid: { width, height, geotransform, crs }, sha256: await sha256File(file) };
}

function sceneName(file: string): string {
  return (file.split(/[\\/]/).at(-1) ?? file).replace(/\.tiff?$/i, "");
}

function assertInside(parts: ReturnType<typeof parseSplitFile>, scenes: readonly SceneGrid[]): void {
  const grids = new Map(scenes.map(({ id, grid }) => [id, grid]));
  for (const [part, regions] of Object.entries(parts)) {
    for (const { sceneId, window } of regions) {
      const grid = grids.get(sceneId);
      if (
        grid === undefined ||
        (window.x + window.width <= grid.width && window.y + window.height <= grid.height)
      )
        continue;
      throw new WorkflowError("CONFIG_VALUE", {
        message: `part "${part}" has the window [${window.x}, ${window.y}, ${window.width}, ${window.height}] of scene "${sceneId}", which has ${grid.width}×${grid.height} pixels; correct the window`,
        context: { part, sceneId, window },
      });
    }
  }
}
