import type { ActivationComparison, ActivationMeasure } from "./activation-measure.ts";
import { CrossProducts } from "./internal/cross-products.ts";

/** Linear CKA of two sets of features at the same positions. */
export interface LinearCka {
  /** `‖YᵀX‖² / (‖XᵀX‖ ‖YᵀY‖)` of centred features, 0 to 1; `NaN` where a side never changes. */
  readonly plain: number;
  /** From the unbiased HSIC, may lie below 0; `NaN` with fewer than 4 positions. */
  readonly debiased: number;
  readonly positions: number;
}

/** Takes features block by block; memory is a few matrices of channels × channels. */
export interface CkaAccumulator {
  /** Rows `[position, channel]` of both, the same positions in the same order. */
  update(x: Float32Array, y: Float32Array): void;
  value(): LinearCka;
}

/**
 * Linear centred kernel alignment, streamed: invariant to rotations, permutations and one common scale of the channels.
 *
 * @param channels - Channels of x and of y; they may differ.
 * @see {@link https://arxiv.org/abs/1905.00414 | Kornblith et al., ICML 2019}
 * @see {@link https://jmlr.org/papers/v13/song12a.html | Song et al. 2012 (unbiased HSIC)}
 *
 * @example
 * ```ts
 * const cka = ckaAccumulator([64, 64]);
 * cka.update(Float32Array.from(clean), Float32Array.from(noisy));
 * const { plain, debiased } = cka.value();
 * ```
 */
export function ckaAccumulator([x, y]: readonly [number, number]): CkaAccumulator {
  const products = new CrossProducts(x, y);
  return {
    update: (first, second) => products.include(first, second),
    value: () => ({
      plain: products.plain("xy") / Math.sqrt(products.plain("xx") * products.plain("yy")),
      debiased: debiased(products),
      positions: products.count,
    }),
  };
}

function debiased(products: CrossProducts): number {
  if (products.count < 4) return Number.NaN;
  return products.unbiased("xy") / Math.sqrt(products.unbiased("xx") * products.unbiased("yy"));
}

/**
 * `1 − CKA` as an activation measure: 0 where the features agree up to a rotation. Details: `debiased` is 1 minus the
 * debiased CKA. One pass; layers may differ in channels.
 *
 * @example
 * ```ts
 * const measure = linearCkaDistance();
 * ```
 */
export function linearCkaDistance(): ActivationMeasure {
  return {
    kind: "activations",
    name: "linear-cka-distance",
    options: {},
    unit: "1",
    notes: [
      "1 − linear CKA does not see a rotation or a new order of channels; plain CKA is biased upwards where there are few positions for many channels: look at the debiased one.",
    ],
    passes: 1,
    begin({ reference, candidate }): ActivationComparison {
      const cka = ckaAccumulator([reference, candidate]);
      return {
        update: (p, q) => cka.update(p.data, q.data),
        value() {
          const { plain, debiased: unbiased } = cka.value();
          const details = { debiased: 1 - unbiased };
          return { divergence: 1 - plain, perChannel: null, skippedChannels: [], details };
        },
      };
    },
  };
}
