import { SegmentationError } from "./errors.ts";
import { parametersIn } from "./internal/group-matches.ts";
import type { SegmentationModel } from "./model.ts";
import { setWeights, type WeightValues, weightsOf } from "./weights.ts";

/** Options of {@link transferWeights}. */
export interface TransferOptions {
  /** Layer groups or prefixes of the target, such as `["encoder"]` or `["encoder", "decoder.block1"]`. */
  readonly parts: readonly string[];
}

/** A tensor of the target that kept its value, and why. */
export interface SkippedTensor {
  readonly name: string;
  /** `missing`: the source has no tensor of that name. `shape`: it has, of another shape. */
  readonly reason: "missing" | "shape";
  readonly shape: readonly number[];
  readonly sourceShape: readonly number[] | null;
}

/** What {@link transferWeights} did. */
export interface TransferReport {
  /** Names of the tensors that were copied. */
  readonly moved: readonly string[];
  readonly skipped: readonly SkippedTensor[];
}

/**
 * Copies the tensors of the named parts, running statistics included, where name and shape agree.
 * `from` stays as it was, and the two models share nothing afterwards.
 *
 * @throws {SegmentationError} `UNKNOWN_PART` for a part that the target does not have,
 *   `NOTHING_TRANSFERRED` for a part of which no tensor fits.
 *
 * @example
 * ```ts
 * const { moved, skipped } = transferWeights(pretrained, model, { parts: ["encoder"] });
 * ```
 */
export function transferWeights(
  from: SegmentationModel,
  to: SegmentationModel,
  { parts }: TransferOptions,
): TransferReport {
  const source = weightsOf(from);
  const moved = new Map<string, WeightValues>();
  const skipped = new Map<string, SkippedTensor>();
  for (const part of parts) {
    const wanted = parametersIn(to, [part]);
    for (const { name, shape } of wanted) {
      const values = source.get(name);
      if (values !== undefined && values.shape.join() === shape.join()) moved.set(name, values);
      else skipped.set(name, skippedTensor(name, shape, values?.shape ?? null));
    }
    if (wanted.every(({ name }) => skipped.has(name))) throw nothingFits(part, wanted.length);
  }
  setWeights(to, moved);
  return { moved: [...moved.keys()], skipped: [...skipped.values()] };
}

function skippedTensor(
  name: string,
  shape: readonly number[],
  sourceShape: readonly number[] | null,
): SkippedTensor {
  return { name, reason: sourceShape === null ? "missing" : "shape", shape, sourceShape };
}

function nothingFits(part: string, count: number): SegmentationError {
  return new SegmentationError("NOTHING_TRANSFERRED", {
    message: `0 of ${count} tensors of "${part}" fit the source model, expected at least 1; build both models with the same ${part.split(".")[0]}`,
    context: { part, count },
  });
}
