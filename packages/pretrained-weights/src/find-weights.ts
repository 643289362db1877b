import { PretrainedWeightsError } from "./errors.ts";
import type { PretrainedWeights } from "./pretrained-weights.ts";
import { PRETRAINED_WEIGHTS } from "./weight-registry-table.ts";

/**
 * The weights of a name in {@link PRETRAINED_WEIGHTS}.
 *
 * @throws {PretrainedWeightsError} `UNKNOWN_WEIGHTS`, with the names that share most with it.
 */
export function findWeights(name: string): PretrainedWeights {
  const found = PRETRAINED_WEIGHTS.find((weights) => weights.name === name);
  if (found !== undefined) return found;
  const words = new Set(name.toLowerCase().split(/[^a-z0-9]+/));
  const shared = (other: string) => other.split("-").filter((word) => words.has(word)).length;
  const near = PRETRAINED_WEIGHTS.map((weights) => weights.name)
    .toSorted((a, b) => shared(b) - shared(a))
    .slice(0, 3);
  throw new PretrainedWeightsError("UNKNOWN_WEIGHTS", {
    message: `no weights are called "${name.slice(0, 80)}"; near are ${near.map((other) => `"${other}"`).join(", ")}, and PRETRAINED_WEIGHTS lists all ${PRETRAINED_WEIGHTS.length}`,
    context: { name, near },
  });
}
