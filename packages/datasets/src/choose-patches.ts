import { createRng, shuffled } from "@undercoat/random";
import * as z from "zod";
import type { Patch } from "./cut-patches.ts";
import { DatasetsError } from "./errors.ts";

/** Options of {@link choosePatches}. */
export const ChoosePatchesOptions = z.strictObject({
  /** How many patches to choose. */
  count: z.int().min(1),
  /** Seed of the streams `chips/<scene id>` and `chips/neg`. */
  seed: z.int(),
  /** Class index, or indices, whose share makes a patch worth choosing first. */
  positiveClass: z.union([z.int().min(0), z.array(z.int().min(0)).min(1)]),
  /** Share of the positive class from which a patch counts as positive. */
  minimumFraction: z.number().min(0).max(1).default(0.02),
});
/** Options of {@link choosePatches}. */
export type ChoosePatchesOptions = z.input<typeof ChoosePatchesOptions>;

/** Patches taken from each scene before the remaining positive ones are. */
const PER_SCENE = 4;

/**
 * Chooses few patches for fine-tuning, the same for the same seed, and nested: a smaller choice is part of a
 * larger one.
 *
 * Each scene's patches are shuffled, positive ones first. The first four per scene are dealt out scene by
 * scene; then follow all other positive patches, then the rest, shuffled.
 *
 * @throws {DatasetsError} `TOO_FEW_PATCHES` if there are fewer than `count`; `CLASS_UNKNOWN` if the positive
 *   class is not in the patches' class fractions.
 *
 * @example
 * ```ts
 * const few = choosePatches(cutPatches(dataset, 128), { count: 16, seed: 0, positiveClass: 1 });
 * ```
 */
export function choosePatches(patches: readonly Patch[], options: ChoosePatchesOptions): Patch[] {
  const { count, seed, positiveClass, minimumFraction } = ChoosePatchesOptions.parse(options);
  const positives = [positiveClass].flat();
  assertChoice(patches, count, positives);
  const isPositive = ({ classFractions }: Patch) =>
    positives.reduce((sum, index) => sum + classFractions[index]!, 0) >= minimumFraction;
  const rng = createRng(seed).fork("chips");
  const queues = bySceneId(patches).map(([sceneId, own]) => {
    const mixed = shuffled(own, rng.fork(sceneId));
    return [...mixed.filter(isPositive), ...mixed.filter((patch) => !isPositive(patch))];
  });
  const base = dealt(queues, Math.min(count, PER_SCENE * queues.length));
  if (base.length === count) return base;
  const others = queues.flat().filter((patch) => !base.includes(patch));
  const negatives = shuffled(
    others.filter((patch) => !isPositive(patch)),
    rng.fork("neg"),
  );
  return [...base, ...others.filter(isPositive), ...negatives].slice(0, count);
}

/** Deals `count` patches round and round, at most four per queue, and gives them queue by queue. */
function dealt(queues: readonly (readonly Patch[])[], count: number): Patch[] {
  const shares = queues.map(() => 0);
  let left = count;
  for (let round = 0; round < PER_SCENE; round++) {
    for (const [index, queue] of queues.entries()) {
      if (left === 0 || queue.length <= round) continue;
      shares[index]!++;
      left--;
    }
  }
  return queues.flatMap((queue, index) => queue.slice(0, shares[index]!));
}

function bySceneId(patches: readonly Patch[]): [string, Patch[]][] {
  const ids = [...new Set(patches.map(({ sceneId }) => sceneId))];
  return ids.map((id) => [id, patches.filter(({ sceneId }) => sceneId === id)]);
}

function assertChoice(patches: readonly Patch[], count: number, positives: readonly number[]): void {
  if (patches.length < count) {
    throw new DatasetsError("TOO_FEW_PATCHES", {
      message: `${count} patches are asked for, but there are ${patches.length}; ask for fewer or add regions`,
      context: { count, available: patches.length },
    });
  }
  const classes = patches[0]!.classFractions.length;
  const unknown = positives.find((index) => index >= classes);
  if (unknown === undefined) return;
  throw new DatasetsError("CLASS_UNKNOWN", {
    message: `positive class has index ${unknown}, but the scheme has ${classes} classes; give an index from 0 to ${classes - 1}`,
    context: { positiveClass: unknown, classes },
  });
}
