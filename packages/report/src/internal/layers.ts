import { barChart, formatNumber } from "@undercoat/charts";
import type { ReportData, ReportLayers, ReportLayerValue } from "../report-data.ts";
import { chartFigure, definitions, list, paragraph, type Section, scrollTable, subheading } from "./html.ts";

const BLIND_SPOTS = [
  "A small value does not mean unchanged: reordering the filters of a layer changes no weight statistic at all, and replacing a few filters by others of the same scale hardly any.",
  "Only ratios to the null can be compared between groups: by chance alone, a group with few weights, such as the head, moves far more than one with many.",
  "The scale of weights in front of a batch normalisation is arbitrary; a change of it moves the measure and not the model.",
  "Statistics that moved do not show which layers matter: exchanging layers between the two models can say something else. Freeze a group only where a trial with and without it supports that.",
] as const;

/** Which layer groups moved, as ratios to the null, and what such numbers cannot see. */
export function layersSection({ layers, noise }: ReportData): Section {
  const parts = layers.flatMap((one, index) => layersParts(one, index));
  const noiseParts = noise.length === 0 ? [] : [subheading("Realised noise"), scrollTable(noiseTable(noise))];
  if (parts.length === 0) return { id: "layers", heading: "Noise in the labels", body: noiseParts };
  const body = [
    ...noiseParts,
    paragraph(
      "The null is the same measure between two clean trainings that differ only in the order of their data. " +
        "A ratio of 1 means that noise moved a group no further than another order of the same data.",
    ),
    ...parts,
    subheading("What these measures cannot see"),
    list(BLIND_SPOTS),
  ];
  return { id: "layers", heading: "Noise in the labels and layers", body };
}

function noiseTable(noise: ReportData["noise"]) {
  const numeric = { numeric: true, digits: 1 };
  return {
    caption: "Noisy against clean labels, per scene",
    columns: [
      { label: "labels" },
      { label: "scene" },
      { label: "pixels changed, %", ...numeric },
      { label: "IoU, points", ...numeric },
    ],
    rows: noise.map(({ name, sceneId, noiseRate, iou }) => [
      name,
      sceneId,
      noiseRate * 100,
      iou === null ? null : iou * 100,
    ]),
  };
}

function layersParts(layers: ReportLayers, index: number): string[] {
  if (layers.groups.length === 0) return [];
  const table = layerTable(layers);
  const meanings = layers.measures.map(
    ({ name, definition, unit }) => [name, `${definition}, in ${unit}`] as const,
  );
  const series = layers.measures.map(({ name }) => ({
    name,
    bars: layers.groups.map(({ measures }) => barOf(measures[name])),
  }));
  const drawn = series.some(({ bars }) => bars.some((bar) => bar !== null));
  const draw = (size: { id: string; width: number }) =>
    barChart({
      ...size,
      title: `${layers.name}: ratio to the null`,
      description: describe(layers),
      xLabel: "ratio to the null, log axis",
      groups: layers.groups.map(({ group }) => group),
      series,
      axis: "log",
      nullLine: 1,
    });
  const numbers = drawn ? chartFigure(`layers-${index}`, draw, table) : scrollTable(table);
  return [subheading(layers.name), definitions(meanings), numbers, list(layers.notes)];
}

function barOf(value: ReportLayerValue | undefined) {
  const ratio = value?.ratio ?? null;
  if (ratio === null || !Number.isFinite(ratio) || ratio <= 0) return null;
  const interval = value?.interval?.every(Number.isFinite) ? value.interval : null;
  return { value: ratio, low: interval?.[0] ?? null, high: interval?.[1] ?? null };
}

function describe({ groups, measures }: ReportLayers): string {
  return measures
    .map(({ name }) => {
      const ratios = groups.map(
        ({ group, measures: values }) =>
          `${group} ${formatNumber(values[name]?.ratio ?? Number.NaN, { digits: 2 })}`,
      );
      return `${name}: ${ratios.join(", ")}.`;
    })
    .join(" ");
}

function layerTable({ name, measures, groups }: ReportLayers) {
  const parts = ["value", "null", "ratio", "low", "high"];
  const columns = measures.flatMap((measure) =>
    parts.map((part, index) => ({
      label: `${measure.name}, ${part}`,
      numeric: true,
      ...(index < 2 ? {} : { digits: 2 }),
    })),
  );
  const rows = groups.map(({ group, count, measures: values }) => [
    group,
    count ?? null,
    ...measures.flatMap((measure) => {
      const value = values[measure.name];
      const [low, high] = value?.interval ?? [null, null];
      return [value?.value ?? null, value?.nullValue ?? null, value?.ratio ?? null, low, high];
    }),
  ]);
  const first = [{ label: "layer group" }, { label: "weights", numeric: true, digits: 0 }];
  return {
    caption: `${name}: every measure, its null, and the ratio with its interval`,
    columns: [...first, ...columns],
    rows,
  };
}
