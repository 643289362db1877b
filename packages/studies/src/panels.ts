import { StudiesError } from "./errors.ts";
import type { AxisValue } from "./study-options.ts";
import type { StudyRow, StudyTable } from "./study-table.ts";

/** Values of axes by name. */
export type AxisValues = Readonly<Record<string, AxisValue>>;

/** The rows that agree in all axes but some. */
export interface Panel {
  /** What they agree in. */
  readonly values: AxisValues;
  readonly rows: readonly StudyRow[];
}

/** The rows of a table by what they have in all axes but `free`, in the order of their first appearance. */
export function panelsOf({ axes, rows }: StudyTable, free: readonly string[]): Panel[] {
  const fixed = axes.filter((axis) => !free.includes(axis));
  const panels = new Map<string, { values: AxisValues; rows: StudyRow[] }>();
  for (const row of rows) {
    const values = Object.fromEntries(
      fixed.flatMap((axis) => (row.values[axis] === undefined ? [] : [[axis, row.values[axis]] as const])),
    );
    const key = JSON.stringify(values);
    const panel = panels.get(key) ?? { values, rows: [] };
    panel.rows.push(row);
    panels.set(key, panel);
  }
  return [...panels.values()];
}

/** Refuses a table that lacks a column. @throws {StudiesError} `TABLE_UNUSABLE` */
export function assertColumns(
  { axes, scores, name }: StudyTable,
  wanted: readonly string[],
  score: string,
): void {
  const lost = wanted.find((axis) => !axes.includes(axis));
  if (lost !== undefined)
    throw unusable(
      `the table of study "${name}" has no axis "${lost}", only ${axes.join(", ") || "none"}; add the axis to the study, or name another`,
      { axis: lost },
    );
  if (!scores.includes(score))
    throw unusable(
      `the table of study "${name}" has no score "${score}", only ${scores.join(", ")}; name one of those`,
      { score },
    );
}

function unusable(message: string, context: Readonly<Record<string, unknown>>): StudiesError {
  return new StudiesError("TABLE_UNUSABLE", { message, context });
}
