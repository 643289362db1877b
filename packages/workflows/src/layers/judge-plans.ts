import type { FreezeRule } from "@undercoat/layer-analysis/options";
import { mean, pairedDifference } from "@undercoat/statistics";
import type { PlanCheck } from "./plan-file.ts";
import { scoreWords } from "./study-findings.ts";

/** Scores of one rule with one number of patches, a number per seed. */
export interface RuleScores {
  readonly rule: FreezeRule;
  readonly patches: number;
  readonly validation: readonly number[];
  readonly test: readonly number[];
}

/** Chooses the rule with the best mean on the validation windows, and says what every rule loses against it. */
export function judgePlans(
  scores: readonly RuleScores[],
  { score, seeds }: Pick<PlanCheck, "score" | "seeds">,
): PlanCheck {
  const counts = [...new Set(scores.map(({ patches }) => patches))].sort((a, b) => a - b);
  const chosen = counts.map((patches) => {
    const own = scores.filter((row) => row.patches === patches);
    return own.reduce((best, row) => (mean(row.validation) > mean(best.validation) ? row : best));
  });
  const rows = scores.map((row) => {
    const best = chosen.find(({ patches }) => patches === row.patches)!;
    return {
      rule: row.rule,
      patches: row.patches,
      validation: [...row.validation],
      test: [...row.test],
      regret: difference(best.validation, row.validation),
      testRegret: difference(best.test, row.test),
    };
  });
  return {
    score,
    seeds: [...seeds],
    rows,
    chosen: chosen.map(({ patches, rule }) => ({ patches, rule })),
    findings: counts.flatMap((patches) =>
      findingsAt(rows, chosen.find((row) => row.patches === patches)!, score),
    ),
  };
}

type Row = PlanCheck["rows"][number];

function difference(a: readonly number[], b: readonly number[]): Row["regret"] {
  const found = pairedDifference(a, b);
  const interval: [number, number] | null =
    found.interval === null ? null : [found.interval[0], found.interval[1]];
  return { mean: found.mean, interval, verdict: found.verdict };
}

/** What the measured choice is worth: against the best on windows it did not see, and against the two plain plans. */
function findingsAt(
  rows: readonly Row[],
  { patches, rule }: RuleScores,
  score: PlanCheck["score"],
): string[] {
  const own = rows.filter((row) => row.patches === patches);
  const bestOnTest = own.reduce((best, row) => (mean(row.test) > mean(best.test) ? row : best));
  const lost =
    bestOnTest.rule === rule
      ? "and it is the best on the test windows too: regret 0"
      : `on the test windows "${bestOnTest.rule}" is better by ${points(negated(bestOnTest.testRegret))}: that is its regret`;
  const head = `${patches} patches: measured on the validation windows, "${rule}" has the best ${scoreWords(score)}; ${lost}.`;
  const plain = own.filter((row) => (row.rule === "all" || row.rule === "none") && row.rule !== rule);
  const asGood = plain.filter((row) => row.regret.verdict !== "above");
  return [
    head,
    ...asGood.map(
      (row) =>
        `${patches} patches: "${row.rule}" is as good as far as ${row.validation.length} seeds can tell (the chosen rule gains ${points(row.regret)} on validation, ${points(row.testRegret)} on test).`,
    ),
  ];
}

function negated({ mean: value, interval, verdict }: Row["regret"]): Row["regret"] {
  return { mean: -value, interval: interval === null ? null : [-interval[1], -interval[0]], verdict };
}

function points({ mean: value, interval }: Row["regret"]): string {
  const number = (x: number) => (100 * x).toFixed(1);
  return interval === null
    ? `${number(value)} points, one seed, no interval`
    : `${number(value)} points [${number(interval[0])}, ${number(interval[1])}]`;
}
