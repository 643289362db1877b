import { mean } from "@undercoat/statistics";
import { type Gain, gainOf } from "./gain.ts";
import { limitOf, type SensitivityLimit } from "./noise-limit.ts";
import { type AxisValues, assertColumns, panelsOf } from "./panels.ts";
import type { StudyRow, StudyTable } from "./study-table.ts";

/** Options of {@link sensitivityMap}. */
export interface SensitivityOptions {
  /** Column of the score. Default: `iou`. */
  readonly score?: string;
  /** Axis of the kinds of noise. Default: `noise`. */
  readonly noise?: string;
  /** Axis of the noise rates. Default: `rate`. */
  readonly rate?: string;
  /** Level of the intervals. Default: 0.95. */
  readonly level?: number;
}

/** What an arm is compared with: the same without pretraining, or the best one can do with the clean patches alone. */
export type SensitivityReference = "random" | "clean-only";

/** One kind of noise at one rate. */
export interface SensitivityCell {
  readonly noise: string;
  readonly rate: number;
  /** Mean score over the seeds; null where undefined. */
  readonly score: number | null;
  /** Null where the study has no such arm. */
  readonly gains: Readonly<Record<SensitivityReference, Gain | null>>;
}

/** A map for one arm and one combination of the other axes. */
export interface SensitivityPanel {
  readonly values: AxisValues;
  readonly arm: string;
  readonly mode: string;
  /** Kinds of noise and rates, in the order of the table and rising. */
  readonly kinds: readonly string[];
  readonly rates: readonly number[];
  readonly cells: readonly SensitivityCell[];
  /** For every kind and reference. */
  readonly limits: readonly SensitivityLimit[];
}

/** Which noise, and how much of it, still helps. */
export interface SensitivityMap {
  readonly kind: "sensitivity-map";
  readonly score: string;
  readonly level: number;
  readonly panels: readonly SensitivityPanel[];
}

/**
 * Gain over no pretraining for every kind of noise and rate, with paired t intervals over the seeds, and the largest rate
 * at which a gain is still shown. "random" is the arm without pretraining in the same mode; "clean-only" is `random/full`:
 * the whole network trained on the clean patches alone.
 *
 * @throws {StudiesError} `TABLE_UNUSABLE` for a table without these axes or this score, or without a noisy arm.
 *
 * @example
 * ```ts
 * const { panels } = sensitivityMap(table, { score: "iou" });
 * for (const { limits } of panels) for (const { noise, rate, verdict } of limits) show(noise, rate, verdict);
 * ```
 */
export function sensitivityMap(table: StudyTable, options: SensitivityOptions = {}): SensitivityMap {
  const { score = "iou", noise = "noise", rate = "rate", level = 0.95 } = options;
  assertColumns(table, [noise, rate], score);
  const panels = panelsOf(table, [noise, rate]).flatMap(({ values, rows }) => {
    const arms = [...new Set(rows.filter(({ role }) => role === "noisy").map(({ arm }) => arm))];
    return arms.map((arm) => panelOf({ values, rows, arm }, { score, noise, rate, level }));
  });
  return { kind: "sensitivity-map", score, level, panels };
}

interface PanelRows {
  readonly values: AxisValues;
  readonly rows: readonly StudyRow[];
  readonly arm: string;
}

function panelOf({ values, rows, arm }: PanelRows, options: Required<SensitivityOptions>): SensitivityPanel {
  const points = [...new Set(rows.map(({ point }) => point))].map((point) =>
    rows.filter((row) => row.point === point),
  );
  const cells = points.flatMap((own) => {
    const cell = cellOf(own, arm, options);
    return cell === null ? [] : [cell];
  });
  const kinds = [...new Set(cells.map((cell) => cell.noise))];
  const rates = [...new Set(cells.map((cell) => cell.rate))].toSorted((a, b) => a - b);
  const limits = kinds.flatMap((kind) =>
    (["random", "clean-only"] as const).flatMap((reference) => {
      const limit = limitOf(
        cells.filter((cell) => cell.noise === kind),
        reference,
      );
      return limit === null ? [] : [limit];
    }),
  );
  const mode = rows.find((row) => row.arm === arm)!.mode;
  return { values, arm, mode, kinds, rates, cells, limits };
}

/** The arms of one point; null where it has no number for its rate. */
function cellOf(
  rows: readonly StudyRow[],
  arm: string,
  { score, noise, rate, level }: Required<SensitivityOptions>,
): SensitivityCell | null {
  const own = rows.filter((row) => row.arm === arm);
  const [first] = own;
  const [kind, amount] = [first?.values[noise], first?.values[rate]];
  if (first === undefined || kind === undefined || typeof amount !== "number") return null;
  const scores = own.flatMap((row) => row.scores[score] ?? []);
  const alone = rows.filter(({ role }) => role === "random");
  const inMode = (mode: string) => alone.filter((row) => row.mode === mode);
  const same = first.mode === "whole" || first.mode === "planned" ? "full" : first.mode;
  return {
    noise: String(kind),
    rate: amount,
    score: scores.length === 0 ? null : mean(scores),
    gains: {
      random: gainOf(own, inMode(same), { score, level }),
      "clean-only": gainOf(own, inMode("full"), { score, level }),
    },
  };
}
