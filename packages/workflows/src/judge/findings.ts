import type { ResolvedConfig } from "../config/run-config.ts";
import { type Arm, baselineOf, controlOf, isTwin, labelFreeOf, plainOf } from "../run/arms.ts";
import type { ArmResult, Comparison, ScoreName } from "./result-files.ts";

/** The score that findings speak of: it needs no threshold and is the least noisy of the three. */
const SCORE: ScoreName = "averagePrecision";

const MODE_WORDS = {
  frozen: "frozen encoder",
  full: "fully fine-tuned",
  whole: "whole noisy model kept",
  planned: "tuned by the plan",
  none: "without fine-tuning",
} as const;

/** The comparisons in plain words, one sentence for each pretrained arm, noisy ones first. */
export function findings(
  arms: readonly Arm[],
  results: readonly ArmResult[],
  comparisons: readonly Comparison[],
  config: ResolvedConfig,
): string[] {
  const order = ["noisy", "clean", "self-supervised", "external", "control"];
  const pretrained = arms.filter(({ role }) => role !== "random");
  const sorted = pretrained.toSorted((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
  return sorted.map((arm) => sentence(arm, arms, results, comparisons, config));
}

function sentence(
  arm: Arm,
  arms: readonly Arm[],
  results: readonly ArmResult[],
  comparisons: readonly Comparison[],
  config: ResolvedConfig,
): string {
  const head = `${MODE_WORDS[arm.mode]}, ${labelsWords(arm)}`;
  const find = (reference: Arm | null) =>
    comparisons.find(
      (entry) => entry.candidate === arm.name && entry.reference === reference?.name && entry.score === SCORE,
    ) ?? null;
  const overRandom = find(baselineOf(arm, arms));
  if (overRandom === null) return `${head}: ${ownScore(arm, results)}`;
  const control = controlOf(arm, arms, config);
  const overControl = find(control);
  const gain = `${points(overRandom)} AP over random`;
  if (arm.role === "self-supervised" || arm.role === "external") return `${head}: ${gain}`;
  if (arm.role !== "noisy")
    return `${head}: ${gain}${arm.role === "control" ? controlVerdict(overRandom) : upperBoundVerdict(overRandom)}`;
  const overPlain = find(plainOf(arm, arms, config));
  const method = overPlain === null ? "" : `; over the same labels without the method ${points(overPlain)}`;
  if (arm.mode === "whole")
    return `${head}: ${gain} with a new decoder, so the difference is the decoder's as much as the labels'${method}`;
  if (overControl === null)
    return `${head}: ${gain}; without a permuted control nobody can say whether the labels did it${method}`;
  const whose = isTwin(arm, control!, config) ? "" : ` (of "${control!.pretraining}", other labels)`;
  const overLabelFree = labelFreeOf(arm, arms).flatMap((other) => {
    const found = find(other);
    return found === null ? [] : [`; over ${sourceWords(other)} ("${other.pretraining}") ${points(found)}`];
  });
  return `${head}: ${gain} and ${points(overControl)} over permuted labels${whose}: ${verdict(overRandom, overControl)}${method}${overLabelFree.join("")}`;
}

function labelsWords({ role, pretraining }: Arm): string {
  if (role === "noisy") return `noisy labels "${pretraining}"`;
  if (role === "self-supervised") return `no labels, "${pretraining}"`;
  if (role === "external") return `weights trained elsewhere, "${pretraining}"`;
  return role === "clean"
    ? `clean labels "${pretraining}" (upper bound)`
    : `permuted labels "${pretraining}" (control)`;
}

function sourceWords({ role }: Arm): string {
  return role === "external" ? "weights trained elsewhere" : "no labels at all";
}

/** `+7.7 [2.6, 12.8]` in points; without an interval where there is one seed. */
export function points({ mean, interval }: Pick<Comparison, "mean" | "interval">): string {
  const signed = (value: number) => `${value < 0 ? "−" : "+"}${Math.abs(100 * value).toFixed(1)}`;
  const plain = (value: number) => `${value < 0 ? "−" : ""}${Math.abs(100 * value).toFixed(1)}`;
  return interval === null ? signed(mean) : `${signed(mean)} [${plain(interval[0])}, ${plain(interval[1])}]`;
}

function verdict(overRandom: Comparison, overControl: Comparison): string {
  if (overRandom.interval === null) return "one seed: nothing is proven";
  if (overRandom.verdict === "below" && overControl.verdict === "above")
    return "pretraining hurt, though less than with permuted labels";
  if (overRandom.verdict === "below" && overControl.verdict === "below") return "they hurt";
  if (overRandom.verdict === "below") return "pretraining hurt, whether by its labels cannot be told";
  if (overRandom.verdict === "above" && overControl.verdict === "above") return "they helped";
  if (overRandom.verdict === "above" && overControl.verdict === "below")
    return "pretraining helped, but permuted labels helped more";
  if (overRandom.verdict === "above") return "pretraining helped, but no gain over permuted labels is shown";
  if (overControl.verdict === "above") return "better than permuted labels, but no gain over random is shown";
  return "cannot tell at this budget";
}

function controlVerdict({ interval, verdict: found }: Comparison): string {
  if (interval === null) return "";
  if (found === "above")
    return ": even labels that belong to other images help here, so a gain alone does not prove the labels";
  return found === "below"
    ? ": labels that belong to other images hurt"
    : ": no effect shown, as a control should be";
}

function upperBoundVerdict({ interval, verdict: found }: Comparison): string {
  if (interval === null) return "";
  if (found === "above") return ": what noise-free labels would give";
  return found === "below"
    ? ": even clean labels hurt here"
    : ": even clean labels show no gain at this budget";
}

function ownScore(arm: Arm, results: readonly ArmResult[]): string {
  const summary = results.find(({ name }) => name === arm.name)?.summary;
  const text = (score: ScoreName) => {
    const { mean, standardError } = summary?.[score] ?? { mean: null, standardError: null };
    if (mean === null) return "undefined";
    return `${(100 * mean).toFixed(1)}${standardError === null ? "" : ` ± ${(100 * standardError).toFixed(1)}`}`;
  };
  return `IoU ${text("iou")}, AP ${text("averagePrecision")}`;
}
