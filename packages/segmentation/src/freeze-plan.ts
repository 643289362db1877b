import { SegmentationError } from "./errors.ts";
import { groupKeys, groupMatches } from "./internal/group-matches.ts";
import { nearestWord } from "./internal/nearest-word.ts";
import type { SegmentationModel } from "./model.ts";

/** What becomes of a layer group in training. */
export type GroupPlan = "frozen" | { readonly lrScale: number };

/**
 * Layer group, or prefix such as `"encoder"`, to its plan. Groups that no key names are trained at
 * scale 1; of two keys that fit a group, the longer one counts.
 */
export type FreezePlan = Readonly<Record<string, GroupPlan>>;

/**
 * What a plan means for every layer group, input to output; the learning-rate scale of `"frozen"` is 0.
 *
 * @throws {SegmentationError} `UNKNOWN_GROUP` for a key that names no group.
 */
export function resolveFreezePlan(groups: readonly string[], plan: FreezePlan): Record<string, GroupPlan> {
  const keys = Object.keys(plan);
  const known = groupKeys(groups);
  for (const key of keys) if (!known.includes(key)) throw unknownGroup(key, known);
  const longestFirst = keys.sort((a, b) => b.length - a.length);
  return Object.fromEntries(
    groups.map((group) => {
      const key = longestFirst.find((candidate) => groupMatches(group, candidate));
      return [group, (key === undefined ? undefined : plan[key]) ?? { lrScale: 1 }];
    }),
  );
}

/**
 * Freezes and unfreezes the layers of a model: a frozen group keeps its weights and, for batch-norm
 * layers, its running statistics. Groups that no key names are unfrozen.
 *
 * @throws {SegmentationError} `UNKNOWN_GROUP` for a key that names no group.
 *
 * @example
 * ```ts
 * applyFreezePlan(model, { encoder: "frozen", "encoder.stage4": { lrScale: 0.1 } });
 * ```
 */
export function applyFreezePlan(model: SegmentationModel, plan: FreezePlan): void {
  const resolved = resolveFreezePlan(model.groups, plan);
  for (const { group, layer } of model.parameters()) {
    model.network.getLayer(layer).trainable = resolved[group] !== "frozen";
  }
}

/** The error for a word that names no layer group, with the nearest one that does. */
function unknownGroup(key: string, known: readonly string[]): SegmentationError {
  return new SegmentationError("UNKNOWN_GROUP", {
    message: `"${key}" is no layer group of this model; the nearest is "${nearestWord(key, known)}" of ${known.map((word) => `"${word}"`).join(", ")}`,
    context: { key, known: [...known] },
  });
}
