import type { Raster } from "@undercoat/raster";
import { LabelSourceError } from "../errors.ts";
import { roughness } from "./roughness.ts";

/** The values that a condition can be about. */
export const MEASURES = ["band", "difference", "normalisedDifference", "index", "roughness"] as const;

/** A condition of a rule, after it was parsed: one measure, and a range. */
export interface RuleCondition {
  readonly band?: string | undefined;
  readonly difference?: readonly [string, string] | undefined;
  readonly normalisedDifference?: readonly [string, string] | undefined;
  readonly index?: "ndvi" | "ndwi" | "mndwi" | undefined;
  readonly roughness?: { readonly band: string; readonly radius: number } | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** What the image calls the bands that indices are made of. */
export type IndexBands = Readonly<Record<"red" | "green" | "nir" | "swir1", string>>;

const INDICES = { ndvi: ["nir", "red"], ndwi: ["green", "nir"], mndwi: ["green", "swir1"] } as const;

/** Whether a pixel fits a condition: at least `min`, below `max`; NaN is in no range. */
export function ruleTest(
  image: Raster,
  condition: RuleCondition,
  bands: IndexBands,
): (pixel: number) => boolean {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = condition;
  const measure = measureOf(image, condition, bands);
  return (pixel) => {
    const value = measure(pixel);
    return value >= min && value < max;
  };
}

function measureOf(image: Raster, condition: RuleCondition, bands: IndexBands): (pixel: number) => number {
  const read = (name: string) => {
    const at = bandIndex(image, name);
    const { data, bands: all } = image;
    return (pixel: number) => data[pixel * all.length + at] ?? Number.NaN;
  };
  const normalised = ([first, second]: readonly [string, string]) => {
    const [a, b] = [read(first), read(second)];
    return (pixel: number) => (a(pixel) - b(pixel)) / (a(pixel) + b(pixel));
  };
  if (condition.index !== undefined) {
    const [first, second] = INDICES[condition.index];
    return normalised([bands[first], bands[second]]);
  }
  if (condition.normalisedDifference !== undefined) return normalised(condition.normalisedDifference);
  if (condition.difference !== undefined) {
    const [a, b] = [read(condition.difference[0]), read(condition.difference[1])];
    return (pixel) => a(pixel) - b(pixel);
  }
  if (condition.roughness !== undefined) {
    const { band, radius } = condition.roughness;
    const values = roughness(image, { band: bandIndex(image, band), radius });
    return (pixel) => values[pixel] ?? Number.NaN;
  }
  return read(condition.band ?? "");
}

function bandIndex({ bands }: Raster, name: string): number {
  const index = bands.findIndex((band) => band.name === name);
  if (index !== -1) return index;
  throw new LabelSourceError("BAND_MISSING", {
    message: `a rule looks at band "${name}", but the image has ${bands.map((band) => `"${band.name}"`).join(", ")}; name one of these`,
    context: { name },
  });
}
