import type { ConfusionCounts } from "./confusion-matrix.ts";
import { classMargins, ratio } from "./internal/margins.ts";

/**
 * Agreement beyond chance, `(p_o − p_e) / (1 − p_e)`; null without a valid pixel, or where chance
 * agreement is 1.
 *
 * @remarks Depends on the shares of the classes; overall accuracy with the classes listed says more.
 * @see {@link https://doi.org/10.1177/001316446002000104 | Cohen 1960}
 */
export function cohenKappa(confusion: ConfusionCounts): number | null {
  const margins = classMargins(confusion);
  const total = margins.reduce((sum, one) => sum + one.reference, 0);
  if (total === 0) return null;
  const observed = margins.reduce((sum, one) => sum + one.hits, 0) / total;
  const chance = margins.reduce((sum, one) => sum + one.reference * one.predicted, 0) / total ** 2;
  return ratio(observed - chance, 1 - chance);
}
