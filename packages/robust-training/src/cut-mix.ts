import type { Batch } from "@undercoat/datasets";
import type { PreparedBatch, TrainingMethod } from "@undercoat/training";
import { CutMixOptions } from "./cut-mix-options.ts";
import { type Pairing, pairingMethod } from "./internal/pairing-method.ts";

/**
 * CutMix: a box of every patch is filled with the same box of another one of its batch, image and labels alike, so that
 * ignored pixels go along. The box has the shape of the patch and a share 1 − s of its area, s from Beta(alpha, alpha); its
 * middle lies anywhere, and what lies outside of the patch is cut off. One box holds for a batch. Labels are of pixels, so
 * the loss needs no shares: it is that of the training.
 *
 * @throws {RobustTrainingError} `OPTIONS_REFUSED` at the first step, for batches of one patch.
 * @see {@link https://arxiv.org/abs/1905.04899 | Yun et al., ICCV 2019}
 * @see {@link https://arxiv.org/abs/1906.01916 | French et al., BMVC 2020}, for labels of pixels
 *
 * @example
 * ```ts
 * const method = cutMix({ alpha: 1, seed: 0 });
 * const reports = fit(model, batches, { loss: crossEntropyDice(), method, steps: 600, learningRate: 3e-3 });
 * ```
 */
export function cutMix(options: CutMixOptions = {}): TrainingMethod {
  return pairingMethod({ name: "cutmix", options: CutMixOptions.parse(options), mix: pasted });
}

function pasted(batch: Batch, { partners, share, rng }: Pairing): PreparedBatch {
  const { draws: _draws, ...rest } = batch; // a patch of two lies at no one place
  const { height, width, bandCount } = batch;
  const [left, right] = span(width, share, rng.int(width));
  const [top, bottom] = span(height, share, rng.int(height));
  const [images, labels] = [batch.images.slice(), batch.labels.slice()];
  for (const [patch, partner] of partners.entries()) {
    for (let y = top; y < bottom; y++) {
      const row = (of: number, x: number) => (of * height + y) * width + x;
      labels.set(batch.labels.subarray(row(partner, left), row(partner, right)), row(patch, left));
      const from = [row(partner, left) * bandCount, row(partner, right) * bandCount] as const;
      images.set(batch.images.subarray(...from), row(patch, left) * bandCount);
    }
  }
  return { batch: { ...rest, images, labels } };
}

/** First pixel of a box along one side, and the first behind it. */
function span(length: number, share: number, middle: number): [number, number] {
  const own = Math.floor(length * Math.sqrt(1 - share));
  const start = middle - Math.floor(own / 2);
  return [Math.max(0, start), Math.min(length, start + own)];
}
