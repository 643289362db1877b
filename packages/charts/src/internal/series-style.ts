import {
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolStar,
  symbolTriangle,
} from "d3-shape";

/** Colours with a contrast of at least 3 against white and against a dark page. */
export const PALETTE = ["#2f7fd6", "#d0660a", "#23905a", "#a35fd0", "#d64550", "#1690a0", "#8a7a1a"] as const;

const DASHES = ["", "7 3", "2 3", "9 3 2 3", "12 4"] as const;
const SYMBOLS = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond, symbolCross, symbolStar];

/** How one series looks: colour, dash and marker all differ, so that one of them is enough to read it. */
export interface SeriesStyle {
  readonly color: string;
  readonly dash: string;
  /** Path of the marker around 0, 0. */
  readonly marker: string;
}

/** Style of the series at `index`; the three cycles have no common length, so 210 combinations differ. */
export function seriesStyle(index: number): SeriesStyle {
  return {
    color: PALETTE[index % PALETTE.length]!,
    dash: DASHES[index % DASHES.length]!,
    marker: symbol(SYMBOLS[index % SYMBOLS.length]!, 40)() ?? "",
  };
}

/** Attribute for a dash, or nothing for a solid line. */
export function dashAttribute(dash: string): string {
  return dash === "" ? "" : ` stroke-dasharray="${dash}"`;
}
