import * as tf from "@tensorflow/tfjs-core";
import type { Loss } from "@undercoat/segmentation";
import type { MethodTerms, TrainingMethod } from "@undercoat/training";
import { disagreementOf, meanDisagreement } from "./internal/disagreement.ts";
import { entropyOf, type Keeping, smallestOf } from "./internal/kept-pixels.ts";
import { besides, type MakePeer, peerLogits, peerMethod } from "./internal/peer.ts";
import { rowsOf } from "./internal/rows-of.ts";
import { termsOf } from "./internal/weighted-terms.ts";
import { JointAgreementOptions } from "./joint-agreement-options.ts";

/**
 * JoCoR: two networks learn from the same pixels, those with the smallest joint loss
 * (1 − agreement) · (CE₁ + CE₂) + agreement · (KL(p₁‖p₂) + KL(p₂‖p₁)): labels that both believe and agree about. They
 * learn the training's loss with the first weight and that disagreement with the second. The share that is left out rises
 * linearly from 0 to `noiseRate`. For flipped labels.
 *
 * A step costs two steps. The second network, its optimiser included, lies in every checkpoint and is freed at the end; the
 * model is the first.
 *
 * @param peer - Makes the second network: as the model, with other first weights.
 * @throws {RobustTrainingError} `OPTIONS_REFUSED` when a training begins, if layers are frozen or the networks differ.
 * @see {@link https://arxiv.org/abs/2003.02752 | Wei et al., CVPR 2020}
 *
 * @example
 * ```ts
 * const method = jointAgreement(() => modelOf({ seed: 1 }), { noiseRate: 0.4, agreement: 0.1 });
 * const reports = fit(modelOf({ seed: 0 }), batches, { loss: crossEntropyDice(), method, steps: 600, learningRate: 3e-3 });
 * ```
 */
export function jointAgreement(peer: MakePeer, options: JointAgreementOptions = {}): TrainingMethod {
  const parsed = JointAgreementOptions.parse(options);
  const { perClass, agreement } = parsed;
  return peerMethod(peer, {
    name: "joint-agreement",
    options: parsed,
    terms: (loss, given) => jointTerms(loss, given, { kept: given.inputs["kept"]!, perClass, agreement }),
  });
}

function jointTerms(
  loss: Loss,
  given: MethodTerms,
  { agreement, ...keeping }: Keeping & { readonly agreement: number },
): Record<string, tf.Scalar> {
  const { logits, labels } = given;
  const others = peerLogits(given);
  const weights = tf.tidy(() => {
    const [own, peer] = [rowsOf(logits, labels), rowsOf(others, labels)];
    const flat = (x: tf.Tensor4D) => tf.reshape(x, [-1, x.shape[3]]) as tf.Tensor2D;
    const apart = disagreementOf({ first: flat(logits), second: flat(others) });
    const byLabels = tf.mul(tf.add(entropyOf(own), entropyOf(peer)), 1 - agreement);
    const joint = tf.add(byLabels, tf.mul(apart, agreement)) as tf.Tensor2D;
    return smallestOf(joint, own, labels, keeping);
  });
  const terms = besides(
    termsOf(loss, { logits, labels }, weights),
    termsOf(loss, { logits: others, labels }, weights),
  );
  const scaled = Object.entries(terms).map(([name, term]) => [name, tf.mul(term, 1 - agreement)]);
  const apart = tf.mul(meanDisagreement(logits, others, weights), agreement) as tf.Scalar;
  return { ...Object.fromEntries(scaled), disagreement: apart };
}
