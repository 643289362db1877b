import { type Gain, gainOf, type StudyTable } from "@undercoat/studies";
import { points } from "../judge/findings.ts";
import type { RoiResult } from "../roi/assess-roi-files.ts";
import type { PilotAudit, PilotFile, PilotLabels, PilotVerdict } from "./pilot-files.ts";
import { comparedArms, SCORE } from "./pilot-study.ts";

/** Of the intervals. */
const LEVEL = 0.95;

/** A gain of the candidate at one number of clean patches, in shares of 1. */
export interface PilotGain extends Gain {
  readonly patches: number;
}

/** What is known at the end of a pilot. */
export interface PilotFindings {
  readonly labels: PilotLabels;
  readonly table: StudyTable;
  readonly roi: RoiResult;
  readonly audit: PilotAudit;
}

/** Gains over training on the clean patches alone, and over permuted labels, seed by seed. */
export function pilotGains({ rows }: StudyTable, labels: string): PilotGain[] {
  const { candidate, reference, control } = comparedArms(labels);
  const counts = [...new Set(rows.map(({ values }) => Number(values["patches"])))].toSorted((a, b) => a - b);
  return counts.flatMap((patches) => {
    const of = (arm: string) => rows.filter((row) => row.arm === arm && row.values["patches"] === patches);
    return [reference, control].flatMap((other): PilotGain[] => {
      const gain = gainOf(of(candidate), of(other), { score: SCORE, level: LEVEL });
      return gain === null ? [] : [{ ...gain, patches }];
    });
  });
}

/** The recommendation: it follows the money, and says what stands against it. */
export function pilotAnswer(
  { labels, table, roi, audit }: PilotFindings,
  { scale }: Pick<PilotFile, "scale">,
): { verdict: PilotVerdict; lines: string[] } {
  const { reference } = comparedArms(labels.labels);
  const gains = pilotGains(table, labels.labels);
  const over = gains.filter((gain) => gain.reference === reference);
  const overControl = gains.filter((gain) => gain.reference !== reference);
  const lines = [
    didItHelp(over),
    wasItTheLabels(overControl),
    noiseLine(labels),
    `Money: ${roi.verdict}. ${capital(roi.reason)}.${roi.next === null ? "" : ` Measure this next: ${roi.next}.`}`,
    auditLine(audit),
    ...scale.costs,
  ];
  return { verdict: roi.verdict, lines };
}

function didItHelp(gains: readonly PilotGain[]): string {
  const shown = gains.map(
    ({ patches, mean, interval }) =>
      `${points({ mean, interval: interval === null ? null : [...interval] })} at ${patches} patches`,
  );
  const list = shown.join(", ");
  const above = gains.filter(({ verdict }) => verdict === "above");
  const below = gains.filter(({ verdict }) => verdict === "below");
  const at = (some: readonly PilotGain[]) => `${some.map(({ patches }) => patches).join(", ")} clean patches`;
  const head =
    above.length + below.length === 0
      ? "Whether pretraining on the noisy labels helped cannot be told from this pilot"
      : `Pretraining on the noisy labels ${[
          ...(above.length > 0 ? [`helped at ${at(above)}`] : []),
          ...(below.length > 0 ? [`hurt at ${at(below)}`] : []),
        ].join(" and ")}`;
  return `${head}: average precision in points over the clean patches alone, ${list}.`;
}

function wasItTheLabels(gains: readonly PilotGain[]): string {
  const above = gains.filter(({ verdict }) => verdict === "above").map(({ patches }) => patches);
  return above.length > 0
    ? `The labels matter, not only the training: after as long a training on labels that belong to other images the model does worse, at ${above.join(", ")} patches.`
    : "It is not shown that the labels matter: labels that belong to other images, trained on as long, are not shown to give less.";
}

function noiseLine({ labels, noiseRate, interval, windows }: PilotLabels): string {
  if (noiseRate === null) return `How noisy "${labels}" is was not measured: no window has clean labels too.`;
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const range = interval === null ? "" : ` (${percent(interval[0])} to ${percent(interval[1])})`;
  return `The labels "${labels}" are wrong in ${percent(noiseRate)}${range} of the pixels of ${windows} windows that have clean labels too.`;
}

function auditLine({ open }: PilotAudit): string {
  return open === 0
    ? "No point of the audit is open."
    : `${open} ${open === 1 ? "point" : "points"} of the audit ${open === 1 ? "is" : "are"} open: see who must answer what before labels or maps leave the house.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
