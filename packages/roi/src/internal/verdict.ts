import type { Driver } from "./sensitivity.ts";
import type { Simulation } from "./simulation.ts";
import type { Spread } from "./spread.ts";

/** Whether it pays. */
export type Verdict = "worth it" | "not worth it" | "cannot tell yet";

/** The verdict, why, and what to do about it. */
export interface VerdictResult {
  readonly verdict: Verdict;
  /** The rule that led to it, with its numbers. */
  readonly reason: string;
  /** What to measure next; `null` where the verdict is clear. */
  readonly next: string | null;
}

const SEEDS_TO_START = 5;

/**
 * Above zero: worth it. Below zero: not worth it. An interval that holds zero: cannot tell yet, and next comes what, with its
 * range halved, narrows the interval most.
 */
export function verdictOf(simulation: Simulation, spread: Spread, drivers: readonly Driver[]): VerdictResult {
  const { pair, assumptions, goal } = simulation;
  const level = `${Math.round(100 * assumptions.level)} % interval`;
  const figure = goal === "netSaved" ? "net saving" : "net value of the better map";
  if (pair === null)
    return undecided(
      "there is no learning curve, so nobody knows how many labels are saved",
      "the learning curve: run both arms with at least 2 values of finetune.patches and 5 seeds",
    );
  if (pair.seeds.length < 2)
    return undecided(
      "the learning curve has one seed, and one seed has no interval",
      `the learning curve with at least ${SEEDS_TO_START} seeds`,
    );
  if (spread.low !== null && spread.low > 0)
    return { verdict: "worth it", reason: `the ${level} of the ${figure} lies above zero`, next: null };
  if (spread.high !== null && spread.high < 0)
    return { verdict: "not worth it", reason: `the ${level} of the ${figure} lies below zero`, next: null };
  return undecided(`the ${level} of the ${figure} holds zero`, nextOf(simulation, spread, drivers));
}

function undecided(reason: string, next: string | null): VerdictResult {
  return { verdict: "cannot tell yet", reason, next };
}

function nextOf(
  { pair, assumptions }: Simulation,
  { low, high, infiniteShare }: Spread,
  drivers: readonly Driver[],
) {
  if (low === null || high === null)
    return `the learning curve with other numbers of labels than ${pair!.candidate.labels.join(", ")}: in ${percent(infiniteShare)} of the draws it says nothing where the question is`;
  const known = drivers.filter(({ narrowing }) => narrowing !== null);
  const [best] = known.toSorted((a, b) => b.narrowing! - a.narrowing!);
  if (best === undefined) return null;
  const gain = `the interval gets ${percent(best.narrowing!)} narrower once its range is half as wide`;
  if (best.key === "learning curve")
    return `the learning curve with more seeds: ${gain} (about ${4 * pair!.seeds.length} seeds instead of ${pair!.seeds.length})`;
  const origin = assumptions.quantities.find(({ key }) => key === best.key)?.origin;
  return `${best.key} (${best.name}${origin === "default" ? ", so far a default" : ""}): ${gain}`;
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
