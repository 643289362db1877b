import { svgText } from "./svg.ts";
import { textWidth, wrapText } from "./text.ts";

const LINE_HEIGHT = 15;
const MOST_LINES = 3;
const TICK_ROOM = 24;

/** Where the names of horizontal rows go: beside the plot where they fit, else on lines of their own. */
export interface RowLayout {
  readonly stacked: boolean;
  /** Left end of the plot. */
  readonly left: number;
  /** Height that the names need above each row; 0 beside the plot. */
  readonly above: number;
  /** Lines of every name. */
  readonly names: readonly (readonly string[])[];
}

/** Layout of row names in a chart `width` pixels wide. */
export function rowLayout(names: readonly string[], width: number): RowLayout {
  const widest = names.reduce((most, name) => Math.max(most, textWidth(name)), 0);
  if (widest <= width * 0.36) {
    return { stacked: false, left: widest + 12, above: 0, names: names.map((name) => [name]) };
  }
  const lines = names.map((name) => wrapText(name, width - 2, MOST_LINES));
  const most = lines.reduce((count, { length }) => Math.max(count, length), 1);
  return { stacked: true, left: TICK_ROOM, above: most * LINE_HEIGHT + 4, names: lines };
}

const HALO =
  'paint-order="stroke" stroke="var(--chart-background, #fff)" stroke-width="4" stroke-linejoin="round"';

/** Name of the row that starts at `top`; `middle` is the middle of what is drawn in the row. */
export function rowName(layout: RowLayout, index: number, top: number, middle: number): string[] {
  const lines = layout.names[index] ?? [];
  if (!layout.stacked) return lines.map((line) => svgText(0, middle + 4, line));
  const first = top + layout.above - lines.length * LINE_HEIGHT + 9;
  return lines.map((line, number) => svgText(0, first + number * LINE_HEIGHT, line, HALO));
}
