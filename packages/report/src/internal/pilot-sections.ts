import type { PilotData, PilotPageAudit } from "../pilot-data.ts";
import { details, list, paragraph, points, type Section, scrollTable, subheading } from "./html.ts";
import { curveCharts } from "./study-maps.ts";

/** Score against number of clean patches, and the gains that the answer is about. */
export function gainSection({ curves, gains, candidate }: PilotData): Section {
  const charts = curveCharts({ curves, score: "Average precision", labels: "clean patches" });
  const numeric = (label: string, digits: number) => ({ label, numeric: true, digits });
  const table = {
    caption: `Gain of ${candidate} in average precision, in points, with 95 % intervals over seeds`,
    columns: [
      numeric("clean patches", 0),
      { label: "against" },
      numeric("gain", 1),
      numeric("low", 1),
      numeric("high", 1),
      numeric("seeds", 0),
    ],
    rows: gains.map(({ patches, reference, mean, interval, n }) => [
      patches,
      reference,
      100 * mean,
      interval === null ? null : 100 * interval[0],
      interval === null ? null : 100 * interval[1],
      n,
    ]),
  };
  return {
    id: "curves",
    heading: "How many clean labels it takes",
    body: charts.length === 0 ? [] : [...charts, ...(gains.length === 0 ? [] : [scrollTable(table)])],
  };
}

/** How noisy the labels are, of which classes, and by what system. */
export function labelsSection({ labels }: PilotData): Section {
  const heading = "How noisy the labels are";
  if (labels === null) return { id: "labels", heading, body: [] };
  const { name, windows, noiseRate, interval, classes, verdicts } = labels;
  const rate =
    noiseRate === null
      ? "Not measured."
      : `${points(noiseRate)} % of the pixels of "${name}" differ from the clean labels${interval === null ? "" : ` (${points(interval[0])} to ${points(interval[1])} %)`}, in ${windows} windows.`;
  const share = (label: string) => ({ label, numeric: true, digits: 1 });
  const table = {
    caption: "Classes in percent of the pixels",
    columns: [{ label: "class" }, share("clean labels"), share("noisy labels"), share("IoU of both")],
    rows: classes.map((each) => [
      each.name,
      100 * each.clean,
      100 * each.noisy,
      each.iou === null ? null : 100 * each.iou,
    ]),
  };
  return {
    id: "labels",
    heading,
    body: [
      paragraph(rate),
      ...(classes.length === 0 ? [] : [scrollTable(table)]),
      subheading("By what"),
      list(verdicts),
    ],
  };
}

/** Open points first, with who answers them; then the rules that raised no question. */
export function auditSection({ audit }: PilotData): Section {
  const heading = "May the data be used?";
  if (audit === null) return { id: "audit", heading, body: [] };
  const { findings } = audit;
  const open = findings.filter(({ isOpen }) => isOpen);
  const rest = findings.filter(({ isOpen }) => !isOpen);
  const intro =
    open.length === 0
      ? "No point is open. This compares what was recorded with rules; it is no legal advice."
      : `${open.length} ${open.length === 1 ? "point is" : "points are"} open. This compares what was recorded with rules; it is no legal advice.`;
  return {
    id: "audit",
    heading,
    body: [
      paragraph(intro),
      ...(open.length === 0 ? [] : [scrollTable(auditTable(open), "loose")]),
      ...(rest.length === 0
        ? []
        : [details("Rules that raised no open question", [list(rest.map(({ title }) => title))])]),
    ],
  };
}

function auditTable(findings: PilotPageAudit["findings"]) {
  return {
    caption: "Open points, and who must answer what",
    columns: ["outcome", "point", "found", "who", "question"].map((label) => ({ label })),
    rows: findings.map(({ outcome, title, details: found, who, question }) => [
      outcome,
      title,
      found.join("; "),
      who,
      question,
    ]),
  };
}
