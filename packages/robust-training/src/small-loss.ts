import type { TrainingMethod } from "@undercoat/training";
import { keptPixels, withKeptShare } from "./internal/kept-pixels.ts";
import { NO_STATE } from "./internal/no-state.ts";
import { termsOf } from "./internal/weighted-terms.ts";
import { SmallLossOptions } from "./small-loss-options.ts";

/**
 * Small-loss selection: a step learns only from the pixels of its batch whose cross-entropy is among the smallest. The
 * share that is left out rises linearly from 0 to `noiseRate`. One network selects for itself; `coTeaching` has two that
 * select for each other. For flipped labels.
 *
 * The selection is part of the step, so a compiled step stays one graph.
 *
 * @see {@link https://arxiv.org/abs/1804.06872 | Han et al., NeurIPS 2018}, whose schedule it is
 *
 * @example
 * ```ts
 * const method = smallLoss({ noiseRate: 0.4, rampSteps: 100 });
 * const reports = fit(model, batches, { loss: crossEntropyDice(), method, steps: 600, learningRate: 3e-3 });
 * ```
 */
export function smallLoss(options: SmallLossOptions = {}): TrainingMethod {
  const parsed = SmallLossOptions.parse(options);
  const { perClass } = parsed;
  return {
    kind: "training-method",
    name: "small-loss",
    options: parsed,
    start: () => ({
      readsLogits: false,
      readsModel: false,
      prepare: (batch, moment) => withKeptShare(batch, moment, parsed),
      terms: (loss, { logits, labels, inputs }) =>
        termsOf(loss, { logits, labels }, keptPixels(logits, labels, { kept: inputs["kept"]!, perClass })),
      save: () => NO_STATE,
      restore: () => {},
    }),
  };
}
