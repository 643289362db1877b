import { describeShared, type GoldenArray, goldenCases } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import {
  adamUpdateInto,
  clipScale,
  emaDecayAt,
  emaInto,
  type FloatArray,
  learningRateAt,
  plateauAfter,
  plateauStart,
  type ScheduleOptions,
  sgdUpdateInto,
} from "../src/index.ts";
import { PlateauOptions } from "../src/schedule-options.ts";
import { SimdAdam } from "../src/simd/simd-adam.ts";

/** `[tensor][step]` numbers after each step. */
type Trajectory = readonly (readonly (readonly number[])[])[];

interface OptimCase {
  readonly kind: string;
  readonly optimizer?: "sgd" | "adam" | "adamw";
  readonly options?: { readonly clipNorm?: number; readonly ema?: number; readonly emaWarmUp?: boolean };
  readonly effectiveOptions?: {
    readonly lr: number;
    readonly weightDecay: number;
    readonly betas: readonly [number, number];
    readonly eps: number;
    readonly amsgrad: boolean;
    readonly momentum: number;
    readonly dampening: number;
    readonly nesterov: boolean;
  };
  readonly trajectory?: Trajectory;
  readonly ema?: Trajectory | null;
  readonly gradientNorms?: readonly number[] | null;
  readonly schedule?: string;
  readonly base?: number;
  readonly maximum?: number;
  readonly steps?: number;
  readonly warmUpSteps?: number;
  readonly rates?: readonly number[];
  readonly metric?: readonly number[];
  readonly [option: string]: unknown;
}

interface OptimShared {
  readonly steps: number;
  readonly problem: { readonly start: readonly GoldenArray[]; readonly gradients: readonly GoldenArray[] };
}

type Kind = typeof Float64Array | typeof Float32Array | "simd";

/** The oracle's own float64 rounding. */
const FLOAT64 = 1e-12;
/** Float32 weights over a dozen steps. */
const FLOAT32 = 1e-5;

describeShared("optimisers and schedules against PyTorch", ["golden", "optim"], () => {
  const { cases, problem, steps } = goldenCases<OptimCase, OptimShared>("optim");
  const optimisers = cases.filter(({ kind }) => kind === "optimizer");
  const schedules = cases.filter(({ kind, schedule }) => kind === "schedule" && schedule !== "plateau");
  const plateaus = cases.filter(({ schedule }) => schedule === "plateau");
  const simd = optimisers.filter(
    ({ optimizer, effectiveOptions }) => optimizer !== "sgd" && !effectiveOptions?.amsgrad,
  );

  test("no case is left out, and every optimiser is there", () => {
    expect(optimisers.length + schedules.length + plateaus.length).toBe(cases.length);
    expect(new Set(optimisers.map(({ optimizer }) => optimizer))).toEqual(new Set(["sgd", "adam", "adamw"]));
    expect(Math.min(schedules.length, plateaus.length, simd.length)).toBeGreaterThan(0);
  });

  test.each(optimisers)("$id in float64 and in float32", (golden) => {
    expect(worstError(golden, { ...problem, steps }, Float64Array)).toBeLessThan(FLOAT64);
    expect(worstError(golden, { ...problem, steps }, Float32Array)).toBeLessThan(FLOAT32);
  });

  test.each(simd)("$id with the kernels of compiled steps", (golden) => {
    expect(worstError(golden, { ...problem, steps }, "simd")).toBeLessThan(FLOAT32);
  });

  test.each(schedules)("$id", (golden) => {
    const { base, maximum, steps: total = 1, warmUpSteps = 0, rates = [] } = golden;
    const plan = { schedule: scheduleOf(golden), learningRate: base ?? maximum!, steps: total, warmUpSteps };
    rates.forEach((rate, index) => {
      expect(Math.abs(learningRateAt(plan, index) - rate), `update ${index}`).toBeLessThan(FLOAT64);
    });
  });

  test.each(plateaus)("$id", ({ base = 0, metric = [], rates = [], ...golden }) => {
    const { mode, patience, factor, threshold, thresholdMode, cooldown, minimum } = golden;
    const numbers = { mode, patience, factor, threshold, thresholdMode, cooldown, minimum };
    const options = PlateauOptions.parse({ name: "plateau", ...numbers });
    let state = plateauStart(base);
    metric.forEach((score, index) => {
      expect(Math.abs(state.rate - rates[index]!), `update ${index}`).toBeLessThan(FLOAT64);
      state = plateauAfter(state, score, options);
    });
  });
});

