import type { ClassShare, ProjectSummary, SceneRow } from "@undercoat/workflows/files";
import { textTable } from "./text-table.ts";

const PARTS = ["pretrain", "finetune", "test"] as const;

/** What `undercoat init` found in a folder, and what it proposes. */
export function projectText(summary: ProjectSummary): string {
  const { images, scenes, bands, sampleType, crs, pixelMetres, disagreement, notes, wrote } = summary;
  const pixel = pixelMetres === null ? "of unknown size" : `of ${Number(pixelMetres.toPrecision(3))} m`;
  return [
    `${images}: ${scenes.length} scene${scenes.length === 1 ? "" : "s"}, ${bands.length} bands ${sampleType} (${bands.join(", ")}), CRS ${crs}, pixels ${pixel}`,
    textTable(
      ["scene", "pixels", "noisy labels", "clean labels", "differ", "used to"],
      scenes.map(sceneCells),
      ["left", "right", "right", "right", "right", "left"],
    ),
    textTable(["class", "code", "noisy", "clean"], summary.classes.map(classCells)),
    disagreement === null
      ? "noisy and clean labels nowhere lie on each other: how noisy they are is not known"
      : `noisy and clean labels differ on ${percent(disagreement)} of the pixels that have both`,
    splitLine(summary),
    ...notes.map((note) => `· ${note}`),
    ...wrote.map((folder) => `wrote labels on the images' grids: ${folder}`),
    ...(summary.file === null
      ? withoutClean(summary)
      : [`wrote ${summary.file}; every proposal in it says why`]),
    `next: ${summary.next}`,
    ...(summary.file === null
      ? []
      : ["or ask whether it is worth it: undercoat pilot, with this config, some tens of minutes"]),
  ].join("\n");
}

function sceneCells(row: SceneRow): string[] {
  const { id, width, height, noisyShare, cleanShare, disagreement, parts } = row;
  return [
    id,
    `${width}×${height}`,
    percent(noisyShare),
    percent(cleanShare),
    disagreement === null ? "–" : percent(disagreement),
    parts.length === 0 ? "not used" : parts.join(", "),
  ];
}

function classCells({ name, value, noisyShare, cleanShare }: ClassShare): string[] {
  const share = (part: number | null) => (part === null ? "–" : percent(part));
  return [name, String(value), share(noisyShare), share(cleanShare)];
}

function splitLine({ split, settings }: ProjectSummary): string {
  const counts = PARTS.map((name) => `${name} ${split.patches[name]}`).join(", ");
  const more =
    settings === null
      ? ""
      : `; recipe ${settings.recipe}, downsample ${settings.downsample}, scores of class "${settings.positiveClass}"`;
  return `patches of ${split.patchSize} pixels: ${counts}; ${split.buffer} pixels between the splits${more}`;
}

function withoutClean({ split, patchPixels: side }: ProjectSummary): string[] {
  const places = (["finetune", "test"] as const).map((name) => {
    const windows = split.parts[name].map(
      ({ sceneId, window: { x, y, width, height } }) => `${sceneId} [${x}, ${y}, ${width}, ${height}]`,
    );
    const rest = windows.length > 6 ? ` and ${windows.length - 6} more` : "";
    return `  ${name}: ${windows.slice(0, 6).join("; ")}${rest}`;
  });
  return [
    "no config was written: there are no clean labels, and noisy ones do not stand in for them, since then nothing can be judged",
    `label places accurately, and leave all else nodata: 16 patches of ${side} pixels a side to fine-tune on, and as many as you can to test on, in scenes of their own, such as (scene [x, y, width, height]):`,
    ...places,
  ];
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
