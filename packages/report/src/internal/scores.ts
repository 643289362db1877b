import type { ReportArm, ReportData } from "../report-data.ts";
import {
  capitalised,
  definitions,
  details,
  distinct,
  estimateText,
  METRIC_NAMES,
  METRICS,
  paragraph,
  type Section,
  scrollTable,
  subheading,
} from "./html.ts";

const UNIT = "points, mean ± standard error over seeds";

/** Scores of every arm, of every class and of every test scene. */
export function scoresSection({ arms, perScene }: ReportData): Section {
  if (arms.length === 0) return { id: "scores", heading: "Scores", body: [] };
  const groups = distinct(arms.map(({ group }) => group));
  const body = [
    paragraph(`All scores are ${UNIT}; 100 is perfect. Controls only exist to be compared against.`),
    ...groups.map((group) => scrollTable(armTable(arms, group))),
    subheading("What the arms are"),
    definitions(distinctDescriptions(arms)),
    ...perClassParts(arms),
    ...perSceneParts(perScene),
  ];
  return { id: "scores", heading: "Scores", body };
}

function armTable(arms: readonly ReportArm[], group: string | undefined) {
  const rows = arms
    .filter((arm) => arm.group === group)
    .map((arm) => [armName(arm), ...METRICS.map((metric) => estimateText(arm[metric])), seedCount(arm)]);
  const metrics = METRICS.map((metric) => ({ label: METRIC_NAMES[metric], numeric: true }));
  return {
    caption: group === undefined ? "Scores on the test scenes" : `Scores on the test scenes: ${group}`,
    columns: [{ label: "arm" }, ...metrics, { label: "seeds", numeric: true, digits: 0 }],
    rows,
  };
}

function armName({ name, control }: ReportArm): string {
  return control ? `${name} (control)` : name;
}

function seedCount({ iou, bestIou, averagePrecision }: ReportArm): number | null {
  return (averagePrecision ?? bestIou ?? iou)?.n ?? null;
}

function distinctDescriptions(arms: readonly ReportArm[]): [string, string][] {
  const entries = arms.map((arm): [string, string] => [armName(arm), arm.description]);
  return [...new Map(entries.map((entry) => [JSON.stringify(entry), entry])).values()];
}

function perClassParts(arms: readonly ReportArm[]): string[] {
  const classes = distinct(arms.flatMap(({ perClass = [] }) => perClass.map(({ className }) => className)));
  if (classes.length === 0) return [];
  const rows = arms.map((arm) => [
    withGroup(armName(arm), arm.group),
    ...classes.map((name) =>
      estimateText(arm.perClass?.find(({ className }) => className === name)?.iou ?? null),
    ),
  ]);
  const columns = [{ label: "arm" }, ...classes.map((label) => ({ label, numeric: true }))];
  return [
    details("IoU of every class", [scrollTable({ caption: `IoU of every class, ${UNIT}`, columns, rows })]),
  ];
}

function perSceneParts(scores: ReportData["perScene"]): string[] {
  if (scores.length === 0) return [];
  const scenes = distinct(scores.map(({ sceneId }) => sceneId));
  const rows = distinct(scores.map(({ arm, group }) => withGroup(arm, group)));
  const columns = [{ label: "arm" }, ...scenes.map((label) => ({ label, numeric: true }))];
  const tables = METRICS.filter((metric) => scores.some((score) => score[metric] !== null)).map((metric) => {
    const cells = new Map(
      scores.map((score) => [
        key(withGroup(score.arm, score.group), score.sceneId),
        estimateText(score[metric]),
      ]),
    );
    return scrollTable({
      caption: `${capitalised(METRIC_NAMES[metric])} of every test scene, ${UNIT}`,
      columns,
      rows: rows.map((row) => [row, ...scenes.map((scene) => cells.get(key(row, scene)) ?? null)]),
    });
  });
  return [details("Scores of every test scene", tables)];
}

function withGroup(name: string, group: string | undefined): string {
  return group === undefined ? name : `${name}, ${group}`;
}

function key(row: string, scene: string): string {
  return JSON.stringify([row, scene]);
}
