import type { LayerParameter } from "./layer-weights.ts";

/** How the gradients of two sets of pixels agree in one layer group. */
export interface GradientAgreement {
  readonly group: string;
  /** Norm of the gradient of the clean pixels over √parameters. */
  readonly cleanNorm: number;
  /** The same of the noisy pixels. */
  readonly noisyNorm: number;
  /** Cosine between both, −1 to 1; `NaN` where one of them is 0. */
  readonly cosine: number;
  /** Norm of the sum of both gradients over the norm of the weights: the ratio of Auto-RGN; `NaN` without weights. */
  readonly relativeNorm: number;
  /** Parameters of the group. */
  readonly count: number;
}

/** A gradient with the weights it belongs to. */
export interface PairedGradient extends Pick<LayerParameter, "name" | "group"> {
  readonly weights: Float32Array;
  readonly clean: Float32Array;
  readonly noisy: Float32Array;
}

/**
 * Per layer group: how strong the gradients of clean and of wrongly labelled pixels are, and whether they pull the
 * same way. Groups come in the order of their first tensor.
 *
 * @see {@link https://arxiv.org/abs/2307.09542 | Maini et al., ICML 2023 (norm and cosine)}
 * @see {@link https://arxiv.org/abs/2210.11466 | Lee et al., ICLR 2023 (gradient to weight ratio)}
 *
 * @example
 * ```ts
 * const gradient = { name: "w", group: "head", weights: Float32Array.of(1), clean: Float32Array.of(2), noisy: Float32Array.of(-2) };
 * gradientAgreement([gradient])[0]?.cosine; // -1
 * ```
 */
export function gradientAgreement(gradients: readonly PairedGradient[]): GradientAgreement[] {
  const groups = [...new Set(gradients.map(({ group }) => group))];
  return groups.map((group) => {
    const sums = { clean: 0, noisy: 0, product: 0, both: 0, weights: 0, count: 0 };
    for (const { clean, noisy, weights, ...one } of gradients) {
      if (one.group !== group) continue;
      for (let i = 0; i < clean.length; i++) {
        sums.clean += clean[i]! ** 2;
        sums.noisy += noisy[i]! ** 2;
        sums.product += clean[i]! * noisy[i]!;
        sums.both += (clean[i]! + noisy[i]!) ** 2;
        sums.weights += weights[i]! ** 2;
      }
      sums.count += clean.length;
    }
    const root = Math.sqrt(sums.count);
    return {
      group,
      cleanNorm: Math.sqrt(sums.clean) / root,
      noisyNorm: Math.sqrt(sums.noisy) / root,
      cosine: sums.product / Math.sqrt(sums.clean * sums.noisy), // 0 / 0 is NaN
      relativeNorm: Math.sqrt(sums.both / sums.weights),
      count: sums.count,
    };
  });
}
