import { PALETTE } from "./series-style.ts";

/** How the bars of one series are filled. */
export interface BarStyle {
  readonly color: string;
  /** Value of the `fill` attribute. */
  readonly fill: string;
  /** `<pattern>` that the fill refers to, or nothing. */
  readonly pattern: string;
}

const HATCHES = [
  "",
  '<path d="M0 6L6 0" stroke-width="1.5"/>',
  '<path d="M3 0V6M0 3H6" stroke-width="1"/>',
  '<circle cx="3" cy="3" r="1.2" stroke-width="1"/>',
  '<path d="M0 3H6" stroke-width="2"/>',
] as const;

/** Fill of the series at `index`: colour and hatch both differ; solid first. */
export function barStyle(index: number, chart: string): BarStyle {
  const color = PALETTE[index % PALETTE.length]!;
  const hatch = HATCHES[index % HATCHES.length]!;
  if (hatch === "") return { color, fill: color, pattern: "" };
  const id = `${chart}-hatch-${index}`;
  const size = 'width="6" height="6" patternUnits="userSpaceOnUse"';
  return {
    color,
    fill: `url(#${id})`,
    pattern: `<pattern id="${id}" ${size} stroke="${color}">${hatch}</pattern>`,
  };
}
