import * as tf from "@tensorflow/tfjs-core";
import type { Batch } from "@undercoat/datasets";
import type { Rng } from "@undercoat/random";
import type { MethodTerms } from "@undercoat/training";
import { outputScheme } from "./internal/check-outputs.ts";
import { checkMultiple, unusable } from "./internal/check-patches.ts";
import { drawnMethod } from "./internal/drawn-method.ts";
import { validPixels } from "./internal/valid-pixels.ts";
import { PixelBarlowTwinsOptions } from "./pixel-barlow-twins-options.ts";
import type { SelfSupervisedMethod } from "./self-supervised-method.ts";

const NAME = "pixel-barlow-twins";
/** Keeps the spread of an output that does not vary from 0. */
const LEAST_VARIANCE = 1e-4;

/**
 * Barlow Twins of places instead of images: the first half of a batch is seen twice, every band brighter or darker by
 * numbers of its own, and the outputs of one place should agree in both views while different outputs say different
 * things. The loss is Σᵢ (1 − Cᵢᵢ)² + redundancy · Σᵢ≠ⱼ Cᵢⱼ², with C the cross-correlation matrix of the outputs over
 * all places of the batch.
 *
 * Both views lie alike, so a place is compared with itself: a dense method, for a decoder whose outputs are local
 * (`lateralFpn`, `unet`). The second half of a batch is not used, so that a step costs what other methods' steps cost;
 * batches are even.
 *
 * @throws {SelfSupervisedError} When training starts or a batch comes: `OUTPUTS_DIFFER`, `PATCHES_UNUSABLE`;
 *   `STATE_MISMATCH` when it resumes.
 * @see {@link https://arxiv.org/abs/2103.03230 | Zbontar et al., ICML 2021}
 * @see {@link https://arxiv.org/abs/2011.10043 | Xie et al., CVPR 2021}, for agreement of pixels
 *
 * @example
 * ```ts
 * const method = pixelBarlowTwins({ dimensions: 32, seed: 0 });
 * const model = segmentationModel({ encoder, decoder: unet(), scheme: method.outputs(3), normalisation });
 * ```
 */
export function pixelBarlowTwins(options: PixelBarlowTwinsOptions = {}): SelfSupervisedMethod {
  const parsed = PixelBarlowTwinsOptions.parse(options);
  return drawnMethod({
    name: NAME,
    options: parsed,
    outputs: () => outputScheme("dimension", parsed.dimensions),
    prepare: (batch, rng) => {
      checkMultiple(NAME, batch, parsed.place);
      if (batch.size % 2 === 1)
        throw unusable(NAME, `${batch.size} in a batch, expected an even number`, { size: batch.size });
      return { batch: seenTwice(batch, parsed, rng) };
    },
    terms: (given) => correlationTerms(given, parsed),
  });
}

/** The first half of the patches, twice, each with gains and offsets of its own. */
function seenTwice(
  batch: Batch,
  { gain, offset }: { readonly gain: number; readonly offset: number },
  rng: Rng,
): Batch {
  const { size, bandCount } = batch;
  const [samples, pixels] = [batch.images.length / size, batch.labels.length / size];
  const [images, labels] = [new Float32Array(batch.images.length), new Uint8Array(batch.labels.length)];
  const spread = () => 2 * rng.next() - 1;
  for (let place = 0; place < size; place++) {
    const patch = place % (size / 2);
    const changes = Array.from(
      { length: bandCount },
      () => [1 + gain * spread(), offset * spread()] as const,
    );
    for (let sample = 0; sample < samples; sample++) {
      const [factor, more] = changes[sample % bandCount]!;
      images[place * samples + sample] = batch.images[patch * samples + sample]! * factor + more;
    }
    labels.set(batch.labels.subarray(patch * pixels, (patch + 1) * pixels), place * pixels);
  }
  return { ...batch, images, labels };
}

function correlationTerms(
  { logits, labels }: MethodTerms,
  {
    place,
    redundancy,
    dimensions,
  }: { readonly place: number; readonly redundancy: number; readonly dimensions: number },
): Record<string, tf.Scalar> {
  const averaged = (x: tf.Tensor4D) => tf.avgPool(x, place, place, "valid");
  const rows = (x: tf.Tensor4D) => tf.reshape(x, [2, -1, x.shape[3]]);
  const [first, second] = tf.split(rows(averaged(logits)), 2, 0) as [tf.Tensor3D, tf.Tensor3D];
  // a place counts where all of its pixels do
  const whole = tf.cast(
    tf.greater(averaged(validPixels(labels)), 1 - 0.5 / place ** 2),
    "float32",
  ) as tf.Tensor4D;
  const [weights] = tf.split(rows(whole), 2, 0) as [tf.Tensor3D, tf.Tensor3D];
  const count = tf.maximum(tf.sum(weights), 1);
  const standard = (x: tf.Tensor3D) => {
    const centred = tf.mul(tf.sub(x, tf.div(tf.sum(tf.mul(x, weights), 1, true), count)), weights);
    const variance = tf.div(tf.sum(tf.square(centred), 1, true), count);
    return tf.reshape(tf.div(centred, tf.sqrt(tf.add(variance, LEAST_VARIANCE))), [
      -1,
      dimensions,
    ]) as tf.Tensor2D;
  };
  const correlation = tf.div(tf.matMul(standard(first), standard(second), true), count);
  const identity = tf.eye(dimensions);
  const same = tf.sum(tf.square(tf.mul(tf.sub(1, correlation), identity)));
  const others = tf.sum(tf.square(tf.mul(correlation, tf.sub(1, identity))));
  return { invariance: same as tf.Scalar, redundancy: tf.mul(others, redundancy) as tf.Scalar };
}
