import type { Rng } from "@undercoat/random";
import type { BlockGrid } from "./blocks.ts";
import type { EdgeMap } from "./edges.ts";
import { type EdgeSites, type LagSums, type Lags, lagSums } from "./lag-sums.ts";
import { maskedCorrelation, type Peak, peakOf } from "./peak.ts";
import { forEachResample, type IntervalEstimate, percentileInterval } from "./resample.ts";

/** A shift that was found. */
export interface FoundShift {
  readonly kind: "shift";
  readonly dx: IntervalEstimate;
  readonly dy: IntervalEstimate;
  readonly score: number;
  readonly scoreUnshifted: number;
  readonly blocks: number;
}

/** How a shift is looked for. */
export interface ShiftSearch {
  readonly maxShift: number;
  readonly resamples: number;
  readonly level: number;
  /** Blur of the reference in pixels. */
  readonly sigma: number;
  readonly rng: Rng;
}

/** Share of resamples that must find the same peak, and within how many pixels and blurs it is the same. */
const CLEAR = { share: 0.9, pixels: 3, blurs: 1.5 };

/** The label edges of every block that has any. */
export function sitesOfBlocks({ width, strength, known }: EdgeMap, blocks: BlockGrid): EdgeSites[] {
  const sites = blocks.windows.map((): number[] => []);
  for (let pixel = 0; pixel < strength.length; pixel++) {
    if (strength[pixel] === 1) sites[blocks.blockOf(pixel % width, Math.floor(pixel / width))]!.push(pixel);
  }
  return blocks.windows
    .map((window, index) => ({ window, sites: sites[index]!, known }))
    .filter((block) => block.sites.length > 0);
}

/** The shift at one blur with its interval over resampled blocks, or in words why there is none. */
export function shiftAt(
  blocks: readonly EdgeSites[],
  reference: EdgeMap,
  { maxShift, resamples, level, sigma, rng }: ShiftSearch,
): FoundShift | string {
  const lags: Lags = { reach: maxShift, centre: [0, 0] };
  const sums = blocks.map((block) => lagSums(block, reference, lags));
  const correlation = maskedCorrelation(weightedSum(sums));
  const peak = peakOf(correlation, lags);
  if (peak.score <= 0) return "edges do not correlate";
  if (peak.atEnd)
    return `the best shift lies at the end of the search, ${peak.dx} right and ${peak.dy} down,`;
  const peaks: Peak[] = [];
  forEachResample({ count: sums.length, resamples }, rng, (weights) => {
    peaks.push(peakOf(maskedCorrelation(weightedSum(sums, weights)), lags));
  });
  const radius = Math.max(CLEAR.pixels, CLEAR.blurs * sigma);
  const same = peaks.filter(({ dx, dy }) => Math.hypot(dx - peak.dx, dy - peak.dy) <= radius).length;
  if (same < CLEAR.share * resamples) return `only ${same} of ${resamples} resamples find the same shift`;
  const estimate = (axis: "dx" | "dy"): IntervalEstimate => ({
    value: peak[axis],
    ...percentileInterval(
      peaks.map((one) => one[axis]),
      level,
    ),
  });
  return {
    kind: "shift",
    dx: estimate("dx"),
    dy: estimate("dy"),
    score: peak.score,
    scoreUnshifted: correlation[(correlation.length - 1) / 2]!,
    blocks: sums.length,
  };
}

/** The sums of all blocks, each as often as it was drawn. */
function weightedSum(sums: readonly LagSums[], weights?: Uint32Array): LagSums {
  const total = new Float64Array(sums[0]?.length ?? 0);
  sums.forEach((one, block) => {
    const weight = weights === undefined ? 1 : weights[block]!;
    if (weight === 0) return;
    for (let at = 0; at < total.length; at++) total[at]! += weight * one[at]!;
  });
  return total;
}
