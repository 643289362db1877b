import type { Rng } from "@undercoat/random";
import type { LabelMap, Raster } from "@undercoat/raster";
import { holm } from "@undercoat/statistics";
import * as z from "zod";
import { parsedOptions } from "../internal/parsed-options.ts";
import { chosenClasses } from "../spatial/internal/checks.ts";
import { type NoEstimate, orNoEstimate, refusal } from "../spatial/internal/refusal.ts";
import type { IntervalEstimate } from "../spatial/internal/resample.ts";
import { assertScenes } from "./internal/assert-scenes.ts";
import { isLacking, type LackingFactor } from "./internal/factor.ts";
import { groupFactors } from "./internal/group-factors.ts";
import { type Judging, judgeFactor, type TestedFactor } from "./internal/judge-factor.ts";
import { sizeFactors } from "./internal/object-factors.ts";
import { bandFactors, borderFactor, classFactor } from "./internal/pixel-factors.ts";
import { judgePlaces, type LocalDisagreement, localDisagreement } from "./internal/places.ts";
import { type BlockedScenes, blockedScenes } from "./internal/scene-blocks.ts";

const ClassName = z.union([z.string().min(1), z.int().min(0)]);

/** Options of {@link detectBias}. */
export const DetectBiasOptions = z.strictObject({
  /** Side in pixels of the blocks that may not depend on each other; about 64 blocks a scene where left out. */
  blockSize: z.int().min(8).optional(),
  /** Names or indices of the classes that have objects; all but `background` where left out. */
  classes: z.array(ClassName).min(1).optional(),
  /** Name or index of the class between objects. */
  background: ClassName.default(0),
  /** Chance of any finding where disagreement is random: adjusted p-values up to this are findings. */
  alpha: z.number().gt(0).lt(1).default(0.01),
  /** How often signs of blocks are flipped, and blocks permuted. */
  permutations: z.int().min(99).default(1999),
  /** How often blocks are resampled for intervals. */
  resamples: z.int().min(50).default(400),
  /** Share of such intervals that hold the effect. */
  level: z.number().gt(0).lt(1).default(0.95),
});
/** Options of {@link detectBias}. */
export type DetectBiasOptions = z.input<typeof DetectBiasOptions>;

/** A group per pixel: an index into `names`; an index beyond them has no group. */
export interface GroupMap {
  readonly names: readonly string[];
  readonly data: Uint8Array;
}

/** Labels of one scene and what they are held against. */
export interface BiasScene {
  readonly labels: LabelMap;
  /** Clean labels, or predictions that are better than the labels. */
  readonly reference: LabelMap;
  readonly image?: Raster;
  /** What groups pixels belong to, by name: `{ source: "OpenStreetMap", date: "2021" }`, or a group per pixel. */
  readonly groups?: Readonly<Record<string, string | GroupMap>>;
}

/** A factor that was tested. */
export interface JudgedFactor {
  readonly kind: "factor";
  /** `class`, `place`, `distance to border`, `size of building`, `band red`, or the name of groups. */
  readonly factor: string;
  /** The ratio of rates of the strongest contrast; Moran's I for `place`. `Infinity`, and no interval to speak of, where nothing else is wrong. */
  readonly effect: IntervalEstimate;
  readonly pValue: number;
  /** Adjusted for all factors by Holm's method. */
  readonly pHolm: number;
  /** Whether `pHolm` is at most `alpha` and the interval tells the effect from none. */
  readonly finding: boolean;
  /** One plain line. */
  readonly verdict: string;
}

/** A factor that the data cannot tell about. */
export interface UnjudgedFactor extends NoEstimate {
  readonly factor: string;
  readonly finding: false;
  readonly verdict: string;
}

/** Whether disagreement is systematic, factor by factor. */
export interface LabelBias {
  readonly kind: "label-bias";
  /** Pixels that are known in labels and reference. */
  readonly known: number;
  /** Of these, pixels that differ. */
  readonly wrong: number;
  readonly factors: readonly (JudgedFactor | UnjudgedFactor)[];
  /** Local disagreement, a map per scene. */
  readonly places: readonly LocalDisagreement[];
}

const LEAST_WRONG = 20;

