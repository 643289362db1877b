import path from "node:path";
import type { ClassScheme, Window } from "@undercoat/raster";
import { countLabels, knownPixels, type SceneCounts } from "./count-labels.ts";
import { FEATURE_SCHEME, featureRule } from "./feature-classes.ts";
import { type GivenLabels, givenLabels } from "./given-labels.ts";
import { knownWindow } from "./known-window.ts";
import { classesOfRasters, schemeOf } from "./label-classes.ts";
import { type PlacedLabels, placeLabels } from "./place-labels.ts";
import { downsampleFor } from "./propose-settings.ts";
import type { SceneImage, SceneImages } from "./read-images.ts";
import { namesOf, refusedInput } from "./refused-input.ts";

/** Labels as given, with their one class scheme. */
export interface ReadLabels {
  readonly noisy: GivenLabels;
  readonly clean: GivenLabels | null;
  readonly scheme: ClassScheme;
  /** Whether the files themselves name the classes. */
  readonly isNamed: boolean;
}

/** Labels that lie on the images. */
export interface PlacedGiven extends Omit<ReadLabels, "noisy" | "clean"> {
  readonly placed: { readonly noisy: PlacedLabels; readonly clean: PlacedLabels | null };
  /** Ids of the scenes that were given noisy labels. */
  readonly noisyScenes: ReadonlySet<string>;
  readonly notes: readonly string[];
}

/** What was found on the scenes. */
export interface Surveyed extends PlacedGiven {
  readonly scenes: ReadonlyMap<string, SceneCounts>;
  /** Where the clean labels of each scene are known. */
  readonly cleanWindows: ReadonlyMap<string, Window | null>;
  /** Sums over all scenes, by class index. */
  readonly counts: { readonly noisy: Float64Array; readonly clean: Float64Array | null };
}

/** Finds the label files and settles the class scheme. @throws {WorkflowError} `CONFIG_VALUE` */
export async function readGiven(
  options: { readonly noisy: string; readonly clean?: string | undefined },
  images: readonly SceneImage[],
): Promise<ReadLabels> {
  const ids = images.map(({ id }) => id);
  const noisy = await givenLabels("noisy", options.noisy, ids);
  const clean = options.clean === undefined ? null : await givenLabels("clean", options.clean, ids);
  const found = {
    noisy: noisy.kind === "raster" ? await classesOfRasters(noisy) : null,
    clean: clean?.kind === "raster" ? await classesOfRasters(clean) : null,
  };
  const isNamed = [found.noisy, found.clean].some((each) => each !== null && each.names.size > 0);
  const scheme = found.noisy === null && found.clean === null ? FEATURE_SCHEME : schemeOf(found, options);
  return { noisy, clean, scheme, isNamed };
}

/** Brings labels onto the images where they are not; folders that were written are added to `made`. */
export async function placeGiven(
  { noisy, clean, scheme, isNamed }: ReadLabels,
  {
    images,
    folder,
    made,
    signal,
  }: {
    readonly images: SceneImages;
    readonly folder: string;
    readonly made: string[];
    readonly signal: AbortSignal | undefined;
  },
): Promise<PlacedGiven> {
  const place = async (labels: GivenLabels, scenes: readonly SceneImage[]) => {
    const rule =
      labels.kind === "raster" ? null : await featureRule(labels, scheme, images.scenes[0]!.grid.crs);
    const options = { scenes, scheme, rule, folder: folderOf(labels, folder), signal };
    return placeLabels(labels, { ...options, onFolder: (each) => made.push(each) });
  };
  const has = (labels: GivenLabels | null, { id }: SceneImage) => labels?.files.has(id) === true;
  const withNoisy = images.scenes.filter((scene) => has(noisy, scene));
  const used = images.scenes.filter((scene) => has(noisy, scene) || has(clean, scene));
  const placed = {
    noisy: await place(noisy, withNoisy),
    clean: clean === null ? null : await place(clean, used),
  };
  const unused = images.scenes.filter((scene) => !used.includes(scene)).map(({ id }) => id);
  const notes = [...placed.noisy.notes, ...(placed.clean?.notes ?? [])];
  if (unused.length > 0) notes.push(`images without labels are left out: ${namesOf(unused)}`);
  if (images.scenes[0]!.grid.crs.kind === "unknown")
    notes.push(
      "the images have no CRS: labels are laid on them pixel by pixel, and scenes are not compared on the ground",
    );
  return { placed, scheme, isNamed, notes, noisyScenes: new Set(withNoisy.map(({ id }) => id)) };
}

/** Where labels are written: beside those that were given, where these lie there already. */
function folderOf({ role, given }: GivenLabels, folder: string): string {
  const wanted = path.resolve(folder, role);
  const isGiven = [given, path.dirname(given)].some((place) => path.resolve(place) === wanted);
  return path.join(folder, isGiven ? `${role}-on-images` : role);
}

/** Counts all labels. @throws {WorkflowError} `CONFIG_VALUE` where an image has noisy labels that cover none of it */
export async function surveyScenes(
  given: PlacedGiven,
  images: SceneImages,
  signal?: AbortSignal,
): Promise<Surveyed> {
  const { scheme, placed } = given;
  const scenes = new Map<string, SceneCounts>();
  const cleanWindows = new Map<string, Window | null>();
  const counts = {
    noisy: new Float64Array(256),
    clean: placed.clean === null ? null : new Float64Array(256),
  };
  const cell = 32 * downsampleFor(images.scenes[0]!.pixelMetres);
  for (const { id, grid } of images.scenes) {
    signal?.throwIfAborted();
    const files = { noisy: placed.noisy.files.get(id) ?? null, clean: placed.clean?.files.get(id) ?? null };
    if (files.noisy === null && files.clean === null) continue;
    const counted = await countLabels(files, { scheme, cell });
    scenes.set(id, counted);
    cleanWindows.set(id, counted.cells === null ? null : knownWindow(counted.cells, grid));
    add(counted.noisy, counts.noisy);
    if (counts.clean !== null) add(counted.clean, counts.clean);
  }
  const bare = [...scenes]
    .filter(([, { noisy }]) => noisy !== null && knownPixels(noisy) === 0)
    .map(([id]) => id);
  if (bare.length > 0)
    throw refusedInput(
      `the noisy labels cover no pixel of ${namesOf(bare)}; give labels that lie there, or take the image out of the folder`,
      { scenes: bare },
    );
  return { ...given, scenes, cleanWindows, counts };
}

function add(counts: Float64Array | null, into: Float64Array): void {
  counts?.forEach((count, index) => {
    into[index]! += count;
  });
}
