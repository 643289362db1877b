import { fitText, textWidth } from "./text.ts";

/** Where the names of horizontal rows go: beside the plot where they fit, else on a line of their own. */
export interface RowLayout {
  readonly stacked: boolean;
  /** Left end of the plot. */
  readonly left: number;
  /** Names as drawn, cut where even a whole line is too short. */
  readonly names: readonly string[];
}

/** Layout of row names in a chart `width` pixels wide. */
export function rowLayout(names: readonly string[], width: number): RowLayout {
  const widest = names.reduce((most, name) => Math.max(most, textWidth(name)), 0);
  const stacked = widest > width * 0.36;
  return {
    stacked,
    left: stacked ? 12 : widest + 12,
    names: names.map((name) => fitText(name, stacked ? width : widest)),
  };
}
