import { type NamedSchedule, namedSchedule, type ScheduleOptions } from "./schedule-options.ts";

/** What {@link learningRateAt} needs to know of a training. */
export interface LearningRatePlan {
  readonly schedule: ScheduleOptions;
  readonly learningRate: number;
  readonly steps: number;
  readonly warmUpSteps?: number;
}

/** Steps since the warm-up, and how many there are. */
interface Place {
  readonly rate: number;
  readonly done: number;
  readonly total: number;
}

/**
 * Learning rate of the update number `index`, counted from 0.
 *
 * Warm-up: `rate · (index + 1) / warmUpSteps`. Then with `t` and `T` counted after the warm-up,
 * `"cosine"` is `rate · ½ (1 + cos(π t / T))`, 0 from the end on. `"plateau"` is the rate before any reduction:
 * `plateauAfter` lowers it.
 *
 * @see {@link https://arxiv.org/abs/1608.03983 | Loshchilov and Hutter 2017}
 * @see {@link https://arxiv.org/abs/1708.07120 | Smith and Topin 2018}, one cycle
 *
 * @example
 * ```ts
 * learningRateAt({ schedule: "cosine", learningRate: 0.003, steps: 100 }, 50); // 0.0015
 * ```
 */
export function learningRateAt(plan: LearningRatePlan, index: number): number {
  const { schedule, learningRate, steps, warmUpSteps = 0 } = plan;
  if (index < warmUpSteps) return (learningRate * (index + 1)) / warmUpSteps;
  const place = { rate: learningRate, done: index - warmUpSteps, total: steps - warmUpSteps };
  return rateAt(namedSchedule(schedule), place);
}

function rateAt(schedule: NamedSchedule, { rate, done, total }: Place): number {
  switch (schedule.name) {
    case "constant":
    case "plateau":
      return rate;
    case "cosine":
      return done >= total ? schedule.minimum : cosine({ rate, done, total }, schedule.minimum);
    case "cosine-periodic":
      return cosine({ rate, done, total: schedule.period }, schedule.minimum);
    case "cosine-restarts":
      return restartedCosine(schedule, { rate, done, total });
    case "step":
      return rate * schedule.gamma ** Math.floor(done / schedule.stepSize);
    case "multi-step":
      return rate * schedule.gamma ** schedule.milestones.filter((milestone) => milestone <= done).length;
    case "polynomial":
      return rate * (1 - Math.min(done, total) / total) ** schedule.power;
    case "one-cycle":
      return oneCycle(schedule, { rate, done, total });
  }
}

function cosine({ rate, done, total }: Place, minimum: number): number {
  const fall = (rate - minimum) * 0.5 * (1 + Math.cos((Math.PI * done) / total));
  return minimum + fall;
}

function restartedCosine(
  { period, multiplier, minimum }: Extract<NamedSchedule, { name: "cosine-restarts" }>,
  { rate, done }: Place,
): number {
  let [length, since] = [period, done];
  while (since >= length) {
    since -= length;
    length *= multiplier;
  }
  return cosine({ rate, done: since, total: length }, minimum);
}

/** Every phase runs to a step of its own, which may lie between two steps. */
function oneCycle(
  schedule: Extract<NamedSchedule, { name: "one-cycle" }>,
  { rate, done, total }: Place,
): number {
  const { warmUpShare, divFactor, finalDivFactor, anneal, threePhase } = schedule;
  const start = rate / divFactor;
  const end = start / finalDivFactor;
  const top = { until: warmUpShare * total - 1, rate };
  const phases = threePhase
    ? [top, { until: 2 * warmUpShare * total - 2, rate: start }, { until: total - 1, rate: end }]
    : [top, { until: total - 1, rate: end }];
  const found = phases.findIndex(({ until }) => done <= until);
  if (found === -1) return end;
  const from = phases[found - 1] ?? { until: 0, rate: start };
  const to = phases[found]!;
  const share = to.until === from.until ? 1 : (done - from.until) / (to.until - from.until);
  if (anneal === "linear") return (to.rate - from.rate) * share + from.rate;
  return to.rate + ((from.rate - to.rate) / 2) * (1 + Math.cos(Math.PI * share));
}
