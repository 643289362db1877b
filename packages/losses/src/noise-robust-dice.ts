import type { Loss } from "@undercoat/segmentation";
import { noiseRobustDiceTerm } from "./internal/noise-robust-dice-term.ts";
import { softmaxLoss } from "./internal/softmax-loss.ts";
import { NoiseRobustDiceOptions } from "./noise-robust-dice-options.ts";

/**
 * Noise-robust Dice: the mean over classes of Σ abs(p - onehot)^gamma / (Σ p + Σ onehot + epsilon), over the pixels
 * that count.
 *
 * With `classes: "all"`, a class without labels adds what its probabilities give, as in PyMIC. The paper squares the
 * terms of the denominator; this is the form of the authors' PyMIC.
 *
 * @throws {LossesError} `SHAPE_MISMATCH` from `evaluate`.
 * @see {@link https://doi.org/10.1109/TMI.2020.3000314 | Wang et al., IEEE TMI 2020}
 *
 * @example
 * ```ts
 * const loss = noiseRobustDice({ gamma: 1.5 });
 * const pymic = noiseRobustDice({ classes: "all" });
 * ```
 */
export function noiseRobustDice(options: NoiseRobustDiceOptions = {}): Loss {
  const parsed = NoiseRobustDiceOptions.parse(options);
  return softmaxLoss("noise-robust-dice", parsed, noiseRobustDiceTerm(parsed));
}
