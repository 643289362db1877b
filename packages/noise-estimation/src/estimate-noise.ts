import type { Rng } from "@undercoat/random";
import { quantile } from "@undercoat/statistics";
import * as z from "zod";
import { assertEnoughLabels, LeastLabels } from "./assert-enough-labels.ts";
import { type ConfidentJoint, confidentJoint } from "./confident-joint.ts";
import { NoiseEstimationError } from "./errors.ts";
import { parsedOptions } from "./internal/parsed-options.ts";
import { percent } from "./internal/percent.ts";
import { sumCounts } from "./internal/sum-counts.ts";
import { assertModels, majorityShare } from "./internal/support.ts";
import type { JointCounts } from "./joint-counter.ts";
import { type NoiseModel, noiseModel } from "./noise-model.ts";

/** Options of {@link estimateNoise}. */
export const EstimateNoiseOptions = LeastLabels.extend({
  /** Whether the models saw the labels they are compared with. In-sample probabilities hide noise. */
  origin: z.enum(["out-of-fold", "in-sample"]),
  /** Says again that in-sample probabilities are meant: the noise rate will come out too low. */
  acceptInSample: z.boolean().default(false),
  /** Level of the intervals. */
  level: z.number().gt(0.5).lt(1).default(0.95),
  /** Draws of blocks and models behind the intervals. */
  replicates: z.int().min(100).default(1000),
  /** A class with labels but fewer confident pixels is refused. */
  leastConfident: z.int().min(1).default(10),
  /** An interval of the noise rate wider than this is refused. */
  widest: z.number().positive().max(1).default(0.15),
});
/** Options of {@link estimateNoise}. */
export type EstimateNoiseOptions = z.input<typeof EstimateNoiseOptions>;

/** Share of its labels that models must predict before anything is said of a class. */
const KNOWN = 0.5;

/** A number between two bounds. */
export interface IntervalEstimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** What can be said about the noise of labels without clean ones. */
export interface NoiseEstimate {
  readonly kind: "noise-estimate";
  readonly origin: "out-of-fold" | "in-sample";
  readonly level: number;
  readonly pixels: number;
  readonly blocks: number;
  readonly models: number;
  /**
   * Share of wrong labels. `value`: the calibrated joint, mean over models. `low`: what is confidently contradicted, at
   * its lower bound; `high`: the calibrated joint, at its upper bound.
   */
  readonly noiseRate: IntervalEstimate;
  /** Calibrated noise rate of each model. */
  readonly ratePerModel: readonly number[];
  /** `prior[i]`: estimated share of clean class i. */
  readonly prior: readonly number[];
  /** `transitionMatrix[i][j]` = P(noisy = j | clean = i), mean over models; null for an unsure class, or one without pixels. */
  readonly transitionMatrix: readonly (readonly number[] | null)[];
  /** Share of clean class i that got another label, by the calibrated joint; null as in the matrix. */
  readonly ofClean: readonly (IntervalEstimate | null)[];
  /** Share of the pixels labelled j that are of another class, with ends as those of `noiseRate`; null as in the matrix. */
  readonly ofLabelled: readonly (IntervalEstimate | null)[];
  /**
   * Classes of which nothing is said: the models predict less than half of their labels, so that wrong labels and a class that
   * the models do not know look alike.
   */
  readonly unsureClasses: readonly number[];
  /** Share of the pixels labelled j whose label the models predict; null without pixels. */
  readonly agreementPerLabel: readonly (number | null)[];
  /** Share of pixels whose label the models predict without having seen it. */
  readonly agreement: number;
  /** Share of the most frequent label: what a model without any skill would agree with. */
  readonly majority: number;
}

/**
 * Noise of labels with intervals, from out-of-fold counts of several models on spatial blocks; or a refusal.
 *
 * The interval holds what blocks and models leave open: each draw takes one model and as many blocks as there are, with
 * replacement. Its lower end comes from the pixels that are confidently contradicted, which misses what models are unsure
 * of; its upper end from the calibrated joint, which takes the models' own confusions for noise. Noise that the images
 * cannot contradict, such as a class drawn wrongly everywhere, is invisible to both, and the models learn noise that
 * repeats itself: rates of single classes are less sure than their intervals say.
 *
 * @param models - `models[m][b]`: counts of model m, or of an ensemble, on block b with its own thresholds, which stay as they
 *   are while blocks are drawn; the same blocks for each. Blocks without labels do not count.
 * @throws {NoiseEstimationError} `IN_SAMPLE` for in-sample probabilities that are not accepted; `NOT_SUPPORTED`, with
 *   `context.reason`, where the data cannot carry an estimate; `SIZE_MISMATCH`, `NO_VALID_PIXELS`.
 * @see {@link https://arxiv.org/abs/1911.00068 | Northcutt et al., JAIR 2021}
 *
 * @example
 * ```ts
 * const { noiseRate } = estimateNoise([countsOfSeed0, countsOfSeed1], { origin: "out-of-fold" }, rng.fork("bootstrap"));
 * ```
 */
