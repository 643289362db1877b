import type {
  CheckedSplitFile,
  ClassCount,
  MadeSplitFile,
  OsmLabels,
  RasterizedLabels,
  RasterLabelInfo,
  RemappedLabels,
  VectorLabelInfo,
} from "@undercoat/workflows/files";
import { textTable } from "./text-table.ts";

/** A label file in words and tables. */
export function labelsText(info: RasterLabelInfo | VectorLabelInfo): string {
  return info.kind === "raster" ? rasterText(info) : vectorText(info);
}

function rasterText({
  file,
  width,
  height,
  crs,
  scheme,
  ignoredPixels,
  nodata,
  classes,
}: RasterLabelInfo): string {
  return [
    `${file}: labels of ${width}×${height} pixels, CRS ${crs}, class scheme "${scheme}"`,
    classTable(classes),
    `ignored: ${ignoredPixels} pixels (${percent(ignoredPixels / (width * height))})`,
    ...nodata
      .filter(({ pixels }) => pixels > 0)
      .map(({ value, pixels }) => `· ${pixels} of them hold the nodata code ${value}`),
  ].join("\n");
}

function vectorText({ file, format, crs, geometries, read, properties, notes }: VectorLabelInfo): string {
  const kinds = Object.entries(geometries).map(([type, count]) => `${count} ${type}`);
  const rows = properties.map(({ name, features, values }) => [
    name,
    String(features),
    values.map(({ value, features: count }) => `${short(value)} (${count})`).join(", "),
  ]);
  return [
    `${file}: ${read.features} features (${format}), CRS ${crs}; ${kinds.length === 0 ? "none" : kinds.join(", ")}`,
    ...(rows.length === 0
      ? []
      : [textTable(["property", "features", "most frequent values"], rows, ["left", "right", "left"])]),
    ...leftOutLines(read),
    ...notes.map((note) => `· ${note}`),
  ].join("\n");
}

/** Pixels, shares and hectares of classes. */
export function classTable(classes: readonly ClassCount[]): string {
  const rows = classes.map(({ value, name, pixels, share, hectares }) => [
    name,
    String(value),
    String(pixels),
    share === null ? "–" : percent(share),
    hectares === null ? "–" : hectares.toFixed(2),
  ]);
  return textTable(["class", "value", "pixels", "share", "hectares"], rows);
}

/** What was burnt. */
export function rasterizedText({
  out,
  width,
  height,
  burnt,
  withoutClass,
  read,
  classes,
  notes,
}: RasterizedLabels): string {
  return [
    `wrote ${out}: ${width}×${height} pixels, ${burnt} features burnt${withoutClass === 0 ? "" : `, ${withoutClass} without a class left out`}`,
    classTable(classes),
    ...leftOutLines(read),
    ...notes.map((note) => `· ${note}`),
  ].join("\n");
}

/** Labels from OpenStreetMap: what was burnt, what lies below ground, and which tags were not read. */
export function osmText(made: OsmLabels): string {
  const { points, osm } = made;
  const tags = (counts: OsmLabels["osm"]["unreadTags"]) =>
    counts.map(({ tag, features }) => `${tag} (${features})`).join(", ");
  return [
    rasterizedText(made),
    ...(points === 0 ? [] : [`· ${points} points left out`]),
    ...(osm.underground === 0 ? [] : [`· ${osm.underground} below ground left out`]),
    ...(osm.unreadTags.length === 0 ? [] : [`· tags that no rule reads: ${tags(osm.unreadTags)}`]),
    ...(osm.unreadWidths.length === 0 ? [] : [`! widths that could not be read: ${tags(osm.unreadWidths)}`]),
  ].join("\n");
}

/** Labels in another scheme: what every class became, and which cannot be told apart any more. */
export function remappedText({ out, after, pairs, droppedPixels }: RemappedLabels): string {
  const listed = pairs.filter(({ pixels }) => pixels > 0);
  const kept = listed.filter(({ becameIgnored }) => !becameIgnored);
  const merged = after.flatMap(({ value, name }) => {
    const sources = kept.filter(({ to }) => to === value).map(({ from }) => from);
    return sources.length < 2
      ? []
      : [`· ${sources.join(", ")} are all ${name} (${value}) now and cannot be told apart`];
  });
  const rows = listed.map(({ from, to, kind, pixels, becameIgnored, note }) => [
    String(from),
    becameIgnored ? "ignored" : String(to),
    kind,
    String(pixels),
    note ?? "",
  ]);
  return [
    `wrote ${out}`,
    ...(rows.length === 0
      ? []
      : [
          textTable(["from", "to", "kind", "pixels", "why"], rows, [
            "right",
            "right",
            "left",
            "right",
            "left",
          ]),
        ]),
    classTable(after),
    ...merged,
    ...(droppedPixels === 0 ? [] : [`! ${droppedPixels} pixels became ignored`]),
  ].join("\n");
}

/** Leaks, and scenes that could not be compared, that are printed one by one; `--json` has all. */
const MOST_LISTED = 10;

/** A checked split: the verdict, its parts, its leaks, and what could not be compared. */
export function splitText({
  file,
  parts,
  conflicts,
  notCompared,
  comparedOnGround,
}: CheckedSplitFile): string {
  const rows = parts.map(({ name, regions, scenes, pixels }) => [
    name,
    String(regions),
    String(scenes),
    String(pixels),
  ]);
  return [
    conflicts.length === 0 ? `${file}: no leak found` : `${file}: ${conflicts.length} pairs of windows leak`,
    textTable(["part", "windows", "scenes", "pixels"], rows),
    ...listed(conflicts.map(({ message }) => `✗ ${message}`)),
    ...listed(
      notCompared.map(
        ({ scenes: [a, b], reason }) => `? scenes "${a}" and "${b}" were not compared: ${reason}`,
      ),
    ),
    ...(comparedOnGround
      ? []
      : [
          "· windows were compared within each scene only; give --images <pattern> to compare scenes on the ground",
        ]),
  ].join("\n");
}

function listed(lines: readonly string[]): string[] {
  const rest = lines.length - MOST_LISTED;
  return rest <= 1 ? [...lines] : [...lines.slice(0, MOST_LISTED), `  … and ${rest} more; --json lists all`];
}

/** A split that was made. */
export function madeSplitText({ out, scenes, report }: MadeSplitFile): string {
  const rows = Object.entries(report.parts).map(([name, { pixels, classShares }]) => [
    name,
    String(pixels),
    classShares === null ? "–" : classShares.map(percent).join(" "),
  ]);
  return [
    `wrote ${out}: ${scenes.length} scenes, ${report.lostPixels} pixels in no part (buffer)`,
    textTable(["part", "pixels", "class shares"], rows),
  ].join("\n");
}

function leftOutLines({ leftOut }: VectorLabelInfo["read"]): string[] {
  return leftOut.map(({ reason, count, first }) => `! left out: ${count} × ${reason} (${first.join(", ")})`);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

function short(text: string): string {
  return text.length > 24 ? `${text.slice(0, 23)}…` : text;
}