/**
 * Tests whether labels disagree with a reference at random or by a system: by class, by place, by distance to the
 * border, by size of objects, by image appearance (fifths of every band), and by groups such as source or date. Each
 * factor gets an effect with an interval, a p-value adjusted for all factors by Holm's method, and a plain verdict.
 *
 * Pixels and bands are compared within blocks and classes, objects and groups over all blocks, by Mantel–Haenszel
 * ratios of rates. P-values are from sign flips of whole blocks, so that pixels of a block may depend on each other;
 * intervals are from resampled blocks. Place is Moran's I of what blocks have beyond their classes' rates.
 *
 * @remarks An effect is that of the strongest contrast, which flatters it; the p-value pays for the choice, the
 *   interval does not. Noise that clusters beyond a block makes sizes and groups look more certain than they are: then
 *   `place` is a finding too; give a larger `blockSize`. Time linear in pixels × factors.
 * @throws {NoiseEstimationError} `SIZE_MISMATCH`, `SCHEME_MISMATCH`, `CLASS_UNKNOWN`, `VALUE_NOT_FINITE`,
 *   `NO_VALID_PIXELS`, `OPTIONS_REFUSED`; `NOT_SUPPORTED` if fewer than 20 pixels differ. Factors that the data cannot
 *   tell about say why.
 * @see {@link https://doi.org/10.1093/jnci/22.4.719 | Mantel and Haenszel 1959}
 *
 * @example
 * ```ts
 * const { factors } = detectBias([{ labels, reference: clean, image }], { rng });
 * const findings = factors.filter(({ finding }) => finding).map(({ verdict }) => verdict);
 * ```
 */
export function detectBias(
  scenes: readonly BiasScene[],
  { rng, ...options }: DetectBiasOptions & { readonly rng: Rng },
): LabelBias {
  const parsed = parsedOptions(DetectBiasOptions, options);
  const { known, wrong } = assertScenes(scenes);
  if (wrong < LEAST_WRONG) {
    const reason = `${wrong} of ${known} pixels differ, but at least ${LEAST_WRONG} are needed; give more labels`;
    throw refusal("a bias", reason, { known, wrong });
  }
  const objects = chosenClasses(scenes[0]!.labels.scheme, parsed);
  const all = blockedScenes(scenes, parsed.blockSize);
  const places = localDisagreement(all);
  const judging: Judging = { ...parsed, rng };
  const tested = [
    ...[classFactor(all), borderFactor(all)].map((factor) => judged(factor, judging)),
    placeOf(places, judging),
    ...factorsOf(all, objects).map((factor) => judged(factor, judging)),
  ];
  return Object.freeze({
    kind: "label-bias",
    known,
    wrong,
    factors: withVerdicts(tested, parsed.alpha),
    places,
  });
}

function factorsOf(all: BlockedScenes, objects: Parameters<typeof sizeFactors>[1]) {
  return [...sizeFactors(all, objects), ...bandFactors(all), ...groupFactors(all)];
}

function judged(factor: Parameters<typeof isLacking>[0], judging: Judging): TestedFactor | LackingFactor {
  return isLacking(factor) ? factor : judgeFactor(factor, judging);
}

function placeOf(places: readonly LocalDisagreement[], judging: Judging): TestedFactor | LackingFactor {
  const place = orNoEstimate(() => judgePlaces(places, judging));
  return "kind" in place ? { name: "place", reason: place.reason } : place;
}

function withVerdicts(
  tested: readonly (TestedFactor | LackingFactor)[],
  alpha: number,
): (JudgedFactor | UnjudgedFactor)[] {
  const adjusted = holm(tested.flatMap((one) => ("pValue" in one ? [one.pValue] : [])));
  let next = 0;
  return tested.map((one) => {
    if (!("pValue" in one)) {
      const verdict = `no estimate: ${one.reason}`;
      return { kind: "no-estimate", factor: one.name, reason: one.reason, finding: false, verdict };
    }
    const pHolm = adjusted[next++]!;
    const finding = pHolm <= alpha && isTold(one);
    const verdict = finding
      ? `${one.text}: systematic`
      : `no evidence (p = ${pHolm.toFixed(3)}): ${one.text}`;
    const { name, effect, pValue } = one;
    return { kind: "factor", factor: name, effect, pValue, pHolm, finding, verdict };
  });
}

/** Whether the interval leaves out what no effect would be: a ratio of 1, a Moran's I of 0. Without one, p decides. */
function isTold({ name, effect }: TestedFactor): boolean {
  const none = name === "place" ? 0 : 1;
  const { low, high } = effect;
  return low > none || high < none || effect.value === Number.POSITIVE_INFINITY;
}
