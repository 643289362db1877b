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
  return burnFile(options, ruleOf(options));
}

/** Columns of a window that is burnt at a time; its rows are those of a tile. */
const WINDOW_WIDTH = 8192;

/** Burns a file of features by a rule; {@link rasterizeLabels} and {@link labelsFromOsm} differ in it only. */
export async function burnFile(
  options: Omit<RasterizeLabelsOptions, "value" | "property" | "width">,
  rule: BurnRule,
): Promise<RasterizedLabels> {
  const { scheme, out, featuresCrs, allTouched = false } = options;
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
    const counts = await writeBurnt(out, burner, { grid, scheme });
    return {
      out,
      width: grid.width,
      height: grid.height,
      read: stream.report(),
      burnt: burner.counts.burnt,
      withoutClass: burner.counts.leftOut,
      classes: classCountsOf(grid, scheme, counts),
      notes: [...source.notes, ...moved.notes],
    };
  } finally {
    await source.close();
  }
}

/** Burns and writes one window after the other; how many pixels got each class index. */
async function writeBurnt(
  out: string,
  burner: LabelBurner,
  { grid, scheme }: { readonly grid: Grid; readonly scheme: ClassScheme },
): Promise<Float64Array> {
  const counts = new Float64Array(256);
  const writer = await createLabelGeoTiff(out, { grid, scheme });
  try {
    for (const window of tileWindows(grid, { width: WINDOW_WIDTH, height: writer.tileSize })) {
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
