import type { SensitivityCell, SensitivityReference } from "./sensitivity-map.ts";

/** How much noise of one kind still helps. */
export interface SensitivityLimit {
  readonly noise: string;
  readonly reference: SensitivityReference;
  /** The largest rate up to which every measured rate shows a gain; null where not even the smallest does. */
  readonly rate: number | null;
  /** The next rate, at which none is shown; null where the largest measured one still shows it. */
  readonly lostAt: number | null;
  /**
   * `"gain"`: shown up to `rate`; `"loss"`: the smallest rate shows a loss; `"cannot tell"`: the smallest rate shows
   * neither, or there is one seed only.
   */
  readonly verdict: "gain" | "loss" | "cannot tell";
  /** One line in plain words. */
  readonly text: string;
}

/**
 * Rates are looked at from the smallest on, and the first without a gain ends it: so all of them together hold the level
 * of one (fixed-sequence testing), and a lucky cell far out counts for nothing.
 */
export function limitOf(
  cells: readonly SensitivityCell[],
  reference: SensitivityReference,
): SensitivityLimit | null {
  const steps = cells
    .flatMap(({ noise, rate, gains }) =>
      gains[reference] === null ? [] : [{ noise, rate, gain: gains[reference] }],
    )
    .toSorted((a, b) => a.rate - b.rate);
  const [first] = steps;
  if (first === undefined) return null;
  const lost = steps.findIndex(({ gain }) => gain.verdict !== "above");
  const last = lost === -1 ? steps.at(-1)! : (steps[lost - 1] ?? null);
  const lostAt = lost === -1 ? null : steps[lost]!.rate;
  const verdict = last !== null ? "gain" : first.gain.verdict === "below" ? "loss" : "cannot tell";
  const head = `"${first.noise}" against ${reference}`;
  const base = { noise: first.noise, reference, rate: last?.rate ?? null, lostAt, verdict } as const;
  if (steps.every(({ gain }) => gain.interval === null))
    return { ...base, text: `${head}: cannot tell, because one seed gives no interval` };
  if (verdict === "loss")
    return { ...base, text: `${head}: a loss is shown at ${percent(first.rate)} wrong pixels already` };
  if (last === null)
    return {
      ...base,
      text: `${head}: cannot tell; at ${percent(first.rate)} wrong pixels, the interval holds 0`,
    };
  const beyond =
    lostAt === null
      ? "the largest rate of this study, so the limit lies beyond it"
      : `at ${percent(lostAt)} no more`;
  return { ...base, text: `${head}: a gain is shown up to ${percent(last.rate)} wrong pixels; ${beyond}` };
}

/** A share as a percentage with as many digits as it needs. */
export function percent(share: number): string {
  return `${Number((100 * share).toFixed(1))} %`;
}
