import { maskedReconstruction } from "./masked-reconstruction.ts";
import { pixelBarlowTwins } from "./pixel-barlow-twins.ts";
import { type PretextName, PretextOptions } from "./pretext-options.ts";
import { rotationPrediction } from "./rotation-prediction.ts";
import type { SelfSupervisedMethod } from "./self-supervised-method.ts";
import { simSiam } from "./sim-siam.ts";

const METHODS = {
  "masked-reconstruction": maskedReconstruction,
  "rotation-prediction": rotationPrediction,
  "pixel-barlow-twins": pixelBarlowTwins,
  "sim-siam": simSiam,
} satisfies Record<PretextName, (options: { readonly seed: number }) => SelfSupervisedMethod>;

/**
 * The method that a name, or a name with options, describes, as they stand in a config file.
 *
 * @example
 * ```ts
 * const method = namedPretext({ name: "masked-reconstruction", cell: 8 }, { seed: 0 });
 * ```
 */
export function namedPretext(
  options: PretextOptions,
  { seed }: { readonly seed: number },
): SelfSupervisedMethod {
  const { name, ...own } = PretextOptions.parse(
    typeof options === "string" ? { name: options } : options,
  ) as {
    readonly name: PretextName;
  };
  return METHODS[name]({ ...own, seed });
}
