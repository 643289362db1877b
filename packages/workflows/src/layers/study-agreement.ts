import { isLayerAnalysisError, rankAgreement } from "@undercoat/layer-analysis";
import type { Rng } from "@undercoat/random";
import type { StudyContext } from "./study-context.ts";
import type { LayerStudyFile } from "./study-files.ts";

type Agreement = LayerStudyFile["agreement"][number];

/**
 * Per candidate and measure at the end of training: rank correlation over groups between ratio to the null and what the
 * noisy group costs in the clean model.
 */
export function agreementOf(
  { candidates, steps }: Pick<StudyContext, "candidates" | "steps">,
  { tables, exchanges }: Pick<LayerStudyFile, "tables" | "exchanges">,
  rng: Rng,
): Agreement[] {
  return candidates.flatMap((candidate) => {
    const swap = exchanges.find((one) => one.kind === "noisy-into-clean" && one.candidate === candidate);
    if (swap === undefined) return [];
    const own = tables.filter((table) => table.candidate === candidate && table.step === steps.at(-1));
    return own.flatMap(({ measure, rows }) => {
      const seeds = rows[0]!.perSeed.map((_, seed) => seed);
      const costs = new Map(swap.groups.map(({ group, perSeed }) => [group, perSeed]));
      const moved = seeds.map((seed) => rows.map(({ perSeed }) => perSeed[seed] ?? Number.NaN));
      const cost = seeds.map((seed) => rows.map(({ group }) => -(costs.get(group)?.[seed] ?? Number.NaN)));
      const found = agreementOrNull(moved, cost, rng.fork(`${candidate}/${measure}`));
      return found === null ? [] : [{ candidate, measure, ...found }];
    });
  });
}

function agreementOrNull(
  moved: readonly (readonly number[])[],
  cost: readonly (readonly number[])[],
  rng: Rng,
): Omit<Agreement, "candidate" | "measure"> | null {
  try {
    const { rho, perSeed, interval, groups } = rankAgreement(moved, cost, { rng });
    return {
      rho,
      perSeed: [...perSeed],
      interval: interval === null ? null : [interval[0], interval[1]],
      groups,
    };
  } catch (error) {
    if (!isLayerAnalysisError(error, "EMPTY_INPUT")) throw error; // a measure that nearly no group has
    return null;
  }
}
