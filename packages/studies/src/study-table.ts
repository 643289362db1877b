import * as z from "zod";
import { StudiesError } from "./errors.ts";
import { AxisValue } from "./study-options.ts";

const Score = z.number().nullable();

/** One run of one arm: a point, a seed, and its scores; shares in 0…1, null where undefined. */
export const StudyRow = z.strictObject({
  /** Number of the point in the study, from 1. */
  point: z.int().min(1),
  /** What stands in the columns of the axes. */
  values: z.record(z.string(), AxisValue),
  seed: z.int(),
  /** Such as `osmlike/frozen`. */
  arm: z.string(),
  pretraining: z.string().nullable(),
  role: z.enum(["random", "noisy", "control", "clean", "self-supervised", "external"]),
  mode: z.string(),
  /** Id of the item that scored it; equal ones were run once. */
  item: z.string(),
  scores: z.record(z.string(), Score),
});
/** One run of one arm, see the schema. */
export type StudyRow = z.output<typeof StudyRow>;

/** Every run of a study, one a row. */
export const StudyTable = z.strictObject({
  schemaVersion: z.literal(1),
  name: z.string(),
  /** Columns of the axes, in their order. */
  axes: z.array(z.string()),
  /** Names of the scores, in their order. */
  scores: z.array(z.string()),
  /** Rows that no item has made yet; 0 in a whole table. */
  missing: z.int().min(0),
  rows: z.array(StudyRow),
});
/** Every run of a study, see the schema. */
export type StudyTable = z.output<typeof StudyTable>;

/** Columns before the scores that are no axes. */
const FACTS = ["seed", "arm", "pretraining", "role", "mode", "item"] as const;

/**
 * The table as CSV (RFC 4180), one row a run; an empty cell is a value that does not exist.
 *
 * @throws {StudiesError} `TABLE_UNUSABLE` for an axis that has the name of a score.
 */
export function studyTableCsv({ axes, scores, rows }: StudyTable): string {
  const both = axes.find((axis) => scores.includes(axis));
  if (both !== undefined)
    throw new StudiesError("TABLE_UNUSABLE", {
      message: `axis "${both}" has the name of a score, expected another one; rename the axis`,
      context: { axis: both },
    });
  const head = ["point", ...axes, ...FACTS, ...scores];
  const lines = rows.map((row) => [
    row.point,
    ...axes.map((axis) => row.values[axis] ?? null),
    ...FACTS.map((fact) => row[fact]),
    ...scores.map((score) => row.scores[score] ?? null),
  ]);
  return `${[head, ...lines].map((cells) => cells.map(cellText).join(",")).join("\r\n")}\r\n`;
}

function cellText(cell: string | number | boolean | null): string {
  const text = cell === null ? "" : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
