import type { Normalisation, Region } from "@undercoat/datasets";
import type { ClassScheme } from "@undercoat/raster";
import type { ProposedSplit } from "./propose-split.ts";
import type { SceneImage } from "./read-images.ts";
import { isAll } from "./split-windows.ts";

/** All that a config is written from. */
export interface ProjectConfig {
  readonly name: string;
  readonly scenes: readonly SceneImage[];
  /** Patterns, relative to the config file. */
  readonly patterns: { readonly images: string; readonly noisy: string; readonly clean: string };
  readonly scheme: ClassScheme;
  readonly isNamed: boolean;
  readonly positive: { readonly name: string; readonly share: number | null };
  readonly bands: readonly number[] | null;
  readonly downsample: number;
  readonly split: ProposedSplit;
  readonly normalisation: Normalisation;
  readonly recipe: { readonly name: string; readonly why: string };
  readonly finetunePatches: number;
  readonly hasCleanPretraining: boolean;
  readonly notes: readonly string[];
}

/** The text of a config in which every proposal says why it was made and how to change it. */
export function projectConfig(project: ProjectConfig): string {
  const { name, recipe, notes } = project;
  return [
    "# Config of undercoat, proposed from your files. Every key: undercoat config schema. Check before you run: --dry-run.",
    ...notes.map((note) => `# ${oneLine(note)}`),
    `name: ${quoted(name)}`,
    "",
    `# ${recipe.why}.`,
    "# What it sets: undercoat recipe show <name>; others: undercoat recipe list. What stands in this file wins.",
    `recipe: ${recipe.name}`,
    "",
    ...dataLines(project),
    "",
    ...trainingLines(project),
    "",
  ].join("\n");
}

function dataLines(project: ProjectConfig): string[] {
  const { patterns, positive, bands, downsample, scenes, normalisation } = project;
  const [first] = scenes;
  const all = first!.bands.length;
  return [
    "data:",
    '  root: "." # paths are relative to this file',
    `  images: ${quoted(patterns.images)}`,
    "  labels:",
    `    clean: ${quoted(patterns.clean)} # accurate: they teach the fine-tuning and judge the test`,
    `    noisy: ${quoted(patterns.noisy)} # many, coarse: they teach the pretraining`,
    ...schemeLines(project),
    `  # ${positive.share === null ? "A" : `The rarest class that is not background (${percent(positive.share)} of the labelled pixels): a`}verage precision and the best IoU are told of this one.`,
    `  positiveClass: ${quoted(positive.name)}`,
    ...(bands === null
      ? [
          `  # All ${all} bands are used (${oneLine(first!.bands.map(({ name }) => name).join(", "))}); some only, in another order: bands: [3, 2, 1]`,
        ]
      : [
          `  # Band ${first!.alpha} holds opacity and says which pixels are valid; it is not shown to the model.`,
          `  bands: [${bands.join(", ")}]`,
        ]),
    `  # ${downsampleWhy(project)}`,
    `  downsample: ${downsample}`,
    ...windowLines(project),
    "  # Of the pretraining windows. Leave it out to have it computed at each start.",
    "  normalisation:",
    `    mean: [${normalisation.mean.join(", ")}]`,
    `    standardDeviation: [${normalisation.standardDeviation.join(", ")}]`,
    "  # Where the files come from, for the report and for undercoat audit: licence: CC-BY-4.0, attribution: …",
    "  provenance: { images: {}, labels: {} }",
  ];
}

function schemeLines({ scheme, isNamed }: ProjectConfig): string[] {
  return [
    `  # value is the code in the label files, the order is the class index.${isNamed ? "" : " Rename the classes as you like; the files name none."}`,
    "  scheme:",
    `    name: ${quoted(scheme.name)}`,
    "    classes:",
    ...scheme.classes.map(
      ({ value, name, colorHint }) =>
        `      - { value: ${value}, name: ${quoted(name)}${colorHint === undefined ? "" : `, colorHint: ${quoted(colorHint)}`} }`,
    ),
  ];
}

function downsampleWhy({ scenes, downsample }: ProjectConfig): string {
  const metres = scenes[0]!.pixelMetres;
  if (metres === null)
    return "How large a pixel is on the ground is not known. 2 halves the resolution: block means, majority of labels.";
  const size = (value: number) => `${Number(value.toPrecision(3))} m`;
  return downsample === 1
    ? `A pixel is ${size(metres)} on the ground and stays as it is. 2 halves the resolution: block means, majority of labels.`
    : `A pixel is ${size(metres)} on the ground; ${downsample}×${downsample} of them are joined to ${size(metres * downsample)}, so that a patch sees more of the surroundings. 1 keeps them.`;
}

function windowLines({ split, scenes, downsample }: ProjectConfig): string[] {
  const { parts, patches, buffer, how, patchSize } = split;
  const grids = new Map(scenes.map(({ id, grid }) => [id, grid]));
  const windowsOf = (regions: readonly Region[]) =>
    [...new Set(regions.map(({ sceneId }) => sceneId))].map((id) => {
      const own = regions.filter(({ sceneId }) => sceneId === id);
      const isWhole = own.length === 1 && isAll(own[0]!.window, grids.get(id)!);
      const tuples = own.map(({ window: { x, y, width, height } }) => `[${x}, ${y}, ${width}, ${height}]`);
      return `      ${quoted(id)}: ${isWhole ? "all" : `[${tuples.join(", ")}]`}`;
    });
  return [
    `  # ${how}. Patches of ${patchSize * downsample} pixels: pretrain ${patches.pretrain}, finetune ${patches.finetune}, test ${patches.test}.`,
    "  # To change: scene: all, or [x, y, width, height] in pixels of the file, or a list of those; undercoat split make makes others.",
    "  windows:",
    "    pretrain:",
    ...windowsOf(parts.pretrain),
    "    finetune:",
    ...windowsOf(parts.finetune),
    "    test: # never trained on; larger is surer",
    ...windowsOf(parts.test),
    "  # Least distance between windows of different splits, in pixels: about a patch, so that the test is new ground.",
    `  buffer: ${buffer}`,
  ];
}

function trainingLines({
  split,
  finetunePatches,
  hasCleanPretraining,
  downsample,
  scenes,
}: ProjectConfig): string[] {
  const metres = scenes[0]!.pixelMetres;
  const side = metres === null ? "" : ` (${Math.round(split.patchSize * downsample * metres)} m)`;
  return [
    `# Patches of ${split.patchSize} pixels a side after downsample${side}, the largest of which every split holds enough; a multiple of 32.`,
    `pretrain: { patchSize: ${split.patchSize} }`,
    `# ${finetunePatches} clean patches out of ${split.patches.finetune}${finetunePatches > 4 ? "; with fewer, the noisy labels matter more: try 4 too" : "; more clean labels allow more"}.`,
    `finetune: { patchSize: ${split.patchSize}, patches: ${finetunePatches} }`,
    "",
    "pretrainings:",
    "  noisy: { role: noisy, labels: noisy }",
    "  permuted: { role: control, labels: noisy, permuted: true } # without it, a gain proves nothing about the labels",
    hasCleanPretraining
      ? "  clean: { role: clean, labels: clean } # what noise-free labels would give: the upper bound; delete the line to save time"
      : "  # no clean labels on the pretraining windows, so there is no upper bound: clean: { role: clean, labels: clean }",
  ];
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

/** A comment ends at the line's end, whatever a file calls its bands. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ");
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(3))} %`;
}
