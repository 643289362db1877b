import { type ClassScheme, IGNORE_INDEX, type LabelMap, labelMap, type Raster } from "@undercoat/raster";
import * as z from "zod";
import { LabelSourceError } from "./errors.ts";
import { MEASURES, ruleTest } from "./internal/rule-test.ts";

const BandName = z.string().min(1);
const TwoBands = z.tuple([BandName, BandName]);

/** A condition on one value of a pixel: at least `min`, below `max`. */
const Condition = z
  .strictObject({
    /** The value of a band, such as a height above ground. */
    band: BandName.optional(),
    /** `a − b`, such as a surface model less a terrain model. */
    difference: TwoBands.optional(),
    /** `(a − b) / (a + b)`. */
    normalisedDifference: TwoBands.optional(),
    /** NDVI `(nir − red) / (nir + red)`, NDWI `(green − nir) / (green + nir)`, MNDWI `(green − swir1) / (green + swir1)`. */
    index: z.enum(["ndvi", "ndwi", "mndwi"]).optional(),
    /** Largest less smallest valid value of a band in the window of `2 · radius + 1` pixels around; cut at the edge. */
    roughness: z.strictObject({ band: BandName, radius: z.int().min(1).max(64).default(1) }).optional(),
    min: z.number().optional(),
    max: z.number().optional(),
  })
  .refine((condition) => MEASURES.filter((measure) => condition[measure] !== undefined).length === 1, {
    error: `give exactly one of ${MEASURES.join(", ")}`,
  })
  .refine(({ min, max }) => min !== undefined || max !== undefined, { error: "give min, max or both" })
  .refine(({ min, max }) => min === undefined || max === undefined || min < max, {
    error: "min must be below max",
  });

/**
 * Thresholds that make labels. Of the rules whose conditions all hold, the one of the highest priority decides, and the
 * first of equal ones; pixels that none fits are ignored.
 */
export const RuleLabelsOptions = z.strictObject({
  rules: z
    .array(
      z.strictObject({
        /** What reports call the rule. Omitted: its class. */
        name: z.string().min(1).optional(),
        class: z.string().min(1),
        where: z.array(Condition).min(1),
        priority: z.number().default(0),
      }),
    )
    .min(1),
  /** What the image calls the bands of NDVI, NDWI and MNDWI. */
  bands: z
    .strictObject({
      red: BandName.default("red"),
      green: BandName.default("green"),
      nir: BandName.default("nir"),
      swir1: BandName.default("swir1"),
    })
    .prefault({}),
});
/** Thresholds that make labels. */
export type RuleLabelsOptions = z.input<typeof RuleLabelsOptions>;

/** Labels made by rules, and how many pixels each rule labelled. */
export interface RuleLabels {
  readonly labels: LabelMap;
  readonly report: {
    /** In the order of the rules as they were given. */
    readonly rules: readonly {
      readonly name: string;
      readonly class: string;
      readonly pixels: number;
      /** Pixels that the rule fits, but that another one decided. */
      readonly overruled: number;
    }[];
    /** Valid pixels that no rule fits. */
    readonly unlabelled: number;
  };
}

/**
 * Labels from thresholds on bands, NDVI, NDWI, MNDWI, heights above ground and roughness, in the manner of AutoGeoLabel.
 * Pixels that are not valid are ignored; a value that cannot be computed, such as 0 / 0, fits no rule.
 *
 * @remarks No thresholds are built in: those of the paper were not obtained, and good ones depend on sensor and place.
 * @throws {LabelSourceError} `BAND_MISSING`, `SCHEME_MISMATCH`, `OPTIONS_REFUSED`
 * @see {@link https://arxiv.org/abs/2202.00067 | Albrecht et al. 2022, AutoGeoLabel}
 * @see {@link https://doi.org/10.1016/0034-4257(79)90013-0 | Tucker 1979, NDVI}
 * @see {@link https://doi.org/10.1080/01431169608948714 | McFeeters 1996, NDWI}
 * @see {@link https://doi.org/10.1080/01431160600589179 | Xu 2006, MNDWI}
 *
 * @example
 * ```ts
 * const high = { difference: ["dsm", "dtm"], min: 2 };
 * const rules = [
 *   { name: "high and green", class: "trees", where: [{ index: "ndvi", min: 0.3 }, high] },
 *   { name: "high and flat", class: "building", where: [{ roughness: { band: "dsm" }, max: 0.5 }, high] },
 * ];
 * const { labels, report } = ruleLabels(image, scheme, { rules, bands: { nir: "B8", red: "B4" } });
 * ```
 */
export function ruleLabels(image: Raster, scheme: ClassScheme, options: RuleLabelsOptions): RuleLabels {
  const { rules, bands } = parsedRules(options);
  const ready = rules
    .map((rule, at) => ({
      at,
      priority: rule.priority,
      index: classIndex(scheme, rule.class),
      tests: rule.where.map((condition) => ruleTest(image, condition, bands)),
    }))
    .toSorted((a, b) => b.priority - a.priority);
  const counts = rules.map(() => ({ pixels: 0, overruled: 0 }));
  let unlabelled = 0;
  const data = new Uint8Array(image.width * image.height).fill(IGNORE_INDEX);
  for (let pixel = 0; pixel < data.length; pixel++) {
    if (image.validity?.[pixel] === 0) continue;
    let isLabelled = false;
    for (const { at, index, tests } of ready) {
      if (!tests.every((test) => test(pixel))) continue;
      counts[at]![isLabelled ? "overruled" : "pixels"] += 1;
      if (!isLabelled) data[pixel] = index;
      isLabelled = true;
    }
    if (!isLabelled) unlabelled += 1;
  }
  const { width, height, geotransform, crs } = image;
  return {
    labels: labelMap({ width, height, geotransform, crs, scheme, data }),
    report: {
      rules: rules.map((rule, at) => ({ name: rule.name ?? rule.class, class: rule.class, ...counts[at]! })),
      unlabelled,
    },
  };
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
