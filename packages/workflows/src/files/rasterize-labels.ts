import { createLabelGeoTiff } from "@undercoat/geotiff";
import { type ClassScheme, type Grid, gridBounds, tileWindows } from "@undercoat/raster";
import {
  burnRule,
  collectFeatures,
  type LabelBurner,
  labelBurner,
  openVector,
  type RasterizeOptions,
  type ReadReport,
  reprojectFeatures,
} from "@undercoat/vector";
import { WorkflowError } from "../errors.ts";
import { type ClassCount, classCountsOf, indexCounts } from "./class-counts.ts";
import { groundScaleOf } from "./ground-scale-of.ts";
import { refuseOverwriting } from "./refuse-overwriting.ts";
import { type TargetGrid, targetGrid } from "./target-grid.ts";

/** What {@link rasterizeLabels} takes. */
export interface RasterizeLabelsOptions extends TargetGrid {
  /** Features in any format and CRS that `openVector` reads. */
  readonly features: string;
  readonly out: string;
  readonly scheme: ClassScheme;
  /** Class value of features, where no property says it. */
  readonly value?: number | undefined;
  /** Property that holds a class's value or name; features with none of them are left out and counted. */
  readonly property?: string | undefined;
  /** Class value of pixels without a feature; null: they are ignored. Default: the first class. */
  readonly background?: number | null | undefined;
  readonly allTouched?: boolean | undefined;
  /** Width of lines and points on the ground, in metres; a number, or a property that holds one. */
  readonly width?: number | string | undefined;
  /** CRS of features whose file names none. */
  readonly featuresCrs?: string | undefined;
  /** Stops between two windows; no file is left. */
  readonly signal?: AbortSignal | undefined;
}

/** What was burnt. */
export interface RasterizedLabels {
  readonly out: string;
  readonly width: number;
  readonly height: number;
  /** Features of the file; what was left out, and why. */
  readonly read: ReadReport;
  readonly burnt: number;
  /** Features whose class is none of the scheme, or that have no class. */
  readonly withoutClass: number;
  readonly classes: readonly ClassCount[];
  readonly notes: readonly string[];
}

/**
 * Burns vector labels onto a grid and writes them as a label GeoTIFF.
 *
 * @throws {WorkflowError} `CONFIG_VALUE`; {@link VectorError}, {@link ProjectionError} and {@link GeoTiffError} of the parts.
 */
export async function rasterizeLabels(options: RasterizeLabelsOptions): Promise<RasterizedLabels> {
  const rule = ruleOf(options);
  const seen = { features: 0, property: 0, width: 0 };
  const made = await burnFile(options, (feature) => {
    const { [options.property ?? ""]: code, [String(options.width)]: width } = feature.properties;
    seen.features += 1;
    if (code !== undefined && code !== null) seen.property += 1;
    if (Number.isFinite(Number.parseFloat(String(width ?? "")))) seen.width += 1;
    return rule(feature);
  });
  return { ...made, notes: [...made.notes, ...propertyNotes(options, seen)] };
}

/** Columns of a window that is burnt at a time; its rows are those of a tile. */
const WINDOW_WIDTH = 8192;

/** Burns a file of features by a rule; {@link rasterizeLabels} and {@link labelsFromOsm} differ in it only. */
export async function burnFile(
  options: Omit<RasterizeLabelsOptions, "value" | "property" | "width">,
  rule: BurnRule,
): Promise<RasterizedLabels> {
  const { scheme, out, featuresCrs, allTouched = false, signal } = options;
  await refuseOverwriting([options.features, options.like], [out]);
  const grid = await targetGrid(options);
  const source = await openVector(options.features, featuresCrs === undefined ? {} : { crs: featuresCrs });
  try {
    const stream = source.features();
    const moved = reprojectFeatures(stream, { to: grid.crs, outside: "leave-out" });
    const burner = labelBurner(await collectFeatures(moved), {
      grid,
      scheme,
      allTouched,
      background: backgroundIndex(options),
      groundScale: scaleOf(grid),
      burn: rule,
    });
    const counts = await writeBurnt(out, burner, { grid, scheme, signal });
    return {
      out,
      width: grid.width,
      height: grid.height,
      read: stream.report(),
      burnt: burner.counts.burnt,
      withoutClass: burner.counts.leftOut,
      classes: classCountsOf(grid, scheme, counts),
      notes: [...source.notes, ...moved.notes, ...emptyNotes(burner, counts, backgroundIndex(options))],
    };
  } finally {
    await source.close();
  }
}

