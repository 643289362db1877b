import { tornadoChart } from "@undercoat/charts";
import type { RoiData } from "../roi-data.ts";
import { amount } from "./amount.ts";
import { chartFigure, paragraph, type Section, scrollTable } from "./html.ts";

const ENDS = ["at its 10 % quantile", "at its 90 % quantile"] as const;

/** What drives the result: a tornado, and a table with rank correlations. */
export function driversSection(data: RoiData): Section {
  const { drivers, figures, goalFigure, currency, atMedians } = data;
  if (drivers.length === 0) return { id: "drivers", heading: "What drives it", body: [] };
  const goal = figures.find(({ key }) => key === goalFigure)?.name ?? goalFigure;
  const rows = drivers.flatMap(({ name, atLow, atHigh }) =>
    atLow === null || atHigh === null || atLow === atHigh ? [] : [{ name, atLow, atHigh }],
  );
  const title = `${capital(goal)} in ${currency} when one quantity is low or high`;
  const description = `All others stay at their medians, where the result is ${atMedians === null ? "without a number" : `${amount(atMedians)} ${currency}`} (upright line). A dashed line marks zero where zero is in sight. ${capital(rows[0]?.name ?? "none")} has the longest bar.`;
  const table = driversTable(data);
  const isDrawable = atMedians !== null && rows.length > 0;
  return {
    id: "drivers",
    heading: "What drives it",
    body: [
      paragraph(description),
      isDrawable
        ? chartFigure(
            "drivers-chart",
            (size) =>
              tornadoChart({
                ...size,
                title,
                description,
                xLabel: currency,
                rows,
                base: atMedians,
                ends: ENDS,
              }),
            table,
          )
        : scrollTable(table),
      paragraph(
        "Rank correlation is Spearman's, over all draws. The last column says how much narrower the interval of the result gets once the range of this quantity is halved: the largest one is worth measuring first.",
      ),
    ],
  };
}

function driversTable({ drivers }: RoiData) {
  return {
    caption: "What the result depends on",
    columns: [
      { label: "quantity" },
      ...ENDS.map((label) => ({ label, numeric: true })),
      { label: "rank correlation", numeric: true, digits: 2 },
      { label: "narrower by, %", numeric: true, digits: 0 },
    ],
    rows: drivers.map(({ name, atLow, atHigh, rankCorrelation, narrowing }) => [
      name,
      atLow === null ? "no number" : amount(atLow),
      atHigh === null ? "no number" : amount(atHigh),
      rankCorrelation,
      narrowing === null ? null : 100 * narrowing,
    ]),
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
