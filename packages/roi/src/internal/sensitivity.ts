import { spearmanCorrelation } from "@undercoat/statistics";
import { evaluateFigures } from "../figure-table.ts";
import { QUANTITIES, type QuantityKey } from "../quantity-table.ts";
import { convertedQuantile, type Values } from "./draws.ts";
import { resampleCurves } from "./resample-curves.ts";
import { goalOf, type Simulation } from "./simulation.ts";
import { extendedQuantile, finite } from "./spread.ts";

/** What drives the result: one quantity that has a range, or the learning curve. */
export interface Driver {
  readonly key: QuantityKey | "learning curve";
  readonly name: string;
  /** The goal's figure with this one at its 10 % quantile and all others at their medians; `null` where there is none. */
  readonly atLow: number | null;
  /** The same at the 90 % quantile. */
  readonly atHigh: number | null;
  /** Spearman's correlation of this one with the goal's figure over all draws; `null` where one of the two is constant. */
  readonly rankCorrelation: number | null;
  /** How much narrower the goal's interval is once this one's range is halved around its median: 0.3 is 30 %. */
  readonly narrowing: number | null;
}

const [LOW, HIGH] = [0.1, 0.9];

/** Every driver, the one with the longest bar first. */
export function driversOf(simulation: Simulation): Driver[] {
  const { curves, middle, values, assumptions, pair } = simulation;
  if (curves === null || middle === null || pair === null) return [];
  const goal = goalOf(simulation, values, curves);
  const width = widthOf(goal, assumptions.level);
  const ranged = assumptions.quantities.filter(({ distribution }) => distribution.kind !== "fixed");
  const quantities = ranged.map((assumption): Driver => {
    const { key } = assumption;
    const at = (probability: number) =>
      goalAt(simulation, { ...simulation.medians, [key]: convertedQuantile(assumption, probability) });
    const halved = goalOf(simulation, withHalvedRange(simulation, key), curves);
    const column = values.map((each) => each[key]!);
    return driver(
      key,
      QUANTITIES[key].name,
      [at(LOW), at(HIGH)],
      column,
      goal,
      narrowingOf(width, halved, assumptions.level),
    );
  });
  const all = pair.seeds.length > 1 ? [...quantities, curveDriver(simulation, goal, width)] : quantities;
  return all.toSorted((a, b) => barLength(b) - barLength(a));
}

function curveDriver(simulation: Simulation, goal: readonly number[], width: number): Driver {
  const { pair, curves, seeds, widening, values, medians, assumptions } = simulation;
  const alone = goalOf(
    simulation,
    curves!.map(() => medians),
    curves!,
  );
  const sorted = Float64Array.from(alone).sort();
  const halved = goalOf(simulation, values, resampleCurves(pair!, seeds, widening / 2));
  const ends = [extendedQuantile(sorted, LOW), extendedQuantile(sorted, HIGH)] as const;
  return driver(
    "learning curve",
    "learning curve",
    ends,
    alone,
    goal,
    narrowingOf(width, halved, assumptions.level),
  );
}

function driver(
  key: Driver["key"],
  name: string,
  [atLow, atHigh]: readonly [number, number],
  column: readonly number[],
  goal: readonly number[],
  narrowing: number | null,
): Driver {
  const { rho } = spearmanCorrelation(column.map(rankable), goal.map(rankable));
  return { key, name, atLow: finite(atLow), atHigh: finite(atHigh), rankCorrelation: rho, narrowing };
}

/** The goal's figure at given values and the curves through all seeds. */
export function goalAt({ units, middle, goal }: Simulation, values: Values): number {
  return evaluateFigures({ values, units, curves: middle })[goal] ?? Number.NaN;
}

function withHalvedRange({ values, medians }: Simulation, key: QuantityKey): Values[] {
  const middle = medians[key]!;
  return values.map((each) => ({ ...each, [key]: middle + (each[key]! - middle) / 2 }));
}

function widthOf(values: readonly number[], level: number): number {
  const sorted = Float64Array.from(values).sort();
  return extendedQuantile(sorted, (1 + level) / 2) - extendedQuantile(sorted, (1 - level) / 2);
}

function narrowingOf(width: number, halved: readonly number[], level: number): number | null {
  const share = 1 - widthOf(halved, level) / width;
  return Number.isFinite(share) ? share : null;
}

function barLength({ atLow, atHigh }: Driver): number {
  return atLow === null || atHigh === null ? Number.POSITIVE_INFINITY : Math.abs(atHigh - atLow);
}

/** Ranks need no distance: an infinite value is the largest number there is. */
function rankable(value: number): number {
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));
}
