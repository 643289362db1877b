/** Measures drawn as bars and over time, where a study has them. */
export const DRAWN = ["gaussian-weight-kl", "histogram-weight-kl", "linear-cka-distance"];

/** What a chart is drawn with, wide or narrow. */
export interface Size {
  readonly id: string;
  readonly width: number;
}

/** True for a ratio that a log axis can hold. */
export function isDrawable(value: number | null): value is number {
  return value !== null && Number.isFinite(value) && value > 0;
}
