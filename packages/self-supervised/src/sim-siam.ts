import * as tf from "@tensorflow/tfjs-core";
import type { Batch } from "@undercoat/datasets";
import type { MethodTerms } from "@undercoat/training";
import { outputScheme } from "./internal/check-outputs.ts";
import { unusable } from "./internal/check-patches.ts";
import { drawnMethod } from "./internal/drawn-method.ts";
import { held } from "./internal/held.ts";
import { projection } from "./internal/projection.ts";
import { twoViews } from "./internal/two-views.ts";
import type { SelfSupervisedMethod } from "./self-supervised-method.ts";
import { SimSiamOptions } from "./sim-siam-options.ts";

const NAME = "sim-siam";
/** Fewer patches leave the batch statistics of the projection nothing to tell patches apart by. */
const LEAST_PATCHES = 8;
/** Keeps a vector of zeros from a division by zero. */
const LEAST_SQUARE = 1e-12;

/**
 * SimSiam: two views of a patch (a window, turned and flipped, every band brighter or darker) should be told from each
 * other. A predictor behind the projection of one view gives that of the other, through which no gradient goes: without
 * this everything would become the same. The loss is the mean negative cosine, from −1 (views agree) to 1.
 *
 * The mean of the head's outputs over the patch is the first layer of the projection: with the decoder `linear` that is a
 * linear layer over the pooled deepest feature, as in the paper. The rest of it (normalisation, ReLU, a layer,
 * normalisation) and the predictor learn beside the model, lie in checkpoints, and are dropped at the end. The second
 * half of a batch is not used, so that a step costs what other methods' steps cost; batches are even, of 8 at least.
 *
 * @remarks What differs from the paper: two layers of projection, as in its smaller experiments, instead of three; both
 *   views share batch statistics; the last normalisation has a scale and an offset; no blur, no greys.
 * @throws {SelfSupervisedError} When training starts or a batch comes: `OUTPUTS_DIFFER`, `PATCHES_UNUSABLE`;
 *   `STATE_MISMATCH` when it resumes.
 * @see {@link https://arxiv.org/abs/2011.10566 | Chen and He, CVPR 2021}
 *
 * @example
 * ```ts
 * const method = simSiam({ dimensions: 64, seed: 0 });
 * const model = segmentationModel({ encoder, decoder: linear(), scheme: method.outputs(3), normalisation });
 * ```
 */
export function simSiam(options: SimSiamOptions = {}): SelfSupervisedMethod {
  const parsed = SimSiamOptions.parse(options);
  return drawnMethod({
    name: NAME,
    options: parsed,
    outputs: () => outputScheme("dimension", parsed.dimensions),
    companion: () => projection(parsed),
    prepare: (batch, rng) => {
      checkViews(batch);
      return { batch: twoViews(batch, parsed, rng) };
    },
    terms: ({ companion }) => ({ [NAME]: disagreement(companion) }),
  });
}

function checkViews({ size, height, width }: Batch): void {
  if (height !== width)
    throw unusable(NAME, `${height}×${width} pixels, expected squares`, { height, width });
  if (size % 2 === 0 && size >= LEAST_PATCHES) return;
  throw unusable(NAME, `${size} in a batch, expected an even number from ${LEAST_PATCHES}`, { size });
}

/** Minus the mean cosine of what was predicted from each view and the projection of the other. */
function disagreement(companion: MethodTerms["companion"]): tf.Scalar {
  const [projected, predicted] = tf.split(companion!, 2, 3) as [tf.Tensor4D, tf.Tensor4D];
  const [first, second] = tf.split(held(projected), 2, 0) as [tf.Tensor4D, tf.Tensor4D];
  const others = tf.concat([second, first], 0);
  const unit = (x: tf.Tensor) => tf.div(x, tf.sqrt(tf.add(tf.sum(tf.square(x), 3, true), LEAST_SQUARE)));
  return tf.neg(tf.mean(tf.sum(tf.mul(unit(predicted), unit(others)), 3)));
}
