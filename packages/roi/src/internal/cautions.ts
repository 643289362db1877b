import { FARTHEST } from "@undercoat/statistics";
import type { FigureValues } from "../figure-table.ts";
import type { Simulation } from "./simulation.ts";

const ENOUGH_SEEDS = 5;

/** What to keep in mind with the result. */
export function cautionsOf(simulation: Simulation, draws: readonly FigureValues[]): string[] {
  return [
    ...defaultCautions(simulation),
    ...curveCautions(simulation, draws),
    "Quantities are drawn independently of each other, and nothing is discounted.",
  ];
}

function defaultCautions({ assumptions: { quantities } }: Simulation): string[] {
  const keys = quantities.filter(({ origin }) => origin === "default").map(({ key }) => key);
  if (keys.length === 0) return [];
  return [
    `${keys.length} of ${quantities.length} quantities are defaults that nobody measured: ${keys.join(", ")}.`,
  ];
}

function curveCautions({ pair, values }: Simulation, draws: readonly FigureValues[]): string[] {
  if (pair === null) return [];
  const { candidate, reference, seeds } = pair;
  const [first, last] = [candidate.labels[0]!, candidate.labels.at(-1)!];
  const share = (test: (draw: FigureValues, index: number) => boolean) =>
    draws.filter(test).length / draws.length;
  const beyond = share(
    ({ labelsNeeded }, index) =>
      (labelsNeeded! > last && Number.isFinite(labelsNeeded!)) ||
      values[index]!.plannedLabels! > reference.labels.at(-1)!,
  );
  const unreached = share(({ labelsNeeded }) => !Number.isFinite(labelsNeeded!));
  const smallest = share(({ labelsNeeded }) => labelsNeeded === first);
  return [
    ...(seeds.length < ENOUGH_SEEDS
      ? [`${seeds.length} seeds are a first look only: five may say otherwise.`]
      : []),
    ...(beyond > 0
      ? [
          `In ${percent(beyond)} of the draws a curve is followed beyond the largest number of labels measured, as steep as before and to ${FARTHEST} times that number at most.`,
        ]
      : []),
    ...(unreached > 0
      ? [
          `In ${percent(unreached)} of the draws arm "${candidate.arm}" does not reach the wanted score with ${FARTHEST * last} labels: such a draw counts as a loss without limit.`,
        ]
      : []),
    ...(smallest > 0
      ? [
          `In ${percent(smallest)} of the draws ${first} labels, the fewest measured, are enough already: fewer may do, so more may be saved than is said.`,
        ]
      : []),
    "The curves hold for the places and classes they were measured on.",
  ];
}

function percent(share: number): string {
  return share < 0.01 ? "less than 1 %" : `${Math.round(100 * share)} %`;
}
