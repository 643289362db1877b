import { type ClassScheme, IGNORE_INDEX, type LabelMap, labelMap, type Raster } from "@undercoat/raster";
import * as z from "zod";
import { LabelSourceError } from "./errors.ts";

/** A condition on a band, or on the normalised difference `(a − b) / (a + b)` of two: at least `min`, below `max`. */
const Condition = z
  .strictObject({
    band: z.string().min(1).optional(),
    normalisedDifference: z.tuple([z.string().min(1), z.string().min(1)]).optional(),
    min: z.number().optional(),
    max: z.number().optional(),
  })
  .refine(({ band, normalisedDifference }) => (band === undefined) !== (normalisedDifference === undefined), {
    error: "give either band or normalisedDifference",
  })
  .refine(({ min, max }) => min !== undefined || max !== undefined, { error: "give min, max or both" });

/** Thresholds that make labels. The first rule whose conditions all hold decides; pixels that none fits are ignored. */
export const RuleLabelsOptions = z.strictObject({
  rules: z.array(z.strictObject({ class: z.string().min(1), where: z.array(Condition).min(1) })).min(1),
});
/** Thresholds that make labels. */
export type RuleLabelsOptions = z.input<typeof RuleLabelsOptions>;

/** Labels made by rules, and how many pixels each rule labelled. */
export interface RuleLabels {
  readonly labels: LabelMap;
  readonly report: {
    readonly rules: readonly { readonly class: string; readonly pixels: number }[];
    /** Valid pixels that no rule fits. */
    readonly unlabelled: number;
  };
}

/**
 * Labels from thresholds on bands, such as NDVI, NDWI and heights above ground, in the manner of AutoGeoLabel. Pixels
 * that are not valid, and differences of 0 / 0, are ignored.
 *
 * @remarks No thresholds are built in: those of the paper were not obtained, and good ones depend on sensor and place.
 * @throws {LabelSourceError} `BAND_MISSING`, `SCHEME_MISMATCH`, `OPTIONS_REFUSED`
 * @see {@link https://arxiv.org/abs/2202.00067 | Albrecht et al. 2022, AutoGeoLabel}
 * @see {@link https://doi.org/10.1080/01431169608948714 | McFeeters 1996, NDWI}
 *
 * @example
 * ```ts
 * const rules = [{ class: "trees", where: [{ normalisedDifference: ["nir", "red"], min: 0.3 }, { band: "height", min: 2 }] }];
 * const { labels, report } = ruleLabels(image, scheme, { rules });
 * ```
 */
export function ruleLabels(image: Raster, scheme: ClassScheme, options: RuleLabelsOptions): RuleLabels {
  const { rules } = parsedRules(options);
  const ready = rules.map((rule) => ({
    index: classIndex(scheme, rule.class),
    tests: rule.where.map((condition) => testOf(image, condition)),
  }));
  const counts = rules.map(() => 0);
  let unlabelled = 0;
  const data = new Uint8Array(image.width * image.height).fill(IGNORE_INDEX);
  for (let pixel = 0; pixel < data.length; pixel++) {
    if (image.validity?.[pixel] === 0) continue;
    const at = ready.findIndex(({ tests }) => tests.every((test) => test(pixel)));
    const found = ready[at];
    if (found === undefined) unlabelled += 1;
    else {
      data[pixel] = found.index;
      counts[at] = (counts[at] ?? 0) + 1;
    }
  }
  const { width, height, geotransform, crs } = image;
  return {
    labels: labelMap({ width, height, geotransform, crs, scheme, data }),
    report: { rules: rules.map((rule, at) => ({ class: rule.class, pixels: counts[at] ?? 0 })), unlabelled },
  };
}

function testOf(
  image: Raster,
  {
    band,
    normalisedDifference,
    min = Number.NEGATIVE_INFINITY,
    max = Number.POSITIVE_INFINITY,
  }: z.output<typeof Condition>,
) {
  const { data, bands } = image;
  const count = bands.length;
  const [first = "", second] = normalisedDifference ?? [band];
  const a = bandIndex(image, first);
  if (second === undefined)
    return (pixel: number) => inRange(data[pixel * count + a] ?? Number.NaN, min, max);
  const b = bandIndex(image, second);
  return (pixel: number) => {
    const [x, y] = [data[pixel * count + a] ?? Number.NaN, data[pixel * count + b] ?? Number.NaN];
    return inRange((x - y) / (x + y), min, max);
  };
}

/** NaN is in no range. */
function inRange(value: number, min: number, max: number): boolean {
  return value >= min && value < max;
}

function bandIndex({ bands }: Raster, name: string): number {
  const index = bands.findIndex((band) => band.name === name);
  if (index !== -1) return index;
  throw new LabelSourceError("BAND_MISSING", {
    message: `a rule looks at band "${name}", but the image has ${bands.map((band) => `"${band.name}"`).join(", ")}; name one of these`,
    context: { name },
  });
}

function classIndex({ name, classes }: ClassScheme, wanted: string): number {
  const index = classes.findIndex((each) => each.name === wanted);
  if (index !== -1) return index;
  throw new LabelSourceError("SCHEME_MISMATCH", {
    message: `a rule makes class "${wanted}", but scheme "${name}" has ${classes.map((each) => `"${each.name}"`).join(", ")}; name one of these`,
    context: { wanted },
  });
}

function parsedRules(options: RuleLabelsOptions): z.output<typeof RuleLabelsOptions> {
  const parsed = RuleLabelsOptions.safeParse(options);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new LabelSourceError("OPTIONS_REFUSED", {
    message: `rules: key "${issue?.path.join(".")}": ${issue?.message}; see RuleLabelsOptions`,
    context: { options },
  });
}
