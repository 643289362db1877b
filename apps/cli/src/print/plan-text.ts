import type { LayerPlanFile } from "@undercoat/workflows";
import { textTable } from "./text-table.ts";

/** A freeze plan as text: what becomes of each group and why, what was measured, and what to do next. */
export function planText(plan: LayerPlanFile, file: string): string {
  const chosen = plan.measured ? "chosen by measuring" : "not measured";
  const rows = plan.reasons.map(({ group, action, reason }) => [group, action, reason]);
  return [
    `Plan "${plan.rule}" (${chosen}) for "${plan.pretraining}" and ${plan.patches} clean patches`,
    textTable(["layer group", "what", "why"], rows),
    ...(plan.check === null ? [] : [checkTable(plan.check), ...plan.check.findings]),
    ...plan.notes.map((note) => `· ${note}`),
    `${file}: run it with --set finetune.plan=${file} --set 'modes=[planned]'`,
  ].join("\n");
}

function checkTable({ rows }: NonNullable<LayerPlanFile["check"]>): string {
  const cells = rows.map(({ patches, rule, validation, test, regret, testRegret }) => [
    String(patches),
    rule,
    percent(validation),
    difference(regret),
    percent(test),
    difference(testRegret),
  ]);
  return textTable(["patches", "rule", "validation", "lost against chosen", "test", "lost on test"], cells);
}

function percent(values: readonly number[]): string {
  return ((100 * values.reduce((sum, value) => sum + value, 0)) / values.length).toFixed(1);
}

function difference({
  mean,
  interval,
}: {
  readonly mean: number;
  readonly interval: readonly number[] | null;
}): string {
  const number = (x: number) => (100 * x).toFixed(1);
  return interval === null ? number(mean) : `${number(mean)} [${interval.map(number).join(", ")}]`;
}