/** The schedule of a case in this package's words. */
function scheduleOf(golden: OptimCase): ScheduleOptions {
  const pick = (...keys: string[]) => Object.fromEntries(keys.map((key) => [key, golden[key]]));
  const numbers: Record<string, object> = {
    cosine: pick("minimum"),
    "cosine-periodic": { period: golden.steps, ...pick("minimum") },
    "cosine-warm-up": { name: "cosine", ...pick("minimum") },
    "one-cycle": {
      ...pick("warmUpShare", "divFactor", "finalDivFactor", "threePhase"),
      anneal: golden["anneal"] === "cos" ? "cosine" : "linear",
    },
    polynomial: pick("power"),
    step: pick("stepSize", "gamma"),
    "multi-step": pick("milestones", "gamma"),
  };
  return { name: golden.schedule, ...numbers[golden.schedule!] } as ScheduleOptions;
}

/** Replays the golden gradients; the largest distance to its trajectory, averages and gradient norms. */
function worstError(
  golden: OptimCase,
  problem: OptimShared["problem"] & { steps: number },
  kind: Kind,
): number {
  const Numbers = kind === "simd" ? Float32Array : kind;
  const tensors = problem.start.map(({ data }) => tensorOf(golden, Numbers.from(data as FloatArray), kind));
  const { clipNorm = null, ema = 0, emaWarmUp = false } = golden.options ?? {};
  let worst = 0;
  const compare = (values: FloatArray, expected: readonly number[]) =>
    expected.forEach((value, k) => {
      worst = Math.max(worst, Math.abs(values[k]! - value));
    });
  for (let step = 0; step < problem.steps; step++) {
    const gradients = problem.gradients.map(({ data }, i) => {
      const { length } = tensors[i]!.weights;
      return Numbers.from((data as FloatArray).subarray(step * length, (step + 1) * length)) as FloatArray;
    });
    const { norm, scale } = clipScale(gradients, clipNorm);
    if (golden.gradientNorms) worst = Math.max(worst, Math.abs(norm - golden.gradientNorms[step]!));
    tensors.forEach(({ weights, average, move }, i) => {
      move(gradients[i]!, { update: step + 1, gradientScale: scale });
      emaInto(average, weights, emaDecayAt(ema, { index: step, warmUp: emaWarmUp }));
      compare(weights, golden.trajectory![i]![step]!);
      if (golden.ema) compare(average, golden.ema[i]![step]!);
    });
  }
  return worst;
}

interface Moving {
  readonly weights: FloatArray;
  readonly average: FloatArray;
  move(gradient: FloatArray, moment: { readonly update: number; readonly gradientScale: number }): void;
}

function tensorOf({ optimizer, effectiveOptions }: OptimCase, start: FloatArray, kind: Kind): Moving {
  const { lr, weightDecay, betas, eps, amsgrad, momentum, dampening, nesterov } = effectiveOptions!;
  const average = start.slice();
  const shared = { learningRate: lr, weightDecay };
  const adam = { ...shared, betas, epsilon: eps, decoupled: optimizer === "adamw" };
  if (kind === "simd") return simdTensor(start, adam);
  const empty = () => new kind(start.length) as FloatArray;
  const slots = { first: empty(), second: empty(), ...(amsgrad ? { highest: empty() } : {}) };
  return {
    weights: start,
    average,
    move: (gradient, moment) =>
      optimizer === "sgd"
        ? sgdUpdateInto({ weights: start, direction: slots.first }, gradient, {
            ...shared,
            momentum,
            dampening,
            nesterov,
            ...moment,
          })
        : adamUpdateInto(start, slots, gradient, { ...adam, ...moment }),
  };
}

function simdTensor(
  start: FloatArray,
  adam: Omit<Parameters<typeof adamUpdateInto>[3], "update" | "gradientScale">,
): Moving {
  const simd = new SimdAdam(4 * SimdAdam.padded(start.length));
  const [weights, gradient, first, second] = Array.from({ length: 4 }, () => simd.allocate(start.length)) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  weights.set(start);
  return {
    weights,
    average: start.slice(),
    move: (values, moment) => {
      gradient.set(values);
      simd.update({ weights, gradient, slots: { first, second } }, { ...adam, ...moment });
    },
  };
}
