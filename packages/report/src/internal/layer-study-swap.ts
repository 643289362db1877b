import { barChart } from "@undercoat/charts";
import type { LayerStudyData, LayerStudyExchange } from "../layer-study-data.ts";
import { chartFigure, distinct, paragraph, type Section, scrollTable, subheading } from "./html.ts";
import type { Size } from "./layer-study-drawn.ts";

/** What the noisy group of each kind of labels costs in the clean model, beside the null. */
export function swapSection(data: LayerStudyData): Section {
  const kinds = distinct(data.exchanges.map(({ kind }) => kind));
  const body = kinds.flatMap((kind) => {
    const own = data.exchanges.filter((one) => one.kind === kind);
    const drawn = own.some(({ groups }) => groups.some(({ effect }) => effect !== null));
    const table = exchangeTable(data, kind, own);
    return [
      subheading(KIND_HEADINGS[kind]),
      paragraph(KIND_WORDS[kind]),
      drawn
        ? chartFigure(`swap-${kind}`, (size) => exchangeChart(data, kind, own, size), table)
        : scrollTable(table),
    ];
  });
  return { id: "swap", heading: "What exchanging a group costs", body };
}

const KIND_HEADINGS = {
  "noisy-into-clean": "One noisy group in the clean model",
  "clean-into-noisy": "One clean group in the noisy model",
  rewound: "One group put back to its initial weights",
} as const;

const KIND_WORDS = {
  "noisy-into-clean":
    "Below 0 the model gets worse. The null is a group of a second clean training in another order of data: groups of two trainings do not fit together perfectly, whatever the labels.",
  "clean-into-noisy": "Above 0 the model gets better by a group that saw no noise.",
  rewound: "About 0 where the training hardly used the group.",
} as const;

function exchangeChart(data: LayerStudyData, kind: string, own: readonly LayerStudyExchange[], size: Size) {
  return barChart({
    ...size,
    title: `Change of ${data.score} by one exchanged group, points (${kind})`,
    description: own
      .map(
        ({ candidate, groups }) =>
          `${candidate}: ${groups.map(({ group, effect }) => `${group} ${effect === null ? "n/a" : (100 * effect).toFixed(1)}`).join(", ")}.`,
      )
      .join(" "),
    xLabel: `change of ${data.score}, points`,
    groups: data.groups,
    series: own.map(({ candidate, groups }) => ({
      name: candidate,
      bars: data.groups.map((group) => {
        const row = groups.find((one) => one.group === group);
        if (row === undefined || row.effect === null) return null;
        const [low, high] = row.interval ?? [null, null];
        return {
          value: 100 * row.effect,
          low: low === null ? null : 100 * low,
          high: high === null ? null : 100 * high,
        };
      }),
    })),
    nullLine: 0,
  });
}

function exchangeTable(data: LayerStudyData, kind: string, own: readonly LayerStudyExchange[]) {
  const numeric = { numeric: true, digits: 1 };
  const percent = (value: number | null | undefined) => (value == null ? null : 100 * value);
  return {
    caption: `Change of ${data.score} in points with its interval, and beyond the null (${kind})`,
    columns: [
      { label: "layer group" },
      ...own.flatMap(({ candidate }) =>
        ["", ", low", ", high", " beyond null", ", low", ", high"].map((part) => ({
          label: `${candidate}${part}`,
          ...numeric,
        })),
      ),
    ],
    rows: data.groups.map((group) => [
      group,
      ...own.flatMap(({ groups }) => {
        const row = groups.find((one) => one.group === group);
        const beyond = row?.beyondNull ?? null;
        return [
          row?.effect,
          row?.interval?.[0],
          row?.interval?.[1],
          beyond?.mean,
          beyond?.interval?.[0],
          beyond?.interval?.[1],
        ].map(percent);
      }),
    ]),
  };
}
