/** What {@link learningRateAt} needs to know of a training. */
export interface LearningRatePlan {
  readonly schedule: "cosine" | "constant";
  readonly learningRate: number;
  readonly steps: number;
  readonly warmUpSteps?: number;
}

/**
 * Learning rate of the update number `index`, counted from 0.
 *
 * Warm-up: `rate · (index + 1) / warmUpSteps`. Then with `t` and `T` counted after the warm-up,
 * `"cosine"` is `rate · ½ (1 + cos(π t / T))`, 0 from the end on.
 *
 * @see {@link https://arxiv.org/abs/1608.03983 | Loshchilov and Hutter 2017}
 *
 * @example
 * ```ts
 * learningRateAt({ schedule: "cosine", learningRate: 0.003, steps: 100 }, 50); // 0.0015
 * ```
 */
export function learningRateAt(plan: LearningRatePlan, index: number): number {
  const { schedule, learningRate, steps, warmUpSteps = 0 } = plan;
  if (index < warmUpSteps) return (learningRate * (index + 1)) / warmUpSteps;
  if (schedule === "constant") return learningRate;
  const total = steps - warmUpSteps;
  const done = index - warmUpSteps;
  return done >= total ? 0 : learningRate * 0.5 * (1 + Math.cos((Math.PI * done) / total));
}
