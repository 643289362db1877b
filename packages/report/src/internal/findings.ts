import type { ReportData } from "../report-data.ts";
import { list, paragraph, type Section, subheading } from "./html.ts";

const ENOUGH_SEEDS = 5;
const MANY_INTERVALS = 5;

/** What was found, and how far it may be trusted; the warnings about seeds cannot be left out. */
export function findingsSection(data: ReportData): Section {
  const findings =
    data.summary.length > 0 ? list(data.summary) : paragraph("No finding was written for this run.");
  const cautions = [...seedCautions(data.seeds), ...comparisonCautions(data), ...data.notes];
  const notes = `<div class="cautions" role="note">\n${subheading("How to read the numbers")}\n${list(cautions)}\n</div>`;
  return { id: "findings", heading: "Findings", body: [findings, cautions.length > 0 ? notes : ""] };
}

function seedCautions(seeds: readonly number[]): string[] {
  if (seeds.length === 0) return ["The seeds of this run are not recorded."];
  const ran = `Seeds: ${seeds.join(", ")}.`;
  if (seeds.length === 1) {
    return [
      ran,
      "One seed only: no difference in this report can be told from chance, and none has an interval.",
    ];
  }
  if (seeds.length < ENOUGH_SEEDS) {
    return [
      ran,
      `${seeds.length} seeds are a first look only: intervals are wide, and five seeds may say otherwise.`,
    ];
  }
  return [ran];
}

function comparisonCautions({ comparisons, arms }: ReportData): string[] {
  const cautions: string[] = [];
  const chances = comparisons
    .filter(({ difference }) => difference.interval !== null)
    .map(({ difference }) => 1 - (difference.level ?? 0.95));
  if (chances.length >= MANY_INTERVALS) {
    const expected = chances.reduce((sum, chance) => sum + chance, 0).toFixed(1);
    cautions.push(
      `${chances.length} intervals are shown: even if no arm differed from another, about ${expected} of them would leave zero out by chance.`,
    );
  }
  if (arms.length > 0 && !arms.some(({ control }) => control)) {
    cautions.push("No arm of this run is a control, so it cannot say whether a gain comes from the labels.");
  }
  return cautions;
}
