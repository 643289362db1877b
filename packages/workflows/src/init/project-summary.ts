import { crsName } from "@undercoat/raster";
import { knownPixels } from "./count-labels.ts";
import type { ProjectFiles } from "./init-project.ts";
import { type ClassShare, classShares } from "./positive-class.ts";
import type { PartName, ProposedSplit } from "./propose-split.ts";
import type { SceneImages } from "./read-images.ts";
import type { Surveyed } from "./survey-scenes.ts";

/** One image in a {@link ProjectSummary}. */
export interface SceneRow {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** Share of the pixels with noisy and with clean labels. */
  readonly noisyShare: number;
  readonly cleanShare: number;
  /** Of the pixels with both, the share where they differ; null where there is none. */
  readonly disagreement: number | null;
  /** Parts of the split that have windows here. */
  readonly parts: readonly PartName[];
}

/** What was found and proposed. */
export interface ProjectSummary {
  /** The config that was written; null without clean labels. */
  readonly file: string | null;
  readonly images: string;
  readonly crs: string;
  readonly bands: readonly string[];
  readonly sampleType: string;
  /** Side of a pixel on the ground in metres; null where the CRS does not tell. */
  readonly pixelMetres: number | null;
  readonly scenes: readonly SceneRow[];
  readonly classes: readonly ClassShare[];
  /** Over all scenes. */
  readonly disagreement: number | null;
  readonly split: ProposedSplit;
  /** Side of a patch in pixels of the files. */
  readonly patchPixels: number;
  /** Null where no config was written. */
  readonly settings: {
    readonly recipe: string;
    readonly downsample: number;
    readonly patchSize: number;
    readonly positiveClass: string;
  } | null;
  /** Folders of labels that were written. */
  readonly wrote: readonly string[];
  readonly notes: readonly string[];
  /** The next command. */
  readonly next: string;
}

/** Puts together what was found. */
export function summaryOf({
  options,
  images,
  surveyed,
  split,
  downsample,
  settings,
}: {
  readonly options: ProjectFiles;
  readonly images: SceneImages;
  readonly surveyed: Surveyed;
  readonly split: ProposedSplit;
  readonly downsample: number;
  readonly settings: ProjectSummary["settings"];
}): ProjectSummary {
  const [first] = images.scenes;
  const isWritten = settings !== null;
  return {
    file: isWritten ? options.file : null,
    images: images.folder,
    crs: crsName(first!.grid.crs),
    bands: first!.bands.map(({ name }) => name),
    sampleType: first!.sampleType,
    pixelMetres: first!.pixelMetres,
    scenes: images.scenes.flatMap(({ id, grid }) => sceneRow(id, grid, surveyed, split)),
    classes: classShares(surveyed.scheme, surveyed.counts),
    disagreement: disagreementOf(surveyed),
    split,
    patchPixels: split.patchSize * downsample,
    settings,
    wrote: isWritten
      ? [surveyed.placed.noisy.wrote, surveyed.placed.clean?.wrote ?? null].filter(
          (folder) => folder !== null,
        )
      : [],
    notes: surveyed.notes,
    next: isWritten
      ? `undercoat run ${shellWord(options.file)} --out runs/first --dry-run`
      : `undercoat init --images ${shellWord(options.images)} --noisy ${shellWord(options.noisy)} --clean <labels> ${shellWord(options.file)}`,
  };
}

/** Of the pixels of all scenes with both kinds of labels, the share where they differ; null where there is none. */
export function disagreementOf({ scenes }: Pick<Surveyed, "scenes">): number | null {
  const counted = [...scenes.values()];
  const total = (key: "compared" | "differing") => counted.reduce((sum, counts) => sum + counts[key], 0);
  return shareOf(total("differing"), total("compared"));
}

function sceneRow(
  id: string,
  { width, height }: { width: number; height: number },
  { scenes }: Surveyed,
  { parts }: ProposedSplit,
): SceneRow[] {
  const counts = scenes.get(id);
  if (counts === undefined) return [];
  const names = (["pretrain", "finetune", "test"] as const).filter((name) =>
    parts[name].some(({ sceneId }) => sceneId === id),
  );
  return [
    {
      id,
      width,
      height,
      noisyShare: knownPixels(counts.noisy) / (width * height),
      cleanShare: knownPixels(counts.clean) / (width * height),
      disagreement: shareOf(counts.differing, counts.compared),
      parts: names,
    },
  ];
}

function shareOf(part: number, all: number): number | null {
  return all === 0 ? null : part / all;
}

function shellWord(word: string): string {
  return /^[\w./@%+=:,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
