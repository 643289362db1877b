import type { LayerStudyFile } from "./study-files.ts";

type Facts = Omit<LayerStudyFile, "findings" | "notes">;

/** Below it an exchange is called small, in shares of 1. */
const SMALL = 0.01;

const SCORE_WORDS = {
  averagePrecision: "average precision",
  iou: "IoU",
  bestIou: "IoU at the best threshold",
} as const;

/** Name of a score as people read it. */
export function scoreWords(score: LayerStudyFile["score"]): string {
  return SCORE_WORDS[score];
}

/** Which layers to keep, how sure that is, and whether divergence and swap test agree. */
export function studyFindings(facts: Facts): string[] {
  const one =
    facts.seeds.length === 1 ? ["One seed only: nothing below has an interval, so nothing is shown."] : [];
  return [
    ...one,
    ...facts.candidates.flatMap(({ name }) => [keepSentence(facts, name), movedSentence(facts, name)]),
    agreementSentence(facts),
  ].filter((sentence) => sentence !== null);
}

/** From the swap test, which changes a model and looks: the only part of a study that shows a cause. */
function keepSentence({ exchanges, score, seeds }: Facts, candidate: string): string | null {
  const swap = exchanges.find((one) => one.kind === "noisy-into-clean" && one.candidate === candidate);
  if (swap === undefined) return null;
  const told = (rows: typeof swap.groups) => rows.map(({ group }) => group).join(", ");
  const harmful = swap.groups.filter(({ beyondNull }) => (beyondNull?.interval?.[1] ?? 0) < 0);
  const harmless = swap.groups.filter(
    ({ group, interval }) =>
      !harmful.some((row) => row.group === group) && interval !== null && interval[0] > -SMALL,
  );
  const open = swap.groups.filter((row) => !harmful.includes(row) && !harmless.includes(row));
  const parts = [
    harmless.length === 0
      ? "no group is shown to be safe to keep"
      : `keep ${told(harmless)}: in the clean model they cost less than ${100 * SMALL} points of ${scoreWords(score)}`,
    harmful.length === 0
      ? "no group is shown to do more harm than another order of clean data does"
      : `tune ${told(harmful)}: they cost more than another order of clean data does`,
    open.length === 0 ? null : `cannot tell: ${told(open)}`,
  ].filter((part) => part !== null);
  const sure = seeds.length === 1 ? "one seed, not shown" : `${seeds.length} seeds, 95 % intervals`;
  return `Labels "${candidate}", swap test (${sure}): ${parts.join("; ")}.`;
}

function movedSentence({ tables, steps }: Facts, candidate: string): string | null {
  const last = tables.filter((table) => table.candidate === candidate && table.step === steps.at(-1));
  const parts = last.flatMap(({ measure, summary }) => {
    if (summary === null) return [];
    const range =
      summary.interval === null ? "" : ` [${summary.interval.map((x) => x.toFixed(2)).join(", ")}]`;
    return [`${measure} ${summary.quotient.toFixed(2)}${range}`];
  });
  if (parts.length === 0) return null;
  return `Labels "${candidate}", divergence: decoder and head moved so many times as far beyond their null as the encoder beyond its own: ${parts.join("; ")}.`;
}

function agreementSentence({ agreement }: Facts): string | null {
  const known = agreement.filter(({ rho }) => rho !== null);
  if (known.length === 0) return null;
  const agreeing = known.filter(({ interval }) => interval !== null && interval[0] > 0).length;
  const opposed = known.filter(({ interval }) => interval !== null && interval[1] < 0).length;
  const middle = known.map(({ rho }) => rho!).toSorted((a, b) => a - b)[Math.floor(known.length / 2)]!;
  const verdict =
    agreeing === known.length
      ? "Divergence and swap test rank the layers alike"
      : "Divergence and swap test do not rank the layers alike: do not choose layers by divergence";
  return `${verdict} (rank correlation, median ${middle.toFixed(2)}; interval above 0 in ${agreeing} and below 0 in ${opposed} of ${known.length} pairs of labels and measure).`;
}
