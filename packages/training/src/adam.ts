/** Numbers that an optimiser works on; float32 in training, float64 where exactness is checked. */
export type FloatArray = Float32Array | Float64Array;

/** Running means of one tensor: of its gradient and of the squared gradient. */
export interface AdamSlots {
  readonly first: FloatArray;
  readonly second: FloatArray;
  /** Highest `second` so far, for AMSGrad only. */
  readonly highest?: FloatArray;
}

/** The constants of {@link adamUpdateInto}. */
export interface AdamOptions {
  readonly learningRate: number;
  /** Number of this update, counted from 1: it corrects the bias of young running means. */
  readonly update: number;
  readonly betas: readonly [number, number];
  readonly epsilon: number;
  readonly weightDecay: number;
  /** `true`: AdamW, the decay is taken from the weight and does not enter the running means. */
  readonly decoupled: boolean;
  /** The gradient is multiplied by this first (clipping). */
  readonly gradientScale: number;
}

/** Empty running means for a tensor of `length` numbers. */
export function adamSlots(length: number): AdamSlots {
  return { first: new Float32Array(length), second: new Float32Array(length) };
}

/**
 * One Adam (or AdamW) update as PyTorch does it: `weights` and `slots` are overwritten.
 *
 * `m ← β₁m + (1−β₁)g`, `v ← β₂v + (1−β₂)g²`,
 * `w ← w − lr / (1−β₁ᵗ) · m / (√v / √(1−β₂ᵗ) + ε)`; where `slots` have `highest` (AMSGrad), `v` is its highest value so far.
 *
 * @remarks Computed in float64 and rounded once, when stored: with float32 arrays it differs from
 *   PyTorch's in the last digits, with float64 arrays it is PyTorch's float64 update.
 * @see {@link https://arxiv.org/abs/1412.6980 | Kingma and Ba 2015}
 * @see {@link https://arxiv.org/abs/1711.05101 | Loshchilov and Hutter 2019}
 * @see {@link https://arxiv.org/abs/1904.09237 | Reddi et al. 2018}, AMSGrad
 */
export function adamUpdateInto(
  weights: FloatArray,
  slots: AdamSlots,
  gradient: FloatArray,
  options: AdamOptions,
): void {
  const { learningRate, update, epsilon, weightDecay, decoupled, gradientScale } = options;
  const [beta1, beta2] = options.betas;
  const stepSize = learningRate / (1 - beta1 ** update);
  const rootCorrection = Math.sqrt(1 - beta2 ** update);
  const shrink = decoupled ? 1 - learningRate * weightDecay : 1;
  const coupled = decoupled ? 0 : weightDecay;
  const { first, second, highest } = slots;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i]!;
    const slope = gradient[i]! * gradientScale + coupled * weight;
    first[i] = beta1 * first[i]! + (1 - beta1) * slope;
    second[i] = beta2 * second[i]! + (1 - beta2) * slope * slope;
    if (highest !== undefined) highest[i] = Math.max(highest[i]!, second[i]!);
    const spread = highest === undefined ? second[i]! : highest[i]!;
    weights[i] = weight * shrink - (stepSize * first[i]!) / (Math.sqrt(spread) / rootCorrection + epsilon);
  }
}

/**
 * Length of all gradients together and the factor that brings it down to `clipNorm`:
 * `min(1, clipNorm / (norm + 1e-6))`, as PyTorch's `clip_grad_norm_`.
 */
export function clipScale(
  gradients: Iterable<FloatArray>,
  clipNorm: number | null,
): { readonly norm: number; readonly scale: number } {
  let total = 0;
  for (const gradient of gradients) total += squaredSum(gradient);
  const norm = Math.sqrt(total);
  return { norm, scale: clipScaleOf(norm, clipNorm) };
}

/** The factor of {@link clipScale} for a gradient of this length. */
export function clipScaleOf(norm: number, clipNorm: number | null): number {
  return clipNorm === null ? 1 : Math.min(1, clipNorm / (norm + 1e-6));
}

/** Σ x², summed in float64. */
export function squaredSum(values: FloatArray): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]! * values[i]!;
  return total;
}
