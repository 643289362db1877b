import type { Rng } from "@undercoat/random";
import type { Assumption, Assumptions } from "../assumptions.ts";
import { distributionQuantile } from "../distribution.ts";
import { QUANTITIES, type QuantityKey } from "../quantity-table.ts";

/** Value of every known quantity, in the unit that {@link unitsOf} says. */
export type Values = Readonly<Partial<Record<QuantityKey, number>>>;

/** Unit that the values of every known quantity have once converted. */
export type Units = Readonly<Partial<Record<QuantityKey, string>>>;

/** Units of the converted values. */
export function unitsOf({ quantities }: Assumptions): Units {
  return Object.fromEntries(quantities.map(({ key, unit }) => [key, QUANTITIES[key].units[unit]![1]]));
}

/** The value at `probability`, converted. */
export function convertedQuantile({ key, unit, distribution }: Assumption, probability: number): number {
  return distributionQuantile(distribution, probability) * QUANTITIES[key].units[unit]![0];
}

/** Half the step of the generator: keeps uniform numbers off 0 and 1. */
const HALF_STEP = 2 ** -33;

/** Independent draws of every quantity; each has a stream of its own, so one more quantity changes no other. */
export function drawValues({ quantities, draws }: Assumptions, rng: Rng): Values[] {
  const columns = quantities.map((assumption) => {
    const stream = rng.fork(assumption.key);
    return Array.from({ length: draws }, () => convertedQuantile(assumption, stream.next() + HALF_STEP));
  });
  return Array.from({ length: draws }, (_, draw) =>
    Object.fromEntries(quantities.map(({ key }, index) => [key, columns[index]![draw]!])),
  );
}

/** Every quantity at its median. */
export function medianValues({ quantities }: Assumptions): Values {
  return Object.fromEntries(
    quantities.map((assumption) => [assumption.key, convertedQuantile(assumption, 0.5)]),
  );
}
