import * as z from "zod";
import { RoiError } from "./errors.ts";

/** The score of one arm with one seed, trained on so many accurate labels. */
export interface CurvePoint {
  readonly arm: string;
  /** Number of accurately labelled patches. */
  readonly labels: number;
  readonly seed: number;
  /** A share of 1. */
  readonly score: number;
}

const Point = z.strictObject({
  arm: z.string().min(1),
  labels: z.number().positive(),
  seed: z.int(),
  score: z.number().min(0).max(1),
});
const COLUMNS = ["arm", "labels", "seed", "score"] as const;
const EXPECTED: Readonly<Record<(typeof COLUMNS)[number], string>> = {
  arm: "a name",
  labels: "a number of patches above 0",
  seed: "a whole number: a curve without seeds has no interval",
  score: "a share from 0 to 1 (points divided by 100)",
};

/**
 * Reads a learning curve: CSV with the columns arm, labels, seed, score in any order (lines that start with # are comments),
 * or the same as a JSON list of objects.
 *
 * @param file - Name of the file, for messages.
 * @throws {RoiError} `CURVE_UNREADABLE`, with the line or entry.
 *
 * @example
 * ```ts
 * parseCurve("arm,labels,seed,score\nrandom/full,16,0,0.63\n", "curve.csv");
 * ```
 */
export function parseCurve(text: string, file = "curve"): CurvePoint[] {
  const rows = /^\s*\[/.test(text) ? jsonRows(text, file) : csvRows(text, file);
  const points = rows.map(({ place, value }) => pointOf(value, place, file));
  if (points.length > 0) return points;
  throw unreadable(file, `holds no score, expected rows of ${COLUMNS.join(", ")}`);
}

interface Row {
  readonly place: string;
  readonly value: unknown;
}

function jsonRows(text: string, file: string): Row[] {
  try {
    const list = JSON.parse(text) as readonly unknown[];
    return list.map((value, index) => ({ place: `entry ${index + 1}`, value }));
  } catch (cause) {
    throw unreadable(file, "is not JSON, though it starts like a list", cause);
  }
}

function csvRows(text: string, file: string): Row[] {
  const lines = text
    .split(/\r?\n/)
    .map((line, index) => ({ cells: line.split(",").map((cell) => cell.trim()), line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== "" && !line.startsWith("#"));
  const [header, ...rows] = lines;
  const names = header?.cells ?? [];
  const missing = COLUMNS.filter((column) => !names.includes(column));
  if (missing.length > 0 || names.length !== COLUMNS.length)
    throw unreadable(
      file,
      `has the columns ${names.join(", ") || "of an empty file"}, expected ${COLUMNS.join(", ")}${missing.includes("seed") ? "; a curve without seeds has no interval" : ""}`,
    );
  return rows.map(({ cells, number }) => {
    const place = `line ${number}`;
    if (cells.length !== names.length)
      throw unreadable(file, `${place} has ${cells.length} cells, expected ${names.length}`);
    const value = Object.fromEntries(cells.map((cell, index) => typed(names[index]!, cell)));
    return { place, value };
  });
}

function typed(name: string, cell: string): [string, string | number] {
  if (name === "arm") return [name, cell];
  return [name, cell === "" ? Number.NaN : Number(cell)];
}

function pointOf(value: unknown, place: string, file: string): CurvePoint {
  const parsed = Point.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const column = String(issue?.path[0] ?? "") as (typeof COLUMNS)[number];
  const found = (value as Record<string, unknown> | null)?.[column];
  throw unreadable(
    file,
    column in EXPECTED
      ? `${place}: ${column} is ${found === undefined || Number.isNaN(found) ? "missing or no number" : String(found)}, expected ${EXPECTED[column]}`
      : `${place}: expected exactly ${COLUMNS.join(", ")}`,
  );
}

function unreadable(file: string, complaint: string, cause?: unknown): RoiError {
  return new RoiError("CURVE_UNREADABLE", { message: `"${file}" ${complaint}`, context: { file }, cause });
}
