import { existsSync } from "node:fs";
import path from "node:path";
import { sceneSource } from "@undercoat/datasets";
import { makeFolder } from "@undercoat/files";
import { createLabelGeoTiff, openGeoTiff } from "@undercoat/geotiff";
import {
  type ClassScheme,
  crsName,
  type Grid,
  gridBounds,
  gridMismatch,
  IGNORE_INDEX,
  labelMap,
  tileWindows,
} from "@undercoat/raster";
import { rasterizeLabels } from "../files/rasterize-labels.ts";
import { featureBounds, touchesGrid } from "./feature-bounds.ts";
import type { FeatureRule } from "./feature-classes.ts";
import type { GivenLabels } from "./given-labels.ts";
import type { SceneImage } from "./read-images.ts";
import { namesOf, refusedInput } from "./refused-input.ts";

/** Labels that lie on the images, a file for each scene. */
export interface PlacedLabels {
  /** Path with `{scene}`. */
  readonly pattern: string;
  readonly files: ReadonlyMap<string, string>;
  /** Folder that was written; null where the given files are used as they are. */
  readonly wrote: string | null;
  /** What was done, in words. */
  readonly notes: readonly string[];
}

/** What {@link placeLabels} needs beside the labels. */
export interface PlaceLabelsOptions {
  /** Scenes that need a file; without labels of their own they get one in which every pixel is ignored. */
  readonly scenes: readonly SceneImage[];
  readonly scheme: ClassScheme;
  /** Of features. */
  readonly rule: FeatureRule | null;
  /** Folder that is written where files do not lie on the images. */
  readonly folder: string;
  /** Told of the outermost folder that is made. */
  readonly onFolder: (folder: string) => void;
  readonly signal?: AbortSignal | undefined;
}

const WINDOW = { width: 2048, height: 512 };

/**
 * Uses label files as they are where each lies on its image; else writes a file for each scene by the nearest pixel, or
 * burns features onto its grid.
 *
 * @throws {WorkflowError} `CONFIG_VALUE` for labels that cannot be placed, or files that are there already.
 */
export async function placeLabels(labels: GivenLabels, options: PlaceLabelsOptions): Promise<PlacedLabels> {
  const { scenes, folder } = options;
  const pattern = labels.kind === "raster" ? await ownPattern(labels, scenes) : null;
  if (pattern !== null) return { pattern, files: labels.files, wrote: null, notes: [] };
  const target = (id: string) => path.join(folder, `${id}.tif`);
  if (existsSync(folder))
    throw refusedInput(
      `the ${labels.role} labels have to be brought onto the images, but "${folder}" is there already, and nothing is written over; move it away, or give it as --${labels.role} ${folder}`,
      { folder },
    );
  options.onFolder(firstMissing(folder));
  await makeFolder(folder);
  const notes =
    labels.kind === "vector" ? await burn(labels, options, target) : await align(labels, options, target);
  return {
    pattern: path.join(folder, "{scene}.tif"),
    files: new Map(scenes.map(({ id }) => [id, target(id)])),
    wrote: folder,
    notes,
  };
}

/** The outermost folder that is not there yet: what is to be removed if something fails. */
function firstMissing(folder: string): string {
  const parent = path.dirname(path.resolve(folder));
  return existsSync(parent) ? folder : firstMissing(parent);
}

/** The pattern of files that lie on their images; null where one does not, or one is missing. */
async function ownPattern(
  { files, isShared }: GivenLabels,
  scenes: readonly SceneImage[],
): Promise<string | null> {
  if (isShared && scenes.length > 1) return null;
  const patterns = new Set<string>();
  for (const { id, grid } of scenes) {
    const file = files.get(id);
    if (file === undefined) return null;
    const labels = await gridOf(file);
    if (gridMismatch(grid, labels) !== null) return null;
    patterns.add(path.join(path.dirname(file), path.basename(file).replace(id, "{scene}")));
  }
  const [pattern] = patterns;
  return patterns.size === 1 && pattern?.includes("{scene}") === true ? pattern : null;
}

async function gridOf(file: string): Promise<Grid> {
  const source = await openGeoTiff(file);
  await source.close();
  const { width, height, geotransform, crs } = source;
  return { width, height, geotransform, crs };
}

async function align(
  { files, role }: GivenLabels,
  { scenes, scheme, signal }: PlaceLabelsOptions,
  target: (id: string) => string,
): Promise<string[]> {
  for (const scene of scenes) {
    const file = files.get(scene.id);
    if (file !== undefined) assertPlaceable(scene, { file, role, grid: await gridOf(file) });
  }
  for (const scene of scenes) {
    const file = files.get(scene.id);
    if (file === undefined) await writeIgnored(target(scene.id), scene.grid, scheme);
    else await alignOne(scene, file, { out: target(scene.id), scheme, signal });
  }
  return [`${role} labels were brought onto the grid of each image by the nearest pixel`];
}

