import { barChart } from "@undercoat/charts";
import type { LayerStudyData, LayerStudyTable } from "../layer-study-data.ts";
import {
  chartFigure,
  definitions,
  distinct,
  paragraph,
  type Section,
  scrollTable,
  subheading,
} from "./html.ts";
import { DRAWN, isDrawable, type Size } from "./layer-study-drawn.ts";

/** How far each group moved beyond its null, for every kind of labels at the end of training. */
export function movedSection(data: LayerStudyData): Section {
  const last = data.steps.at(-1);
  const body = data.candidates.flatMap(({ name }, index) => {
    const own = data.tables.filter(({ candidate, step }) => candidate === name && step === last);
    const drawn = own.filter(
      ({ measure, rows }) => DRAWN.includes(measure) && rows.some(({ ratio }) => isDrawable(ratio)),
    );
    const table = ratioTable(data, name, own);
    const chart = (size: Size) => ratioChart(data, name, drawn, size);
    return [
      subheading(`Labels "${name}"`),
      drawn.length === 0 ? scrollTable(table) : chartFigure(`moved-${index}`, chart, table),
    ];
  });
  const meaning = definitions(
    data.measures.map(({ name, unit, definition }) => [name, `${definition} (${unit})`] as const),
  );
  const intro = paragraph(
    "The null is the same measure between two clean trainings that differ only in the order of their data; a ratio of 1 means that noise moved a group no further than that. The grey band is how far the null itself varies between seeds.",
  );
  return { id: "moved", heading: "What moved beyond the null", body: [intro, meaning, ...body] };
}

function ratioChart(data: LayerStudyData, name: string, own: readonly LayerStudyTable[], size: Size) {
  const bands = own.flatMap(({ nullBand }) => (nullBand === null ? [] : [nullBand]));
  const band: [number, number] = [
    Math.min(...bands.map(([low]) => low)),
    Math.max(...bands.map(([, high]) => high)),
  ];
  return barChart({
    ...size,
    title: `${name}: ratio to the null after ${data.steps.at(-1)} steps`,
    description: own
      .map(
        ({ measure, rows }) =>
          `${measure}: ${rows.map(({ group, ratio }) => `${group} ${ratio?.toFixed(2) ?? "n/a"}`).join(", ")}.`,
      )
      .join(" "),
    xLabel: "ratio to the null, log axis",
    groups: data.groups,
    series: own.map(({ measure, rows }) => ({
      name: measure,
      bars: data.groups.map((group) => {
        const row = rows.find((one) => one.group === group);
        if (row === undefined || !isDrawable(row.ratio)) return null;
        return { value: row.ratio, low: row.interval?.[0] ?? null, high: row.interval?.[1] ?? null };
      }),
    })),
    axis: "log",
    nullLine: 1,
    ...(bands.length === 0 ? {} : { nullBand: band }),
  });
}

function ratioTable(data: LayerStudyData, name: string, own: readonly LayerStudyTable[]) {
  const parts = ["value", "null", "ratio", "low", "high"];
  return {
    caption: `${name}: every measure, its null, and their ratio with its t interval`,
    columns: [
      { label: "layer group" },
      ...own.flatMap(({ measure }) =>
        parts.map((part, i) => ({
          label: `${measure}, ${part}`,
          numeric: true,
          ...(i < 2 ? {} : { digits: 2 }),
        })),
      ),
      { label: "constant tensors" },
    ],
    rows: data.groups.map((group) => {
      const rows = own.map((table) => table.rows.find((one) => one.group === group));
      const undefinedOnes = distinct(rows.flatMap((row) => row?.undefinedTensors ?? []));
      return [
        group,
        ...rows.flatMap((row) => [
          row?.value ?? null,
          row?.null ?? null,
          row?.ratio ?? null,
          row?.interval?.[0] ?? null,
          row?.interval?.[1] ?? null,
        ]),
        undefinedOnes.join(", ") || "none",
      ];
    }),
  };
}
