import { WEIGHT_BLIND_SPOTS } from "./internal/blind-spots.ts";
import { filtersOf } from "./internal/filters-of.ts";
import { gaussianKl, type Moments } from "./internal/moments.ts";
import type { LayerMeasure, WeightTensor } from "./layer-measure.ts";

/**
 * KL divergence between Gaussians fitted to a layer's weights, in closed form:
 * `ln(σ_Q/σ_P) + (σ_P² + (μ_P − μ_Q)²) / (2σ_Q²) − ½`, in nats.
 *
 * Details: `reverse` swaps the directions; `perFilter` is the mean over the output filters (last axis)
 * for which it is defined, for tensors of two axes or more.
 *
 * @remarks Blind to a permutation of filters and to a few changed filters. Two fits to `n` independent
 *   draws of one Gaussian differ by about `2/n`: compare with the null.
 *
 * @example
 * ```ts
 * gaussianWeightKl().compare(before, after).divergence; // 0 where nothing moved
 * ```
 */
export function gaussianWeightKl(): LayerMeasure<"weights"> {
  return {
    kind: "weights",
    name: "gaussian-weight-kl",
    options: {},
    unit: "nat",
    notes: WEIGHT_BLIND_SPOTS,
    compare: (reference, candidate) => ({
      divergence: weightKl(reference.data, candidate.data),
      details: {
        reverse: weightKl(candidate.data, reference.data),
        ...(reference.shape.length < 2 ? {} : { perFilter: perFilter(reference, candidate) }),
      },
    }),
  };
}

function perFilter(reference: WeightTensor, candidate: WeightTensor): number {
  const candidates = filtersOf(candidate);
  const values = filtersOf(reference).map((filter, i) => weightKl(filter, candidates[i]!));
  const defined = values.filter((value) => !Number.isNaN(value));
  return defined.reduce((sum, value) => sum + value, 0) / defined.length; // 0 / 0 is NaN: none defined
}

function weightKl(reference: Float32Array, candidate: Float32Array): number {
  if (isConstant(reference) || isConstant(candidate)) return Number.NaN;
  return gaussianKl(moments(reference), moments(candidate));
}

function isConstant(values: Float32Array): boolean {
  return values.every((value) => value === values[0]);
}

/** Mean and population variance, in two passes. */
function moments(values: Float32Array): Moments {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  const mean = sum / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i]! - mean) ** 2;
  return { mean, variance: squares / values.length };
}
