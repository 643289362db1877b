import * as tf from "@tensorflow/tfjs-core";
import type { Batch } from "@undercoat/datasets";
import { IGNORE_INDEX } from "@undercoat/raster";
import type { Loss } from "@undercoat/segmentation";
import type { MethodTerms, PreparedBatch, TrainingMethod } from "@undercoat/training";
import { type Pairing, pairingMethod } from "./internal/pairing-method.ts";
import { termsOf } from "./internal/weighted-terms.ts";
import { MixupOptions } from "./mixup-options.ts";

/**
 * mixup: every patch is blended with another one of its batch, pixel by pixel, and the loss is the same blend of the losses
 * by both labels: share · loss(labels) + (1 − share) · loss(other labels). One share, drawn from Beta(alpha, alpha), holds
 * for a batch. A pixel that is ignored in one of both patches is ignored.
 *
 * @throws {RobustTrainingError} `OPTIONS_REFUSED` at the first step, for batches of one patch.
 * @see {@link https://arxiv.org/abs/1710.09412 | Zhang et al., ICLR 2018}
 *
 * @example
 * ```ts
 * const method = mixup({ alpha: 0.2, seed: 0 });
 * const reports = fit(model, batches, { loss: crossEntropyDice(), method, steps: 600, learningRate: 3e-3 });
 * ```
 */
export function mixup(options: MixupOptions = {}): TrainingMethod {
  return pairingMethod({
    name: "mixup",
    options: MixupOptions.parse(options),
    mix: blended,
    terms: bothTerms,
  });
}

function blended(batch: Batch, { partners, share }: Pairing): PreparedBatch {
  const { draws: _draws, ...rest } = batch; // a blend lies at no place
  const { size, height, width } = batch;
  const [samples, pixels] = [batch.images.length / size, height * width];
  const images = new Float32Array(batch.images.length);
  const labels = new Uint8Array(batch.labels.length);
  const others = new Float32Array(batch.labels.length);
  for (const [patch, partner] of partners.entries()) {
    for (let i = 0; i < samples; i++)
      images[patch * samples + i] =
        share * batch.images[patch * samples + i]! + (1 - share) * batch.images[partner * samples + i]!;
    for (let i = 0; i < pixels; i++) {
      const [own, other] = [batch.labels[patch * pixels + i]!, batch.labels[partner * pixels + i]!];
      const isIgnored = own === IGNORE_INDEX || other === IGNORE_INDEX;
      labels[patch * pixels + i] = isIgnored ? IGNORE_INDEX : own;
      others[patch * pixels + i] = isIgnored ? IGNORE_INDEX : other;
    }
  }
  return {
    batch: { ...rest, images, labels },
    inputs: {
      others: { shape: [size, height, width], data: others },
      share: { shape: [], data: Float32Array.of(share) },
    },
  };
}

function bothTerms(loss: Loss, { logits, labels, inputs }: MethodTerms): Record<string, tf.Scalar> {
  const share = inputs["share"]!;
  const others = tf.cast(inputs["others"]!, "int32") as tf.Tensor3D;
  const [own, other] = [termsOf(loss, { logits, labels }), termsOf(loss, { logits, labels: others })];
  return Object.fromEntries(
    Object.entries(own).map(([name, term]) => [
      name,
      tf.add(tf.mul(share, term), tf.mul(tf.sub(1, share), other[name]!)) as tf.Scalar,
    ]),
  );
}
