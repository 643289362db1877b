import { describeShared, type GoldenArray, goldenCases } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import {
  type AdamOptions,
  adamUpdateInto,
  clipScale,
  type FloatArray,
  learningRateAt,
} from "../src/index.ts";

/** `[tensor][step]` numbers after each step. */
type Trajectory = readonly (readonly (readonly number[])[])[];

interface OptimCase {
  readonly optimizer?: string;
  readonly options?: { readonly clipNorm?: number };
  readonly effectiveOptions?: {
    readonly lr: number;
    readonly betas: readonly [number, number];
    readonly eps: number;
    readonly weightDecay: number;
    readonly amsgrad: boolean;
  };
  readonly trajectory?: Trajectory;
  readonly gradientNorms?: readonly number[] | null;
  readonly schedule?: string;
  readonly base?: number;
  readonly steps?: number;
  readonly warmUpSteps?: number;
  readonly rates?: readonly number[];
}

interface OptimShared {
  readonly steps: number;
  readonly problem: { readonly start: readonly GoldenArray[]; readonly gradients: readonly GoldenArray[] };
}

/** The oracle's own float64 rounding. */
const FLOAT64 = 1e-12;
/** Float32 weights over a dozen steps. */
const FLOAT32 = 1e-5;

describeShared("optimisers and schedules against PyTorch", ["golden", "optim"], () => {
  const { cases, problem, steps } = goldenCases<OptimCase, OptimShared>("optim");
  const optimisers = cases.filter(
    ({ kind, optimizer, effectiveOptions }) =>
      kind === "optimizer" && optimizer?.startsWith("adam") && !effectiveOptions?.amsgrad,
  );
  const schedules = cases.filter(({ schedule }) => schedule === "cosine" || schedule === "cosine-warm-up");

  test("the folder holds both optimisers, clipping and both schedules", () => {
    expect(new Set(optimisers.map(({ optimizer }) => optimizer))).toEqual(new Set(["adam", "adamw"]));
    expect(optimisers.some(({ options }) => options?.clipNorm !== undefined)).toBe(true);
    expect(schedules.length).toBeGreaterThanOrEqual(2);
  });

  test.each(optimisers)("$id in float64 and in float32", (golden) => {
    expect(worstError(golden, problem, steps, Float64Array)).toBeLessThan(FLOAT64);
    expect(worstError(golden, problem, steps, Float32Array)).toBeLessThan(FLOAT32);
  });

  test.each(schedules)("$id", ({ base = 0, steps: total = 0, warmUpSteps = 0, rates = [] }) => {
    const plan = { schedule: "cosine", learningRate: base, steps: total, warmUpSteps } as const;
    rates.forEach((rate, index) => {
      expect(Math.abs(learningRateAt(plan, index) - rate), `update ${index}`).toBeLessThan(FLOAT64);
    });
  });
});

/** Replays the golden gradients; the largest distance to its trajectory and gradient norms. */
function worstError(
  golden: OptimCase,
  problem: OptimShared["problem"],
  steps: number,
  Kind: typeof Float64Array | typeof Float32Array,
): number {
  const weights = problem.start.map(({ data }) => Kind.from(data as FloatArray) as FloatArray);
  const slots = weights.map(({ length }) => ({ first: new Kind(length), second: new Kind(length) }));
  const { lr, betas, eps, weightDecay } = golden.effectiveOptions!;
  const fixed = {
    learningRate: lr,
    betas,
    epsilon: eps,
    weightDecay,
    decoupled: golden.optimizer === "adamw",
  };
  let worst = 0;
  for (let step = 0; step < steps; step++) {
    const gradients = problem.gradients.map(({ data }, i) => {
      const { length } = weights[i]!;
      return Kind.from((data as FloatArray).subarray(step * length, (step + 1) * length)) as FloatArray;
    });
    const { norm, scale } = clipScale(gradients, golden.options?.clipNorm ?? null);
    if (golden.gradientNorms) worst = Math.max(worst, Math.abs(norm - golden.gradientNorms[step]!));
    const options: AdamOptions = { ...fixed, update: step + 1, gradientScale: scale };
    gradients.forEach((gradient, i) => {
      adamUpdateInto(weights[i]!, slots[i]!, gradient, options);
      golden.trajectory![i]![step]!.forEach((value, k) => {
        worst = Math.max(worst, Math.abs(weights[i]![k]! - value));
      });
    });
  }
  return worst;
}
