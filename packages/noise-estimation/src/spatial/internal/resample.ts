import type { Rng } from "@undercoat/random";
import type { IntervalEstimate } from "../../estimate-noise.ts";

export type { IntervalEstimate };

/** How blocks or objects are resampled for an interval. */
export interface Resampling {
  readonly resamples: number;
  /** Share of such intervals that hold the number. */
  readonly level: number;
  readonly rng: Rng;
}

/** Calls `visit` with how often each of `count` items was drawn, once per resample. */
export function forEachResample(
  { count, resamples }: { readonly count: number; readonly resamples: number },
  rng: Rng,
  visit: (weights: Uint32Array) => void,
): void {
  const weights = new Uint32Array(count);
  for (let resample = 0; resample < resamples; resample++) {
    weights.fill(0);
    for (let draw = 0; draw < count; draw++) weights[rng.int(count)]! += 1;
    visit(weights);
  }
}

/** Percentile interval of resampled values; the values are sorted in a copy. */
export function percentileInterval(
  values: readonly number[],
  level: number,
): Pick<IntervalEstimate, "low" | "high"> {
  const sorted = Float64Array.from(values).sort();
  return { low: quantile(sorted, (1 - level) / 2), high: quantile(sorted, (1 + level) / 2) };
}

/** Quantile of sorted values, linear between order statistics (type 7 of Hyndman and Fan, NumPy's default). */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const [low, high] = [sorted[below]!, sorted[Math.min(sorted.length - 1, below + 1)]!];
  return low === high ? low : low + (high - low) * (place - below);
}

/**
 * `Σ numerators / Σ denominators` over blocks or objects, with a percentile interval over resampled ones; null where
 * the denominators sum to 0. Resamples without a denominator are left out.
 */
export function ratioEstimate(
  {
    numerators,
    denominators,
  }: {
    readonly numerators: ArrayLike<number>;
    readonly denominators: ArrayLike<number>;
  },
  { resamples, level, rng }: Resampling,
): IntervalEstimate | null {
  const count = numerators.length;
  const ratio = (weightOf: (index: number) => number) => {
    let [above, below] = [0, 0];
    for (let index = 0; index < count; index++) {
      above += weightOf(index) * numerators[index]!;
      below += weightOf(index) * denominators[index]!;
    }
    return below === 0 ? null : above / below;
  };
  const value = ratio(() => 1);
  if (value === null) return null;
  const drawn: number[] = [];
  forEachResample({ count, resamples }, rng, (weights) => {
    const one = ratio((index) => weights[index]!);
    if (one !== null) drawn.push(one);
  });
  return { value, ...percentileInterval(drawn, level) };
}