async function alignOne(
  { id, file, grid }: SceneImage,
  labels: string,
  { out, scheme, signal }: { out: string; scheme: ClassScheme; signal: AbortSignal | undefined },
): Promise<void> {
  const image = await openGeoTiff(file);
  const source = await openGeoTiff(labels);
  const writer = await createLabelGeoTiff(out, { grid, scheme, ignoreValue: ignoreValueOf(scheme) });
  try {
    const scene = sceneSource({ id, image, labels: source, scheme, align: { labels: "nearest" } });
    for (const window of tileWindows(grid, WINDOW)) {
      signal?.throwIfAborted();
      await writer.write(window, (await scene.read({ window })).labels);
    }
    await writer.finish();
  } finally {
    await writer.abort();
    await source.close();
    await image.close();
  }
}

/** Labels in which nobody has said anything. */
async function writeIgnored(out: string, grid: Grid, scheme: ClassScheme): Promise<void> {
  const writer = await createLabelGeoTiff(out, { grid, scheme, ignoreValue: ignoreValueOf(scheme) });
  try {
    for (const window of tileWindows(grid, WINDOW)) {
      const { width, height } = window;
      const data = new Uint8Array(width * height).fill(IGNORE_INDEX);
      await writer.write(window, labelMap({ width, height, scheme, data }));
    }
    await writer.finish();
  } finally {
    await writer.abort();
  }
}

/** A value for ignored pixels that no class has. */
function ignoreValueOf({ classes }: ClassScheme): number {
  const taken = new Set(classes.map(({ value }) => value));
  for (let value = 255; value >= 0; value--) if (!taken.has(value)) return value;
  return 65_535;
}

async function burn(
  { files, role }: GivenLabels,
  { scenes, scheme, rule, signal }: PlaceLabelsOptions,
  target: (id: string) => string,
): Promise<string[]> {
  const by = rule !== null && "property" in rule ? ` by their property "${rule.property}"` : "";
  const notes = [
    `${role} features were burnt onto the grid of each image${by}; where no feature lies is ${scheme.classes[0]!.name}${role === "clean" ? ", so keep the windows to what was traced completely" : ""}`,
  ];
  const empty: string[] = [];
  const bounds = new Map<string, Awaited<ReturnType<typeof featureBounds>>>();
  for (const scene of scenes) {
    const [features, out] = [files.get(scene.id), target(scene.id)];
    if (features !== undefined && !bounds.has(features))
      bounds.set(features, await featureBounds(features, scene.grid));
    if (features === undefined || !touchesGrid(bounds.get(features) ?? null, scene.grid)) {
      await writeIgnored(out, scene.grid, scheme);
      continue;
    }
    const made = await rasterizeLabels({ features, out, like: scene.file, scheme, ...rule, signal });
    if (made.classes.slice(1).every(({ pixels }) => pixels === 0)) {
      empty.push(scene.id);
      if (role === "clean") await writeIgnored(out, scene.grid, scheme); // nobody has been there
      continue;
    }
    for (const note of made.notes) notes.push(`${scene.id}: ${note}`);
    if (made.withoutClass > 0)
      notes.push(`${scene.id}: ${made.withoutClass} features have no class and were left out`);
  }
  return empty.length === 0 ? notes : [...notes, emptyNote(role, namesOf(empty))];
}

/** An image without features was not looked at, or holds none: the first is assumed where labels teach and judge. */
function emptyNote(role: GivenLabels["role"], names: string): string {
  return role === "clean"
    ? `no clean feature lies on ${names}: nothing is known there`
    : `no noisy feature lies on ${names}: all of it is background; take the image out of the folder if nobody mapped it`;
}

function assertPlaceable(
  { id, grid }: SceneImage,
  { file, role, grid: labels }: { readonly file: string; readonly role: string; readonly grid: Grid },
): void {
  if (gridMismatch(grid, labels) === null) return;
  const lacking = (each: Grid) => each.geotransform === null || each.crs.kind === "unknown";
  if (!lacking(grid) && !lacking(labels)) return;
  if (lacking(grid) && lacking(labels) && grid.geotransform !== null && labels.geotransform !== null) return;
  const [there, command] = lacking(grid) ? [labels, `<image>`] : [grid, file];
  const [who, other] = [`image "${id}"`, `${role} labels "${file}"`];
  const what = lacking(grid)
    ? `${who} has no CRS or place, but the ${other} lie`
    : `${other} have no CRS or place, but ${who} lies`;
  throw refusedInput(
    `${what} in ${crsName(there.crs)}, so that they cannot be laid on each other; say where it lies: gdal_edit.py -a_srs ${crsName(there.crs)}${cornersFlag(lacking(grid) ? grid : labels, there)} ${command}`,
    { scene: id, file },
  );
}

/** The corners of a grid, for a file of the same size that has none. */
function cornersFlag(lacking: Grid, there: Grid): string {
  if (lacking.geotransform !== null) return "";
  const isSame =
    lacking.width === there.width && lacking.height === there.height && there.geotransform !== null;
  if (!isSame) return " -a_ullr <left> <top> <right> <bottom>";
  const { xMin, yMin, xMax, yMax } = gridBounds(there);
  return ` -a_ullr ${xMin} ${yMax} ${xMax} ${yMin}`;
}
