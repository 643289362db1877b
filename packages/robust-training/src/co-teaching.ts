import type { TrainingMethod } from "@undercoat/training";
import { CoTeachingOptions } from "./co-teaching-options.ts";
import { keptPixels } from "./internal/kept-pixels.ts";
import { besides, type MakePeer, peerLogits, peerMethod } from "./internal/peer.ts";
import { termsOf } from "./internal/weighted-terms.ts";

/**
 * Co-teaching: two networks see the same batches, and each learns from the pixels whose cross-entropy is among the smallest
 * for the *other* one, so that what one has learnt by mistake is not confirmed by itself. The share that is left out rises
 * linearly from 0 to `noiseRate`. For flipped labels.
 *
 * A step costs two steps. The second network, its optimiser included, lies in every checkpoint and is freed at the end; the
 * model is the first.
 *
 * @param peer - Makes the second network: as the model, with other first weights.
 * @throws {RobustTrainingError} `OPTIONS_REFUSED` when a training begins, if layers are frozen or the networks differ.
 * @see {@link https://arxiv.org/abs/1804.06872 | Han et al., NeurIPS 2018}
 *
 * @example
 * ```ts
 * const method = coTeaching(() => modelOf({ seed: 1 }), { noiseRate: 0.4, rampSteps: 100 });
 * const reports = fit(modelOf({ seed: 0 }), batches, { loss: crossEntropyDice(), method, steps: 600, learningRate: 3e-3 });
 * ```
 */
export function coTeaching(peer: MakePeer, options: CoTeachingOptions = {}): TrainingMethod {
  const parsed = CoTeachingOptions.parse(options);
  const { perClass } = parsed;
  return peerMethod(peer, {
    name: "co-teaching",
    options: parsed,
    terms: (loss, given) => {
      const { logits, labels, inputs } = given;
      const others = peerLogits(given);
      const keeping = { kept: inputs["kept"]!, perClass };
      return besides(
        termsOf(loss, { logits, labels }, keptPixels(others, labels, keeping)),
        termsOf(loss, { logits: others, labels }, keptPixels(logits, labels, keeping)),
      );
    },
  });
}