/** Burns and writes one window after the other; how many pixels got each class index. */
async function writeBurnt(
  out: string,
  burner: LabelBurner,
  {
    grid,
    scheme,
    signal,
  }: { readonly grid: Grid; readonly scheme: ClassScheme; readonly signal: AbortSignal | undefined },
): Promise<Float64Array> {
  const counts = new Float64Array(256);
  const writer = await createLabelGeoTiff(out, { grid, scheme });
  try {
    for (const window of tileWindows(grid, { width: WINDOW_WIDTH, height: writer.tileSize })) {
      signal?.throwIfAborted();
      const labels = burner.burn(window);
      indexCounts(labels, counts);
      await writer.write(window, labels);
    }
    await writer.finish();
  } finally {
    await writer.abort();
  }
  return counts;
}

/** A misspelt property is no error to a file, but to its user. */
function propertyNotes(
  { property, width }: RasterizeLabelsOptions,
  seen: { readonly features: number; readonly property: number; readonly width: number },
): string[] {
  const notes = [];
  if (property !== undefined && seen.property === 0 && seen.features > 0)
    notes.push(`no feature has the property "${property}"; labels info lists the properties of a file`);
  if (typeof width === "string" && seen.width < seen.features)
    notes.push(
      `${seen.features - seen.width} of ${seen.features} features have no number in the property "${width}": their lines are one pixel wide`,
    );
  return notes;
}

function emptyNotes({ counts }: LabelBurner, pixels: Float64Array, background: number): string[] {
  if (counts.burnt === 0 || pixels.some((count, index) => count > 0 && index !== background)) return [];
  return [
    `no pixel was burnt by ${counts.burnt} features: they lie elsewhere, or are smaller than a pixel; check their CRS and the grid`,
  ];
}

/** What a feature becomes; null: nothing. */
export type BurnRule = RasterizeOptions["burn"];

function ruleOf({ scheme, value, property, width }: RasterizeLabelsOptions): BurnRule {
  if (value === undefined && property === undefined)
    throw new WorkflowError("CONFIG_VALUE", {
      message:
        "the class of the features is not known; give --value <code>, or --property <name> that holds a class's value or name",
      context: {},
    });
  const otherwise = value === undefined ? undefined : scheme.classes[indexOf(scheme, value, "--value")]?.name;
  return burnRule({ property, otherwise, width }, scheme);
}

function backgroundIndex({
  scheme,
  background,
}: Pick<RasterizeLabelsOptions, "scheme" | "background">): number {
  if (background === null) return 255;
  return background === undefined ? 0 : indexOf(scheme, background, "--background");
}

function indexOf(scheme: ClassScheme, value: number, flag: string): number {
  const index = scheme.classes.findIndex((each) => each.value === value);
  if (index !== -1) return index;
  throw new WorkflowError("CONFIG_VALUE", {
    message: `${flag} is ${value}, but class scheme "${scheme.name}" has ${scheme.classes.map((each) => `${each.value} (${each.name})`).join(", ")}; give one of these`,
    context: { flag, value },
  });
}

/** Metres on the ground for lines with a width, at the middle of each line; outside of the grid, at its edge. */
function scaleOf(grid: Grid) {
  const scale = groundScaleOf(grid.crs);
  const { xMin, xMax, yMin, yMax } = gridBounds(grid);
  const inside = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
  return (x: number, y: number) => scale(inside(x, xMin, xMax), inside(y, yMin, yMax));
}