export function estimateNoise(
  models: readonly (readonly JointCounts[])[],
  options: EstimateNoiseOptions,
  rng: Rng,
): NoiseEstimate {
  const parsed = parsedOptions(EstimateNoiseOptions, options);
  assertOrigin(parsed);
  assertSameBlocks(models);
  const joints = models.map((blocks) => confidentJoint(sumCounts(blocks)));
  const labelled = models.map((blocks) => blocks.filter(hasLabels));
  const { leastPixels, leastBlocks, leastConfident } = parsed;
  const { labelCounts } = joints[0]!;
  assertEnoughLabels({ labelCounts, blocks: labelled[0]!.length }, { leastPixels, leastBlocks });
  assertModels(joints, leastConfident);
  const draws = drawn(labelled, parsed.replicates, rng);
  const tails = [(1 - parsed.level) / 2, (1 + parsed.level) / 2] as const;
  const mean = noiseModel({ counts: meanCounts(joints) });
  const low = quantile(
    draws.map((one) => one.contradicted),
    tails[0],
  );
  const high = quantile(
    draws.map((one) => one.noiseRate),
    tails[1],
  );
  assertNarrow({ low, high }, parsed.widest);
  return Object.freeze({
    kind: "noise-estimate",
    origin: parsed.origin,
    level: parsed.level,
    pixels: labelCounts.reduce((sum, count) => sum + count, 0),
    blocks: labelled[0]!.length,
    models: models.length,
    noiseRate: { value: mean.noiseRate, low, high },
    ratePerModel: joints.map((joint) => noiseModel(joint).noiseRate),
    prior: mean.prior,
    ...classRates(mean, joints, { draws, tails }),
    agreement: joints.reduce((sum, { agreement }) => sum + agreement, 0) / joints.length,
    majority: majorityShare(joints[0]!),
  });
}

/** What is said of single classes: nothing of those that the models do not know. */
function classRates(
  mean: NoiseModel,
  joints: readonly ConfidentJoint[],
  { draws, tails }: { draws: readonly Draw[]; tails: readonly [number, number] },
): Pick<
  NoiseEstimate,
  "transitionMatrix" | "ofClean" | "ofLabelled" | "unsureClasses" | "agreementPerLabel"
> {
  const agreementPerLabel = mean.prior.map((_, k) =>
    meanOf(joints.map((joint) => joint.agreementPerLabel[k] ?? null)),
  );
  const isSure = (k: number) => (agreementPerLabel[k] ?? 1) >= KNOWN;
  const end = (key: RateKey, k: number, tail: number) =>
    quantile(
      draws.map((one) => one[key][k] ?? null).filter((draw) => draw !== null),
      tail,
    );
  const rates = (key: "noiseRateOfClean" | "noiseRateOfLabelled", lowKey: RateKey) =>
    mean[key].map((value, k) =>
      value === null || !isSure(k)
        ? null
        : { value, low: end(lowKey, k, tails[0]), high: end(key, k, tails[1]) },
    );
  return {
    transitionMatrix: mean.transitionMatrix.map((row, k) => (isSure(k) ? row : null)),
    ofClean: rates("noiseRateOfClean", "noiseRateOfClean"),
    ofLabelled: rates("noiseRateOfLabelled", "contradictedPerLabel"),
    unsureClasses: [...agreementPerLabel.keys()].filter((k) => !isSure(k)),
    agreementPerLabel,
  };
}

type Draw = NoiseModel & Pick<ConfidentJoint, "contradicted" | "contradictedPerLabel">;
type RateKey = "noiseRateOfClean" | "noiseRateOfLabelled" | "contradictedPerLabel";

/** Blocks and models drawn with replacement, and what each draw says. */
function drawn(models: readonly (readonly JointCounts[])[], replicates: number, rng: Rng): Draw[] {
  return Array.from({ length: replicates }, () => {
    const blocks = models[rng.int(models.length)]!;
    const joint = confidentJoint(sumCounts(blocks.map(() => blocks[rng.int(blocks.length)]!)));
    const { contradicted, contradictedPerLabel } = joint;
    return { ...noiseModel(joint), contradicted, contradictedPerLabel };
  });
}

/** A block without labels would make some draws smaller than the map. */
function hasLabels({ labelled }: JointCounts): boolean {
  return labelled.some((count) => count > 0);
}

function meanCounts(joints: readonly ConfidentJoint[]): number[][] {
  return joints[0]!.counts.map((row, clean) =>
    row.map(
      (_, noisy) => joints.reduce((sum, { counts }) => sum + counts[clean]![noisy]!, 0) / joints.length,
    ),
  );
}

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

function assertOrigin({ origin, acceptInSample }: z.output<typeof EstimateNoiseOptions>): void {
  if (origin === "out-of-fold" || acceptInSample) return;
  throw new NoiseEstimationError("IN_SAMPLE", {
    message:
      "the probabilities are in-sample: their models saw these labels, and learned their errors; use outOfFold, or accept a rate that is too low by name as well: acceptInSample, --accept-in-sample",
    context: { origin },
  });
}

function assertSameBlocks(models: readonly (readonly JointCounts[])[]): void {
  const blocks = models[0]?.length ?? 0;
  if (blocks > 0 && models.every((model) => model.length === blocks)) return;
  throw new NoiseEstimationError("SIZE_MISMATCH", {
    message: `models have counts of ${models.map((model) => model.length).join(", ") || "no"} blocks, expected the same blocks, at least one, for each model`,
    context: { models: models.length },
  });
}

function assertNarrow({ low, high }: Omit<IntervalEstimate, "value">, widest: number): void {
  if (high - low <= widest) return;
  throw new NoiseEstimationError("NOT_SUPPORTED", {
    message: `the noise rate lies between ${percent(low)} and ${percent(high)} %: wider than ${percent(widest)} points, which says little; give more labelled ground, better images or longer training`,
    context: { reason: "too-wide", low, high, widest },
  });
}
