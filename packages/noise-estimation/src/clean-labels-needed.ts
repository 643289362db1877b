import * as z from "zod";
import { parsedOptions } from "./internal/parsed-options.ts";
import {
  posteriorInterval,
  StratifiedNoiseRateOptions,
  type Stratum,
  strataOf,
} from "./stratified-noise-rate.ts";

/** Options of {@link cleanLabelsNeeded}. */
export const CleanLabelsNeededOptions = StratifiedNoiseRateOptions.extend({
  /** Wanted distance between the ends of the interval of the noise rate, as a share: 0.1 is ten points. */
  width: z.number().positive().lt(1),
});
/** Options of {@link cleanLabelsNeeded}. */
export type CleanLabelsNeededOptions = z.input<typeof CleanLabelsNeededOptions>;

/** How many clean pixels to draw. */
export interface CleanLabelsNeeded {
  /** Further pixels in all. */
  readonly more: number;
  /** Further pixels to draw in each noisy class. */
  readonly morePerClass: readonly number[];
  /** Width of the interval now, and the expected width then. */
  readonly widthNow: number;
  readonly widthThen: number;
}

/**
 * How many more clean pixels make the interval of the noise rate as narrow as wanted, if the classes go on as they began.
 * They are shared out by area times spread (Neyman); pixels that a class already has too many of are not taken away.
 *
 * @throws {NoiseEstimationError} as {@link stratifiedNoiseRate}.
 * @see {@link https://doi.org/10.1016/j.rse.2014.02.015 | Olofsson et al. 2014}, section 5.1
 *
 * @example
 * ```ts
 * const { more, morePerClass } = cleanLabelsNeeded({ counts: [[48, 9], [2, 41]], areas: [9e5, 1e5], width: 0.05 });
 * ```
 */
export function cleanLabelsNeeded(options: CleanLabelsNeededOptions): CleanLabelsNeeded {
  const { counts, areas, level, width } = parsedOptions(CleanLabelsNeededOptions, options);
  const strata = strataOf(counts, areas);
  const widthNow = widthOf(strata, level);
  let enough = 0;
  if (widthNow > width) {
    let low = 0;
    enough = 1;
    while (widthOf(grown(strata, enough), level) > width) {
      low = enough;
      enough *= 2;
    }
    while (enough - low > 1) {
      const middle = Math.floor((low + enough) / 2);
      if (widthOf(grown(strata, middle), level) > width) low = middle;
      else enough = middle;
    }
  }
  const then = grown(strata, enough);
  const morePerClass = then.map(({ size }, j) => size - strata[j]!.size);
  return {
    more: morePerClass.reduce((sum, count) => sum + count, 0),
    morePerClass,
    widthNow,
    widthThen: widthOf(then, level),
  };
}

/** The strata after about `more` further pixels, with the error rates they have now. */
function grown(strata: readonly Stratum[], more: number): Stratum[] {
  const rates = strata.map(({ wrong, size }) => (wrong + 0.5) / (size + 1));
  const needs = strata.map(({ weight }, j) => weight * Math.sqrt(rates[j]! * (1 - rates[j]!)));
  const sizes = strata.map(({ size }) => size);
  const wanted = filled(needs, sizes, more);
  return strata.map((stratum, j) => {
    const added = wanted[j]! - stratum.size;
    return { ...stratum, size: wanted[j]!, wrong: stratum.wrong + added * rates[j]! };
  });
}

/** Sizes in proportion to the needs, none below what is there, with `more` pixels in all to hand out. */
function filled(needs: readonly number[], sizes: readonly number[], more: number): number[] {
  let open = [...sizes.keys()].filter((j) => needs[j]! > 0);
  for (;;) {
    const budget = more + open.reduce((sum, j) => sum + sizes[j]!, 0);
    const need = open.reduce((sum, j) => sum + needs[j]!, 0);
    const target = (j: number) => (budget * needs[j]!) / need;
    const still = open.filter((j) => target(j) > sizes[j]!);
    if (still.length === open.length)
      return sizes.map((size, j) => (open.includes(j) ? Math.ceil(target(j)) : size));
    open = still;
  }
}

function widthOf(strata: readonly Stratum[], level: number): number {
  const { low, high } = posteriorInterval(strata, level);
  return high - low;
}
