import {
  FARTHEST,
  type LabelsNeeded,
  type LearningCurve,
  learningCurve,
  quantile,
  resampledMeans,
  resampleWidening,
} from "@undercoat/statistics";
import { StudiesError } from "./errors.ts";
import type { LearningCurvesOptions } from "./learning-curves.ts";
import type { StudyRow } from "./study-table.ts";

/** Clean labels that an arm saves against another one at equal quality. */
export interface LabelsSaved {
  readonly arm: string;
  readonly reference: string;
  /** Number of labels of the reference. */
  readonly at: number;
  /** Score of the reference there. */
  readonly score: number;
  /** Labels with which the arm scores that; a bound where `kind` says so. */
  readonly needed: number;
  /** `"at most"`: the fewest measured are enough; `"unreached"`: twice the most are not. */
  readonly kind: LabelsNeeded["kind"];
  /** `at` less `needed`; negative where the arm needs more. */
  readonly saved: number;
  /**
   * Between the tails of the resampled seeds; null for a single seed, and open (null) at the end where the curve does not
   * reach.
   */
  readonly interval: readonly [number | null, number | null] | null;
  readonly verdict: "saves" | "costs" | "cannot tell";
  /** One line in plain words. */
  readonly text: string;
}

type Options = LearningCurvesOptions & Required<Pick<LearningCurvesOptions, "score" | "labels" | "level">>;

const DRAWS = 2000;

/** Labels saved by every pretrained arm against the arms without pretraining. */
export function labelsSaved(rows: readonly StudyRow[], options: Options): LabelsSaved[] {
  const arms = [...new Set(rows.filter(({ role }) => role !== "random").map(({ arm }) => arm))];
  return arms.flatMap((arm) => {
    const { mode } = rows.find((row) => row.arm === arm)!;
    const same = mode === "whole" || mode === "planned" ? "full" : mode;
    const references = [...new Set([`random/${same}`, "random/full"])];
    return references.flatMap((reference) => {
      const pair = pairOf(rows, [arm, reference], options);
      return pair === null ? [] : [savedBy(pair, { ...options, arm, reference })];
    });
  });
}

interface Pair {
  readonly labels: readonly number[];
  readonly seeds: readonly number[];
  /** Of arm and reference: `[count][seed]`. */
  readonly scores: readonly [readonly (readonly number[])[], readonly (readonly number[])[]];
}

/** Scores at the numbers of labels and for the seeds that both arms have throughout; null for fewer than two numbers. */
function pairOf(
  rows: readonly StudyRow[],
  arms: readonly [string, string],
  { score, labels }: Options,
): Pair | null {
  const scoreOf = (arm: string, count: number, seed: number) =>
    rows.find((row) => row.arm === arm && row.values[labels] === count && row.seed === seed)?.scores[score] ??
    null;
  const counts = [...new Set(rows.map(({ values }) => values[labels] as number))].toSorted((a, b) => a - b);
  const all = [...new Set(rows.map(({ seed }) => seed))];
  const seeds = all.filter((seed) =>
    counts.every((count) => arms.every((arm) => scoreOf(arm, count, seed) !== null)),
  );
  if (counts.length < 2 || seeds.length === 0) return null;
  const scoresOf = (arm: string) => counts.map((count) => seeds.map((seed) => scoreOf(arm, count, seed)!));
  return { labels: counts, seeds, scores: [scoresOf(arms[0]), scoresOf(arms[1])] };
}

function savedBy(
  { labels, seeds, scores }: Pair,
  {
    arm,
    reference,
    rng,
    level,
    draws = DRAWS,
    at = labels.at(-1)!,
  }: Options & Pick<LabelsSaved, "arm" | "reference">,
): LabelsSaved {
  const curvesOf = (drawn: readonly number[], widening: number) =>
    scores.map((each) => learningCurve(labels, resampledMeans(each, drawn, widening))) as [
      LearningCurve,
      LearningCurve,
    ];
  const middle = neededAt(
    curvesOf(
      seeds.map((_, index) => index),
      0,
    ),
    at,
  );
  const stream = rng.fork(`labels-saved/${arm}/${reference}`);
  const widening = resampleWidening(seeds.length, level);
  const resampled =
    seeds.length < 2
      ? []
      : Array.from({ length: draws }, () =>
          neededAt(
            curvesOf(
              Array.from(seeds, () => stream.int(seeds.length)),
              widening,
            ),
            at,
          ),
        );
  const interval = intervalOf(resampled, { at, level, most: FARTHEST * labels.at(-1)!, least: labels[0]! });
  const facts = { arm, reference, at, ...middle, saved: at - middle.needed, interval };
  const verdict = verdictOf(interval);
  return { ...facts, verdict, text: textOf({ ...facts, verdict }) };
}

type Needed = Pick<LabelsSaved, "score" | "needed" | "kind">;

/** @throws {StudiesError} `BEYOND_DATA` */
function neededAt([own, other]: readonly [LearningCurve, LearningCurve], at: number): Needed {
  const score = other.scoreAt(at);
  if (score === null)
    throw new StudiesError("BEYOND_DATA", {
      message: `labels saved were asked for at ${at} labels, but the curve was measured from ${other.measured[0]} to ${other.measured[1]} and is followed to ${FARTHEST * other.measured[1]} at most; ask within that, or train with other numbers of labels`,
      context: { at, measured: other.measured },
    });
  const { labels: needed, kind } = own.labelsFor(score);
  return { score, needed, kind };
}

/** Ends of `at` less the labels needed; an end at which the curve does not reach is open. */
function intervalOf(
  drawn: readonly Needed[],
  {
    at,
    level,
    most,
    least,
  }: { readonly at: number; readonly level: number; readonly most: number; readonly least: number },
): LabelsSaved["interval"] {
  if (drawn.length === 0) return null;
  const needed = drawn.map((each) => (each.kind === "unreached" ? Number.MAX_VALUE : each.needed));
  const [few, many] = [quantile(needed, (1 - level) / 2), quantile(needed, (1 + level) / 2)];
  const isOpen = few <= least && drawn.some(({ kind }) => kind === "at most");
  return [many > most ? null : at - many, isOpen ? null : at - Math.min(few, most)];
}

/** An open upper end saves at least what the fewest labels leave; an open lower end may cost anything. */
function verdictOf(interval: LabelsSaved["interval"]): LabelsSaved["verdict"] {
  if (interval === null) return "cannot tell";
  const [low, high] = interval;
  if (low !== null && low > 0) return "saves";
  return high !== null && high < 0 ? "costs" : "cannot tell";
}

function textOf({ arm, reference, at, needed, kind, interval, verdict }: Omit<LabelsSaved, "text">): string {
  const head = `${arm} scores what ${reference} scores with ${shown(at)} labels`;
  const words =
    kind === "unreached"
      ? `with more than ${shown(needed)} labels, if at all`
      : `with ${kind === "at most" ? "at most " : ""}${shown(needed)} labels`;
  if (interval === null) return `${head} ${words}; one seed gives no interval`;
  const [low, high] = interval.map((end) => (end === null ? "open" : shown(end)));
  return `${head} ${words}: saved ${shown(at - needed)} (${low} to ${high}), ${verdict === "cannot tell" ? "cannot tell" : `it ${verdict} labels`}`;
}

function shown(value: number): string {
  return String(Number(value.toFixed(1)));
}
