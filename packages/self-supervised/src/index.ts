/**
 * Pretraining without labels, as methods of the training loop: baselines that noisy labels must beat.
 *
 * @example
 * ```ts
 * import { maskedReconstruction, unlabelled } from "@undercoat/self-supervised";
 * import { fit } from "@undercoat/training";
 *
 * const method = maskedReconstruction({ seed: 0 });
 * const model = segmentationModel({ encoder, decoder, scheme: method.outputs(3), normalisation });
 * for await (const { step, loss } of fit(model, unlabelled(batches), { loss: crossEntropy(), method, steps: 600, learningRate: 3e-3 }))
 *   show(step, loss);
 * ```
 *
 * @packageDocumentation
 */
export {
  isSelfSupervisedError,
  SelfSupervisedError,
  type SelfSupervisedErrorCode,
  type SelfSupervisedErrorDetails,
} from "./errors.ts";
export { maskedReconstruction } from "./masked-reconstruction.ts";
export { namedPretext } from "./named-pretext.ts";
export { pixelBarlowTwins } from "./pixel-barlow-twins.ts";
export { rotationPrediction } from "./rotation-prediction.ts";
export type { SelfSupervisedMethod } from "./self-supervised-method.ts";
export { simSiam } from "./sim-siam.ts";
export { unlabelled } from "./unlabelled.ts";
