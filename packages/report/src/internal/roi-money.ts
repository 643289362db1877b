import { intervalChart } from "@undercoat/charts";
import type { RoiData } from "../roi-data.ts";
import { figureText } from "./amount.ts";
import { chartFigure, paragraph, type Section } from "./html.ts";

const MONEY = ["moneySaved", "extraCost", "netSaved", "netGained"];

/** Money saved, spent and left over, with intervals. */
export function moneySection({ figures, currency, level, goalFigure }: RoiData): Section {
  const known = figures.filter(({ key, missing }) => MONEY.includes(key) && missing.length === 0);
  const drawn = known.flatMap(({ name, median, low, high }) =>
    median === null ? [] : [{ name, value: median, low, high }],
  );
  if (drawn.length === 0) return { id: "money", heading: "Money", body: [] };
  const title = `Over the whole horizon, in ${currency}, with ${Math.round(100 * level)} % intervals`;
  const goal = figures.find(({ key }) => key === goalFigure);
  const description = `Dots are medians. A filled dot means that the interval leaves zero out. The verdict is on: ${goal?.name}.`;
  const lost = known
    .filter(({ median }) => median === null)
    .map((figure) => `${figure.name}: ${figureText(null, figure)}.`);
  return {
    id: "money",
    heading: "Money",
    body: [
      paragraph(description),
      ...lost.map(paragraph),
      chartFigure("money-chart", (size) =>
        intervalChart({ ...size, title, description, xLabel: currency, rows: drawn }),
      ),
    ],
  };
}
