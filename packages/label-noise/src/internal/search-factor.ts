import type { NoiseReport, NoisyLabels } from "../label-noise.ts";

/** What is measured, and which value is wanted. */
export interface Level {
  readonly name: string;
  readonly wanted: number;
  /** Whether a stronger noise makes it larger. */
  readonly isRising: boolean;
  readonly of: (report: NoiseReport) => number;
}

/** A factor that gives the wanted level, or the levels next to it if there is none. */
export type Found =
  | { readonly made: NoisyLabels; readonly factor: number; readonly reached: number; readonly tries: number }
  | { readonly made: null; readonly below: number; readonly above: number | null; readonly tries: number };

const MOST_HALVINGS = 30;

/** Doubles the factor from a small one until the level is passed, then halves the interval in which it lies. */
export function searchFactor(
  level: Level,
  {
    most,
    tolerance,
    apply,
  }: { readonly most: number; readonly tolerance: number; readonly apply: (factor: number) => NoisyLabels },
): Found {
  let tries = 0;
  const tried = (factor: number) => {
    tries += 1;
    const made = apply(factor);
    const reached = level.of(made.report);
    const away = level.isRising ? reached - level.wanted : level.wanted - reached;
    return { made, factor, reached, isThere: Math.abs(away) <= tolerance, isPast: away > 0 };
  };
  let low = tried(0);
  if (low.isThere) return { ...low, tries };
  let high = tried(Math.min(most, 1));
  while (!high.isThere && !high.isPast && high.factor < most) {
    low = high;
    high = tried(Math.min(most, 2 * high.factor));
  }
  if (high.isThere) return { ...high, tries };
  if (!high.isPast) return { made: null, below: high.reached, above: null, tries };
  for (let halving = 0; halving < MOST_HALVINGS; halving++) {
    const middle = tried((low.factor + high.factor) / 2);
    if (middle.isThere) return { ...middle, tries };
    if (middle.isPast) high = middle;
    else low = middle;
  }
  return { made: null, below: low.reached, above: high.reached, tries };
}
