import * as tf from "@tensorflow/tfjs-core";
import type { Batch } from "@undercoat/datasets";
import type { MethodTerms } from "@undercoat/training";
import { outputScheme } from "./internal/check-outputs.ts";
import { unusable } from "./internal/check-patches.ts";
import { drawnMethod } from "./internal/drawn-method.ts";
import { RotationPredictionOptions } from "./rotation-prediction-options.ts";
import type { SelfSupervisedMethod } from "./self-supervised-method.ts";

const NAME = "rotation-prediction";
const TURNS = 4;

/**
 * Rotation prediction: every patch is turned by 0, 90, 180 or 270 degrees, and the model says by how much. The loss is
 * the cross-entropy of the mean of the logits over the patch.
 *
 * The head has four outputs. With the decoder `linear` those are a linear layer over the deepest feature, as in the
 * paper; other decoders learn it too, from their own features. Patches are square. In images from straight above only
 * shadows and relief tell how a patch was turned, so that it is a weak teacher there.
 *
 * @throws {SelfSupervisedError} When training starts or a batch comes: `OUTPUTS_DIFFER`, `PATCHES_UNUSABLE`;
 *   `STATE_MISMATCH` when it resumes.
 * @see {@link https://arxiv.org/abs/1803.07728 | Gidaris et al., ICLR 2018}
 *
 * @example
 * ```ts
 * const method = rotationPrediction({ seed: 0 });
 * const model = segmentationModel({ encoder, decoder: linear(), scheme: method.outputs(3), normalisation });
 * ```
 */
export function rotationPrediction(options: RotationPredictionOptions = {}): SelfSupervisedMethod {
  const parsed = RotationPredictionOptions.parse(options);
  return drawnMethod({
    name: NAME,
    options: parsed,
    outputs: () => outputScheme("quarter turns", TURNS),
    prepare: (batch, rng) => {
      const { size, height, width } = batch;
      if (height !== width)
        throw unusable(NAME, `${height}×${width} pixels, expected squares`, { height, width });
      const turns = Array.from({ length: size }, () => rng.int(TURNS));
      const data = new Float32Array(size * TURNS);
      for (const [patch, turn] of turns.entries()) data[patch * TURNS + turn] = 1;
      return { batch: turned(batch, turns), inputs: { turns: { shape: [size, TURNS], data } } };
    },
    terms: (given) => ({ [NAME]: turnEntropy(given) }),
  });
}

function turnEntropy({ logits, inputs }: MethodTerms): tf.Scalar {
  const told = tf.logSoftmax(tf.mean(logits, [1, 2]) as tf.Tensor2D);
  return tf.neg(tf.mean(tf.sum(tf.mul(told, inputs["turns"]!), 1)));
}

/** Every patch turned counter-clockwise by its number of quarter turns. */
function turned(batch: Batch, turns: readonly number[]): Batch {
  const { width: side, bandCount } = batch;
  const images = new Float32Array(batch.images.length);
  for (const [patch, turn] of turns.entries()) {
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        const [row, column] = cameFrom({ x, y }, turn, side - 1);
        const from = ((patch * side + row) * side + column) * bandCount;
        images.set(
          batch.images.subarray(from, from + bandCount),
          ((patch * side + y) * side + x) * bandCount,
        );
      }
    }
  }
  return { ...batch, images };
}

/** Row and column of the pixel that a counter-clockwise turn brings to (x, y). */
function cameFrom(
  { x, y }: { readonly x: number; readonly y: number },
  turn: number,
  last: number,
): [number, number] {
  if (turn === 0) return [y, x];
  if (turn === 1) return [x, last - y];
  if (turn === 2) return [last - y, last - x];
  return [last - x, y];
}
