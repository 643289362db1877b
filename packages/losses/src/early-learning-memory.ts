import { EarlyLearningMemoryOptions } from "./early-learning-options.ts";
import { LossesError } from "./errors.ts";

/** What the model has said of every sample, kept between the epochs. Typed arrays only. */
export interface EarlyLearningMemory {
  /** The target of every sample seen so far, by its name; to be saved with a checkpoint. */
  readonly targets: ReadonlyMap<string, Float32Array>;
  /**
   * Target ← momentum · target + (1 - momentum) · probabilities, from 0 for a sample never seen; returns the new
   * targets of the batch as a copy, one sample after the other.
   *
   * @param probabilities - Softmax of the batch, one sample after the other, `size` numbers each.
   * @throws {LossesError} `SHAPE_MISMATCH` for another number of probabilities, `PROBABILITY_REFUSED` for NaN or a
   *   number outside 0 to 1.
   */
  update(samples: readonly string[], probabilities: Float32Array): Float32Array;
}

/**
 * The memory of `earlyLearning`: 4 · `size` bytes per sample, so 512 kB for a patch of 256 × 256 pixels and two classes.
 *
 * @param saved - The `targets` of an earlier memory, which are copied.
 * @throws {LossesError} `SHAPE_MISMATCH` for a saved target of another size.
 *
 * @example
 * ```ts
 * const memory = createEarlyLearningMemory({ size: 2 * 2 * 2, momentum: 0.9 });
 * const targets = memory.update(["scene-1/0"], new Float32Array(8).fill(0.5));
 * ```
 */
export function createEarlyLearningMemory(
  options: EarlyLearningMemoryOptions,
  saved: ReadonlyMap<string, Float32Array> = new Map(),
): EarlyLearningMemory {
  const { momentum, size } = EarlyLearningMemoryOptions.parse(options);
  for (const [name, target] of saved) checkSize(`saved target "${name}"`, target.length, size);
  const targets = new Map([...saved].map(([name, target]) => [name, target.slice()]));
  return {
    targets,
    update(samples, probabilities) {
      checkSize(`probabilities of ${samples.length} samples`, probabilities.length, size * samples.length);
      checkProbabilities(probabilities);
      samples.forEach((name, index) => {
        const old = targets.get(name) ?? new Float32Array(size);
        const own = probabilities.subarray(index * size, (index + 1) * size);
        targets.set(
          name,
          old.map((value, i) => momentum * value + (1 - momentum) * own[i]!),
        );
      });
      const batch = new Float32Array(probabilities.length);
      for (const [index, name] of samples.entries()) batch.set(targets.get(name)!, index * size);
      return batch;
    },
  };
}

function checkSize(name: string, length: number, expected: number): void {
  if (length === expected) return;
  throw new LossesError("SHAPE_MISMATCH", {
    message: `${name}: ${length} numbers, expected ${expected}; give height · width · classes for every sample`,
    context: { length, expected },
  });
}

function checkProbabilities(probabilities: Float32Array): void {
  const index = probabilities.findIndex((value) => !(value >= 0 && value <= 1.000001));
  if (index === -1) return;
  throw new LossesError("PROBABILITY_REFUSED", {
    message: `probability ${index} is ${probabilities[index]}, expected 0 to 1; give the softmax of the logits`,
    context: { index, value: probabilities[index] },
  });
}
