import * as tf from "@tensorflow/tfjs-core";
import type { Batch } from "@undercoat/datasets";
import type { Rng } from "@undercoat/random";
import type { MethodTerms } from "@undercoat/training";
import { outputScheme } from "./internal/check-outputs.ts";
import { checkMultiple } from "./internal/check-patches.ts";
import { drawnMethod } from "./internal/drawn-method.ts";
import { validPixels } from "./internal/valid-pixels.ts";
import { MaskedReconstructionOptions } from "./masked-reconstruction-options.ts";
import type { SelfSupervisedMethod } from "./self-supervised-method.ts";

const NAME = "masked-reconstruction";

/**
 * Masked reconstruction: square cells of every patch are set to 0, the mean of normalised images, and the model gives
 * their samples back. The loss is the mean squared error over hidden pixels and bands, in squared standard deviations.
 *
 * The head has one output per band. The encoder sees the whole patch with zeros in it, as convolutions need it; the
 * masked autoencoder of He et al. drops hidden cells, which only transformers can.
 *
 * @throws {SelfSupervisedError} When training starts or a batch comes: `OUTPUTS_DIFFER`, `PATCHES_UNUSABLE`;
 *   `STATE_MISMATCH` when it resumes.
 * @see {@link https://arxiv.org/abs/2111.06377 | He et al., CVPR 2022}
 * @see {@link https://arxiv.org/abs/1604.07379 | Pathak et al., CVPR 2016}, who did it with convolutions
 *
 * @example
 * ```ts
 * const method = maskedReconstruction({ cell: 16, seed: 0 });
 * const model = segmentationModel({ encoder, decoder: unet(), scheme: method.outputs(3), normalisation });
 * const reports = fit(model, unlabelled(batches), { loss: crossEntropy(), method, steps: 600, learningRate: 3e-3 });
 * ```
 */
export function maskedReconstruction(options: MaskedReconstructionOptions = {}): SelfSupervisedMethod {
  const parsed = MaskedReconstructionOptions.parse(options);
  return drawnMethod({
    name: NAME,
    options: parsed,
    outputs: (bands) => outputScheme("band", bands),
    prepare: (batch, rng) => {
      checkMultiple(NAME, batch, parsed.cell);
      const hidden = hiddenPixels(batch, parsed, rng);
      const { size, height, width, bandCount, images } = batch;
      const shown = images.map((value, at) => (hidden[Math.floor(at / bandCount)] === 1 ? 0 : value));
      return {
        batch: { ...batch, images: shown },
        inputs: {
          hidden: { shape: [size, height, width, 1], data: hidden },
          samples: { shape: [size, height, width, bandCount], data: images },
        },
      };
    },
    terms: (given) => ({ [NAME]: squaredError(given) }),
  });
}

/** 1 for the pixels of hidden cells; cells are drawn patch by patch, row by row. */
function hiddenPixels(
  { size, height, width }: Batch,
  { cell, share }: { readonly cell: number; readonly share: number },
  rng: Rng,
): Float32Array {
  const hidden = new Float32Array(size * height * width);
  for (let patch = 0; patch < size; patch++) {
    for (let top = 0; top < height; top += cell) {
      for (let left = 0; left < width; left += cell) {
        if (rng.next() >= share) continue;
        for (let row = top; row < top + cell; row++) {
          const start = (patch * height + row) * width + left;
          hidden.fill(1, start, start + cell);
        }
      }
    }
  }
  return hidden;
}

function squaredError({ logits, labels, inputs }: MethodTerms): tf.Scalar {
  const counted = tf.mul(inputs["hidden"] as tf.Tensor4D, validPixels(labels));
  const errors = tf.mul(tf.square(tf.sub(logits, inputs["samples"]!)), counted);
  const count = tf.mul(tf.maximum(tf.sum(counted), 1), logits.shape[3]);
  return tf.div(tf.sum(errors), count);
}
