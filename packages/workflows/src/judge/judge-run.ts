import path from "node:path";
import { mean, pairedDifference, standardError, tInterval } from "@undercoat/statistics";
import type { ResolvedConfig } from "../config/run-config.ts";
import { type Arm, armsOf, baselineOf, controlOf, labelFreeOf, plainOf } from "../run/arms.ts";
import { positiveIndex } from "../run/load-run-data.ts";
import { armId } from "../run/plan.ts";
import { findings } from "./findings.ts";
import { readResult } from "./read-result.ts";
import {
  type ArmResult,
  ArmScores,
  type Comparison,
  type LabelReport,
  type MetricsFile,
  ScoreName,
  type Summary,
} from "./result-files.ts";

/**
 * Reads the results of all arms and seeds and compares the arms: every pretraining with random initialisation,
 * every noisy one also with its permuted control, without its method and with those without labels, always with the same mode and seed by seed.
 */
export async function judgeRun(
  folder: string,
  config: ResolvedConfig,
  engine: string,
  labels: readonly LabelReport[],
): Promise<MetricsFile> {
  const positive = positiveIndex(config);
  const arms = armsOf(config);
  const results: ArmResult[] = [];
  for (const arm of arms) results.push(await armResult(folder, arm, config, positive));
  const comparisons = arms.flatMap((arm) => comparisonsOf(arm, arms, results, config, positive));
  return {
    schemaVersion: 1,
    name: config.name,
    engine,
    classes: config.data.scheme.classes.map(({ value, name }) => ({ value, name })),
    positiveClass: config.data.scheme.classes[positive]!.name,
    seeds: [...config.seeds],
    labels: [...labels],
    arms: results,
    comparisons,
    findings: findings(arms, results, comparisons, config),
  };
}

async function armResult(
  folder: string,
  arm: Arm,
  { seeds }: ResolvedConfig,
  positive: number,
): Promise<ArmResult> {
  const results: ArmScores[] = [];
  for (const seed of seeds)
    results.push(
      await readResult(path.join(folder, "results", `${armId("evaluate", seed, arm)}.json`), ArmScores),
    );
  const summary = Object.fromEntries(
    ScoreName.options.map((score) => [
      score,
      summarise(results.map((result) => scoreOf(result, score, positive))),
    ]),
  ) as Record<ScoreName, Summary>;
  return { ...arm, results, summary };
}

/** One score of a result; `null` where it is undefined. */
export function scoreOf(
  scores: Pick<ArmScores, "iou" | "bestIou" | "averagePrecision">,
  score: ScoreName,
  positive: number,
): number | null {
  return score === "iou" ? (scores.iou[positive] ?? null) : scores[score];
}

/** Mean, standard error and 95 % t-interval of the values that are defined. */
export function summarise(values: readonly (number | null)[]): Summary {
  const defined = values.filter((value) => value !== null);
  if (defined.length === 0) return { mean: null, standardError: null, interval: null, n: 0 };
  const interval = tInterval(defined);
  return {
    mean: mean(defined),
    standardError: standardError(defined),
    interval: interval === null ? null : [interval[0], interval[1]],
    n: defined.length,
  };
}

function comparisonsOf(
  arm: Arm,
  arms: readonly Arm[],
  results: readonly ArmResult[],
  config: ResolvedConfig,
  positive: number,
): Comparison[] {
  const references = [
    baselineOf(arm, arms),
    controlOf(arm, arms, config),
    plainOf(arm, arms, config),
    ...labelFreeOf(arm, arms),
  ].filter((reference) => reference !== null);
  return references.flatMap((reference) =>
    ScoreName.options.flatMap((score) => {
      const pairs = pairedScores(arm, reference, results, score, positive);
      if (pairs.length === 0) return [];
      const difference = pairedDifference(
        pairs.map(([candidate]) => candidate),
        pairs.map(([, other]) => other),
      );
      return [
        {
          candidate: arm.name,
          reference: reference.name,
          score,
          mean: difference.mean,
          standardError: difference.standardError,
          interval:
            difference.interval === null
              ? null
              : ([difference.interval[0], difference.interval[1]] as [number, number]),
          n: pairs.length,
          verdict: difference.verdict,
        },
      ];
    }),
  );
}

function pairedScores(
  arm: Arm,
  reference: Arm,
  results: readonly ArmResult[],
  score: ScoreName,
  positive: number,
): [number, number][] {
  const scores = (name: string) =>
    results.find((result) => result.name === name)!.results.map((result) => scoreOf(result, score, positive));
  const [candidates, references] = [scores(arm.name), scores(reference.name)];
  return candidates.flatMap((candidate, index): [number, number][] => {
    const other = references[index]!;
    return candidate === null || other === null ? [] : [[candidate, other]];
  });
}
