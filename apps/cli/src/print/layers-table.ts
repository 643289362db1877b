import type { LayersFile } from "@undercoat/workflows";
import { textTable } from "./text-table.ts";

/** The layers of a run, one table for each candidate, with the notes that belong to the numbers. */
export function layersTable(layers: LayersFile): string {
  const names = layers.measures.map(({ name }) => name);
  const short = (name: string) => `W${names.indexOf(name) + 1}`;
  const header = ["layer group", ...names.flatMap((name) => [short(name), "null", "ratio", "interval"])];
  const tables = layers.candidates.map(({ pretraining, groups, summary }) => {
    const rows = groups.map(({ group, measures }) => [
      group,
      ...names.flatMap((name) => {
        const row = measures[name];
        if (row === undefined) return ["", "", "", ""];
        return [
          digits(row.value),
          digits(row.null),
          digits(row.ratio),
          row.interval === null ? "–" : `[${row.interval.map(digits).join(", ")}]`,
        ];
      }),
    ]);
    const sums = summary.map(
      ({ measure, encoder, decoder }) =>
        `${short(measure)}, ${measure}: encoder ${digits(encoder)}, decoder + head ${digits(decoder)} (geometric means of the ratios)`,
    );
    return [
      `Layers: "${pretraining}" against "${layers.reference}"${layers.seeds.length === 0 ? "" : `, seeds ${layers.seeds.join(", ")}`}`,
      textTable(header, rows),
      ...sums,
    ].join("\n");
  });
  return [...tables, ...layers.notes.map((note) => `· ${note}`)].join("\n");
}

function digits(value: number | null): string {
  if (value === null) return "–";
  return value !== 0 && Math.abs(value) < 0.01 ? value.toExponential(1) : value.toFixed(value < 100 ? 2 : 0);
}
