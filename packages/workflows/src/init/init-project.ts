import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { writeFileAtomic } from "@undercoat/files";
import { parse } from "yaml";
import { configOf } from "../config/load-config.ts";
import { classShares, rarestClass } from "./positive-class.ts";
import { projectConfig } from "./project-config.ts";
import { disagreementOf, type ProjectSummary, summaryOf } from "./project-summary.ts";
import { bandsFor, doubtsAbout, downsampleFor, normalisationFor, recipeFor } from "./propose-settings.ts";
import type { ProposedSplit } from "./propose-split.ts";
import { readImages, type SceneImages } from "./read-images.ts";
import { refusedInput } from "./refused-input.ts";
import { splitFor } from "./split-for.ts";
import { placeGiven, readGiven, type Surveyed, surveyScenes } from "./survey-scenes.ts";

/** What {@link initProject} takes. */
export interface InitProjectOptions {
  /** The config to write. */
  readonly file: string;
  /** Folder with the images. */
  readonly images?: string | undefined;
  /** Many, coarse labels: a file for all images, a folder with one for each, or a path with `{scene}`. */
  readonly noisy?: string | undefined;
  /** Few, accurate labels, in the same ways. Omitted: nothing is written, only said where labels are needed. */
  readonly clean?: string | undefined;
  /** Of the starter that is written without looking at files; refused beside `images`. */
  readonly data?: string | undefined;
  /** Stops between two windows; no file is left. */
  readonly signal?: AbortSignal | undefined;
}

/** {@link InitProjectOptions} that name images and noisy labels. */
export interface ProjectFiles extends InitProjectOptions {
  readonly images: string;
  readonly noisy: string;
}

/**
 * Looks at the files of a new project and writes a commented config for them that can be run as it is, with labels beside
 * it where those that were given do not lie on the images.
 *
 * @throws {WorkflowError} `CONFIG_VALUE` for files that do not go together, `CONFIG_FILE` if the config is there already;
 *   the errors of the packages that read the files. No file is left then.
 */
export async function initProject(wanted: InitProjectOptions): Promise<ProjectSummary> {
  const options = withFiles(wanted);
  const { file } = options;
  if (existsSync(file))
    throw refusedInput(`"${file}" is there already; give another name, or move it away`, { file });
  const images = await readImages(options.images);
  const given = await readGiven(options, images.scenes);
  const folder = path.join(path.dirname(file), "labels");
  const made: string[] = [];
  try {
    const placed = await placeGiven(given, { images, folder, made, signal: options.signal });
    const surveyed = await surveyScenes(placed, images, options.signal);
    return options.clean === undefined
      ? await withoutClean(options, images, surveyed, made)
      : await withClean(options, images, surveyed);
  } catch (error) {
    for (const each of made) await rm(each, { recursive: true, force: true });
    throw error;
  }
}

function withFiles({ images, noisy, data, ...rest }: InitProjectOptions): ProjectFiles {
  if (data !== undefined)
    throw refusedInput(
      "--data was given beside --images, --noisy or --clean; give one of them: --data for a starter, --images to look at the files",
    );
  if (images !== undefined && noisy !== undefined) return { images, noisy, ...rest };
  const [lacking, what] =
    images === undefined ? ["--images <folder>", "images"] : ["--noisy <path>", "noisy labels"];
  throw refusedInput(`no ${what} were given, expected images and noisy labels; add ${lacking}`);
}

/** Nothing stands in for clean labels: it is said where they are needed, and nothing is left behind. */
async function withoutClean(
  options: ProjectFiles,
  images: SceneImages,
  surveyed: Surveyed,
  made: readonly string[],
): Promise<ProjectSummary> {
  const whole = {
    ...surveyed,
    cleanWindows: new Map(
      images.scenes.map(({ id, grid }) => [id, { x: 0, y: 0, width: grid.width, height: grid.height }]),
    ),
  };
  const { split, downsample } = await splitFor(
    images.scenes,
    whole,
    downsampleFor(images.scenes[0]!.pixelMetres),
  );
  for (const each of made) await rm(each, { recursive: true, force: true });
  return summaryOf({
    options,
    images,
    surveyed: { ...surveyed, notes: [] },
    split,
    downsample,
    settings: null,
  });
}

async function withClean(
  options: ProjectFiles,
  images: SceneImages,
  surveyed: Surveyed,
): Promise<ProjectSummary> {
  const { file, signal } = options;
  const { scheme, placed } = surveyed;
  const { split, downsample, isTaughtAndTested } = await splitFor(
    images.scenes,
    surveyed,
    downsampleFor(images.scenes[0]!.pixelMetres),
  );
  const shares = classShares(scheme, surveyed.counts);
  const positive = rarestClass(shares, isTaughtAndTested);
  const hasCleanPretraining = coversPretraining(split, surveyed);
  const recipe = recipeFor(split, hasCleanPretraining);
  const found = { ...surveyed, notes: [...surveyed.notes, ...doubtsAbout(split, disagreementOf(surveyed))] };
  const normalisation = await normalisationFor({
    scenes: images.scenes,
    labels: placed.noisy.files,
    regions: split.parts.pretrain,
    scheme,
    downsample,
    signal,
  });
  const local = (pattern: string) => relativePattern(file, pattern);
  const text = projectConfig({
    name: projectName(file),
    scenes: images.scenes,
    patterns: {
      images: local(path.join(images.folder, `{scene}${images.ending}`)),
      noisy: local(placed.noisy.pattern),
      clean: local(placed.clean!.pattern),
    },
    scheme,
    isNamed: surveyed.isNamed,
    positive: { name: positive.name, share: positive.cleanShare },
    bands: bandsFor(images.scenes[0]!),
    downsample,
    split,
    normalisation,
    recipe,
    finetunePatches: Math.min(16, split.patches.finetune),
    hasCleanPretraining,
    notes: found.notes,
  });
  await configOf(parse(text) as Record<string, unknown>, file); // what is written is read first
  signal?.throwIfAborted();
  await writeFileAtomic(file, text);
  const settings = {
    recipe: recipe.name,
    downsample,
    patchSize: split.patchSize,
    positiveClass: positive.name,
  };
  return summaryOf({ options, images, surveyed: found, split, downsample, settings });
}

/** Whether the clean labels are known nearly everywhere the pretraining draws from. */
function coversPretraining({ parts }: ProposedSplit, { cleanWindows }: Surveyed): boolean {
  return parts.pretrain.every(({ sceneId, window }) => {
    const known = cleanWindows.get(sceneId);
    return (
      known !== undefined &&
      known !== null &&
      window.x >= known.x &&
      window.y >= known.y &&
      window.x + window.width <= known.x + known.width &&
      window.y + window.height <= known.y + known.height
    );
  });
}

/** The config's name, or its folder's where it has the usual one. */
function projectName(file: string): string {
  const { name } = path.parse(file);
  return name === "undercoat" ? path.basename(path.dirname(path.resolve(file))) || name : name;
}

function relativePattern(file: string, pattern: string): string {
  const relative = path.relative(path.dirname(path.resolve(file)), path.resolve(pattern));
  return relative.split(path.sep).join("/");
}
