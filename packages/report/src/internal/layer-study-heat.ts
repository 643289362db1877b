import { heatMap } from "@undercoat/charts";
import type { LayerStudyData, LayerStudyTable } from "../layer-study-data.ts";
import { chartFigure, type Section, scrollTable, subheading } from "./html.ts";
import { DRAWN, isDrawable, type Size } from "./layer-study-drawn.ts";

/** Ratios over training time, and over the kinds of labels by their noise rate. */
export function heatSection(data: LayerStudyData): Section {
  const measures = DRAWN.filter((name) => data.tables.some(({ measure }) => measure === name));
  const overTime =
    data.steps.length < 2
      ? []
      : data.candidates.flatMap(({ name }, c) =>
          measures.flatMap((measure, m) =>
            mapFigure(data, `time-${c}-${m}`, {
              title: `${name}: ratio to the null by ${measure}, layer × training step`,
              columns: data.steps.map(String),
              tables: data.steps.map((step) =>
                data.tables.find(
                  (one) => one.candidate === name && one.measure === measure && one.step === step,
                ),
              ),
            }),
          ),
        );
  const byRate = data.candidates.toSorted((a, b) => (a.noiseRate ?? 0) - (b.noiseRate ?? 0));
  const overRate =
    data.candidates.length < 2
      ? []
      : measures.flatMap((measure, m) =>
          mapFigure(data, `rate-${m}`, {
            title: `Ratio to the null by ${measure}, layer × noise rate after ${data.steps.at(-1)} steps`,
            columns: byRate.map(
              ({ name, noiseRate }) =>
                `${name}, ${noiseRate === null ? "?" : (100 * noiseRate).toFixed(1)} %`,
            ),
            tables: byRate.map(({ name }) =>
              data.tables.find(
                (one) => one.candidate === name && one.measure === measure && one.step === data.steps.at(-1),
              ),
            ),
          }),
        );
  return {
    id: "heat",
    heading: "Over noise rates and over training",
    body: [
      ...(overRate.length === 0 ? [] : [subheading("Layer × noise rate"), ...overRate]),
      ...(overTime.length === 0 ? [] : [subheading("Layer × training time"), ...overTime]),
    ],
  };
}

function mapFigure(
  data: LayerStudyData,
  id: string,
  {
    title,
    columns,
    tables,
  }: { title: string; columns: readonly string[]; tables: readonly (LayerStudyTable | undefined)[] },
): string[] {
  const values = data.groups.map((group) =>
    tables.map((table) => {
      const ratio = table?.rows.find((row) => row.group === group)?.ratio ?? null;
      return isDrawable(ratio) ? ratio : null;
    }),
  );
  if (values.flat().every((value) => value === null)) return [];
  const draw = (size: Size) =>
    heatMap({
      ...size,
      title,
      description: `${title}; a row per layer group.`,
      rows: data.groups,
      columns,
      values,
      valueLabel: "ratio to the null",
      scale: "log",
      digits: 2,
    });
  return [chartFigure(id, draw)];
}

/** CKA between all groups of the clean and the noisy model, and gradients of right and wrong pixels. */
export function similaritySection(data: LayerStudyData): Section {
  const maps = data.cka.flatMap(({ candidate, values }, index) => {
    const shown = values.map((row) => row.map((value) => (value === null ? null : value)));
    if (shown.flat().every((value) => value === null)) return [];
    const title = `Clean against "${candidate}": debiased linear CKA`;
    const draw = (size: Size) =>
      heatMap({
        ...size,
        title,
        description: `${title}; rows are groups of the clean model, columns of the other; 1 on the diagonal means the same up to a rotation.`,
        rows: data.groups,
        columns: data.groups,
        values: shown,
        valueLabel: "CKA",
        domain: [0, 1],
        digits: 2,
      });
    return [chartFigure(`cka-${index}`, draw)];
  });
  const gradients = data.gradients.map(({ candidate, groups }) =>
    scrollTable({
      caption: `${candidate}: gradients of rightly and of wrongly labelled pixels in the noisy model (norm over √weights; cosine 1: they pull the same way, −1: against each other)`,
      columns: [
        { label: "layer group" },
        ...["right pixels", "wrong pixels", "cosine"].map((label) => ({ label, numeric: true })),
      ],
      rows: groups.map(({ group, cleanNorm, noisyNorm, cosine }) => [group, cleanNorm, noisyNorm, cosine]),
    }),
  );
  return {
    id: "similarity",
    heading: "How alike the models are inside",
    body: [
      ...maps,
      ...(gradients.length === 0
        ? []
        : [subheading("Do right and wrong pixels pull the same way?"), ...gradients]),
    ],
  };
}
