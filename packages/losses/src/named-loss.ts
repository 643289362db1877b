import type { Loss } from "@undercoat/segmentation";
import type * as z from "zod";
import { backwardCorrection } from "./backward-correction.ts";
import { crossEntropy } from "./cross-entropy.ts";
import { crossEntropyDice } from "./cross-entropy-dice.ts";
import { dice } from "./dice.ts";
import { focal } from "./focal.ts";
import { forwardCorrection } from "./forward-correction.ts";
import { generalisedCrossEntropy } from "./generalised-cross-entropy.ts";
import { hardBootstrapping } from "./hard-bootstrapping.ts";
import { jaccard } from "./jaccard.ts";
import { jensenShannon } from "./jensen-shannon.ts";
import { LossOptions } from "./loss-options.ts";
import { lovasz } from "./lovasz.ts";
import { meanAbsoluteError } from "./mean-absolute-error.ts";
import { noiseRobustDice } from "./noise-robust-dice.ts";
import { normalisedCrossEntropy } from "./normalised-cross-entropy.ts";
import { softBootstrapping } from "./soft-bootstrapping.ts";
import { sumOfLosses } from "./sum-of-losses.ts";
import { symmetricCrossEntropy } from "./symmetric-cross-entropy.ts";
import { tLoss } from "./t-loss.ts";
import { tversky } from "./tversky.ts";

type Described = Exclude<z.output<typeof LossOptions>, string>;

/** Every loss that options describe, by name. */
const losses = {
  "cross-entropy": crossEntropy,
  dice,
  "cross-entropy-dice": crossEntropyDice,
  jaccard,
  tversky,
  focal,
  lovasz,
  "generalised-cross-entropy": generalisedCrossEntropy,
  "mean-absolute-error": meanAbsoluteError,
  "symmetric-cross-entropy": symmetricCrossEntropy,
  "normalised-cross-entropy": normalisedCrossEntropy,
  "soft-bootstrapping": softBootstrapping,
  "hard-bootstrapping": hardBootstrapping,
  "forward-correction": forwardCorrection,
  "backward-correction": backwardCorrection,
  "jensen-shannon": jensenShannon,
  "noise-robust-dice": noiseRobustDice,
  "t-loss": tLoss,
} as const satisfies Record<Exclude<Described["name"], "sum">, unknown>;

/**
 * The loss that a name, or a name with options, describes, as they stand in a config file. `earlyLearning` and views
 * need more than options and are not among them.
 *
 * @throws {LossesError} `SINGULAR_MATRIX` for `backward-correction` with a matrix that has no inverse.
 *
 * @example
 * ```ts
 * const loss = namedLoss({ name: "generalised-cross-entropy", q: 0.5 });
 * const sum = namedLoss({ name: "sum", losses: [{ loss: "cross-entropy" }, { loss: "lovasz", weight: 0.5 }] });
 * ```
 */
export function namedLoss(options: LossOptions): Loss {
  const parsed = LossOptions.parse(options);
  if (typeof parsed === "string") return losses[parsed]();
  if (parsed.name === "sum") {
    return sumOfLosses(parsed.losses.map(({ loss, weight }) => ({ loss: namedLoss(loss), weight })));
  }
  const { name, ...rest } = parsed;
  const make: (options: never) => Loss = losses[name];
  return make(rest as never);
}
