import { FIGURE_KEYS, FIGURES, type FigureKey, type FigureValues } from "../figure-table.ts";
import { QUANTITY_KEYS, type QuantityKey } from "../quantity-table.ts";
import type { RoiFigure } from "../roi-assessment.ts";
import type { Simulation } from "./simulation.ts";
import { spreadOf } from "./spread.ts";
import { withCurrency } from "./with-currency.ts";

const NOTHING = { median: null, low: null, high: null, infiniteShare: 0 };

/** Every figure with what it is made of, and its median and interval over the draws. */
export function figureResults(simulation: Simulation, draws: readonly FigureValues[]): RoiFigure[] {
  const { units, assumptions } = simulation;
  return FIGURE_KEYS.map((key) => {
    const { name, unit, formula, inputs, endless } = FIGURES[key];
    const values = draws.map((draw) => draw[key]).filter((value) => value !== null);
    const isKnown = values.length === draws.length;
    return {
      key,
      name,
      unit: withCurrency(unit, assumptions.currency),
      formula: formula(units),
      inputs,
      endless: endless ?? "no number",
      missing: isKnown ? [] : missingOf(key, simulation),
      ...(isKnown ? spreadOf(values, assumptions.level) : NOTHING),
    };
  });
}

/** What a figure needs, directly or through others, and is not given. */
function missingOf(key: FigureKey, simulation: Simulation): string[] {
  const found = FIGURES[key].inputs.flatMap((input): string[] => {
    if (input === "learning curve") return simulation.pair === null ? [input] : [];
    if (isQuantity(input)) return simulation.medians[input] === undefined ? [input] : [];
    return missingOf(input, simulation);
  });
  return [...new Set(found)];
}

function isQuantity(input: string): input is QuantityKey {
  return (QUANTITY_KEYS as readonly string[]).includes(input);
}
