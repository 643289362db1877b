import type { RoiResult } from "@undercoat/workflows/files";
import { textTable } from "./text-table.ts";

const SHOWN = [
  "costPerLabel",
  "extraCost",
  "breakEvenLabels",
  "labelsSaved",
  "moneySaved",
  "netSaved",
  "paybackTime",
  "pointsGained",
  "pointsAtEqualLabels",
  "netGained",
  "breakEvenArea",
];

/** The verdict first, then what it rests on, what drives it, and what to keep in mind. */
export function roiText(found: RoiResult, out: string | undefined): string {
  const { verdict, reason, next, chanceAboveZero, figures, drivers, cautions, level, draws } = found;
  const percent = Math.round(100 * level);
  const shown = figures.filter(({ key }) => SHOWN.includes(key));
  const unknown = shown.filter(({ missing }) => missing.length > 0);
  const rows = shown
    .filter(({ missing }) => missing.length === 0)
    .map((figure) => {
      const text = (value: number | null) => (value === null ? figure.endless : amount(value));
      return [figure.name, text(figure.median), text(figure.low), text(figure.high), figure.unit];
    });
  return [
    `${verdict}: ${reason}`,
    ...(next === null ? [] : [`measure next: ${next}`]),
    ...(chanceAboveZero === null ? [] : [`draws in which it pays: ${Math.round(100 * chanceAboveZero)} %`]),
    "",
    textTable(["", "median", "low", "high", "unit"], rows, ["left", "right", "right", "right", "left"]),
    `low and high: ${percent} % interval of ${draws} draws`,
    ...unknown.map(({ name, missing }) => `· ${name}: not known without ${missing.join(", ")}`),
    ...(drivers.length === 0 ? [] : ["", driversTable(found)]),
    "",
    ...cautions.map((caution) => `! ${caution}`),
    ...(out === undefined ? [] : [`wrote ${out}`]),
  ].join("\n");
}

function driversTable({ drivers, currency }: RoiResult): string {
  const moving = drivers.filter(({ atLow, atHigh }) => atLow === null || atLow !== atHigh);
  const still = drivers.filter((driver) => !moving.includes(driver)).map(({ name }) => name);
  const rows = moving.map(({ name, atLow, atHigh, rankCorrelation, narrowing }) => [
    name,
    atLow === null ? "–" : amount(atLow),
    atHigh === null ? "–" : amount(atHigh),
    rankCorrelation === null ? "–" : amount(Number(rankCorrelation.toFixed(2))),
    narrowing === null ? "–" : `${amount(Math.round(100 * narrowing))} %`,
  ]);
  const header = [`what drives it, ${currency}`, "at its 10 %", "at its 90 %", "rank corr.", "narrower by"];
  const table = textTable(header, rows);
  return still.length === 0 ? table : `${table}\n· without effect here: ${still.join(", ")}`;
}

/** Three significant digits without powers of ten. */
function amount(value: number): string {
  const rounded = Number(value.toPrecision(3));
  return String(rounded + 0).replace("-", "−"); // + 0: no minus before zero
}
