import type { NoiseEstimate } from "./estimate-noise.ts";
import { percent } from "./internal/percent.ts";
import type { JointCounts } from "./joint-counter.ts";

/** What to do with labels. */
export interface UseSuggestion {
  readonly action: "use-as-is" | "shift" | "drop-blocks" | "check-class" | "do-not-use";
  /** One sentence with the numbers behind it. */
  readonly reason: string;
  /** Blocks to drop, by position; only for `drop-blocks`. */
  readonly blocks?: readonly number[];
  /** Class to look at; only for `check-class`. */
  readonly classIndex?: number;
  /** Pixels to move the labels by; only for `shift`. */
  readonly shift?: { readonly dx: number; readonly dy: number };
}

/** What {@link suggestUse} looks at. */
export interface UseEvidence {
  readonly estimate: NoiseEstimate;
  /** Names of the classes, for the sentences. */
  readonly classes: readonly string[];
  /** `models[m][b]`, as given to `estimateNoise`: says where the noise lies. */
  readonly models: readonly (readonly JointCounts[])[];
  /** A shift of the labels against the images, where one was found to be real. */
  readonly shift?: { readonly dx: number; readonly dy: number };
}

/** A map of which more than half is surely wrong teaches the wrong thing. */
const MOSTLY_WRONG = 0.5;
/** A block is bad where it is contradicted this many times as often as the map, and by at least a quarter of its pixels. */
const BAD_RATIO = 3;
const BAD_SHARE = 0.25;

/**
 * What to do with labels, from their estimate: use as they are, shift, check a class, drop blocks, or not use. Several may
 * apply; the first is the most important.
 *
 * @example
 * ```ts
 * const [first] = suggestUse({ estimate, classes: ["land", "water"], models });
 * ```
 */
export function suggestUse({ estimate, classes, models, shift }: UseEvidence): UseSuggestion[] {
  const { low, high } = estimate.noiseRate;
  if (low > MOSTLY_WRONG)
    return [{ action: "do-not-use", reason: `at least ${percent(low)} % of the labels are wrong` }];
  const suggestions: UseSuggestion[] = [];
  if (shift !== undefined)
    suggestions.push({
      action: "shift",
      reason: `the edges of the labels seem to lie beside those of the images: look at some, move the labels by ${shift.dx} pixels to the right and ${shift.dy} down, and estimate again`,
      shift,
    });
  for (const classIndex of estimate.unsureClasses) {
    const agreed = percent(estimate.agreementPerLabel[classIndex] ?? 0);
    suggestions.push({
      action: "check-class",
      reason: `models predict ${agreed} % of the labels ${classes[classIndex] ?? classIndex}: most of them are wrong, or the images do not show the class; look at some, then draw it anew, merge it or leave it out`,
      classIndex,
    });
  }
  const blocks = badBlocks(models);
  if (blocks.length > 0)
    suggestions.push({
      action: "drop-blocks",
      reason: `${blocks.length} of ${estimate.blocks} blocks are contradicted ${BAD_RATIO} times as often as the map`,
      blocks,
    });
  if (suggestions.length > 0) return suggestions;
  return [
    {
      action: "use-as-is",
      reason: `between ${percent(low)} and ${percent(high)} % of the labels are wrong, spread over the map`,
    },
  ];
}

function badBlocks(models: readonly (readonly JointCounts[])[]): number[] {
  const shares = (models[0] ?? []).map((_, block) => shareOf(models.map((blocks) => blocks[block]!)));
  const whole = shareOf(models.flat());
  return [...shares.keys()].filter((block) => shares[block]! > Math.max(BAD_SHARE, BAD_RATIO * whole));
}

/** Share of pixels that are confidently contradicted. */
function shareOf(parts: readonly JointCounts[]): number {
  const total = (key: "contradicted" | "labelled") =>
    parts.reduce((sum, part) => sum + part[key].reduce((inner, count) => inner + count, 0), 0);
  return total("contradicted") / total("labelled");
}
