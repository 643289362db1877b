import { px, svgText } from "./svg.ts";
import { fitText, textWidth } from "./text.ts";

/** Height of one legend line in pixels. */
export const LEGEND_LINE = 20;

const KEY = 34;
const GAP = 18;

/** One entry: a name and its key, drawn around 0, 0 in a box of 28 × 12 pixels. */
export interface LegendEntry {
  readonly name: string;
  readonly key: string;
}

/** Legend drawn from the point `x`, `y` on, wrapped into lines no wider than `width`. */
export function legend(
  entries: readonly LegendEntry[],
  box: { x: number; y: number; width: number },
): { body: string[]; height: number } {
  const body: string[] = [];
  let [offset, line] = [0, 0];
  for (const { name, key } of entries) {
    const label = fitText(name, box.width - KEY);
    const size = KEY + textWidth(label);
    if (offset > 0 && offset + size > box.width) [offset, line] = [0, line + 1];
    const [x, y] = [box.x + offset, box.y + line * LEGEND_LINE + LEGEND_LINE / 2];
    body.push(`<g transform="translate(${px(x + 14)} ${px(y)})">${key}</g>`, svgText(x + KEY, y + 4, label));
    offset += size + GAP;
  }
  return { body, height: (line + 1) * LEGEND_LINE };
}
