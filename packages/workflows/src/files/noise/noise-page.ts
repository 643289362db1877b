import { type ChartTable, escapeHtml, renderTable } from "@undercoat/charts";
import type { Window } from "@undercoat/raster";
import type { LabelNoiseResult } from "./estimate-label-noise.ts";
import { noiseChart, percent, range } from "./noise-picture.ts";
import type { NoiseFacts } from "./write-noise-files.ts";

/** Objects in the table of the page. */
const SHOWN = 20;

const STYLE =
  "body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1.25rem;color:#1b1f24;background:#fff}" +
  "svg{max-width:100%;height:auto}table{border-collapse:collapse;margin:1rem 0;font-size:.92rem}caption{text-align:left;font-weight:600}" +
  "th,td{text-align:left;padding:.3rem 1rem .3rem 0;border-bottom:1px solid #d5d9de}.number{text-align:right}";

/** One self-contained HTML page: the picture, what to do, and the numbers. */
export function noisePage({ result }: Pick<NoiseFacts, "result">, picture: string): string {
  const { suggestions, labels } = result;
  return [
    "<!doctype html>",
    `<html lang="en"><head><meta charset="utf-8"><title>Noise of ${escapeHtml(labels)}</title><style>${STYLE}</style></head><body>`,
    `<h1>Noise of ${escapeHtml(labels)}</h1>`,
    picture,
    "<h2>What to do</h2>",
    `<ul>${suggestions.map((one) => `<li><b>${one.action}</b>: ${escapeHtml(one.reason + places(one.windows))}</li>`).join("")}</ul>`,
    "<h2>Numbers</h2>",
    renderTable(noiseChart(result).table),
    renderTable(transitionTable(result)),
    renderTable(objectTable(result)),
    `<p>${escapeHtml(caution(result))}</p>`,
    "</body></html>",
  ].join("\n");
}

/** What the numbers do not say. */
export function caution({ estimate }: Pick<LabelNoiseResult, "estimate">): string {
  return (
    `Models agree with ${percent(estimate.agreement)} % of the labels${estimate.origin === "out-of-fold" ? ", which they did not see" : ", which they saw in training: the rates are too low"}; always naming the most frequent class would with ${percent(estimate.majority)} %. ` +
    "The interval holds what blocks of ground and models leave open. Noise that the images cannot contradict, such as a class that is drawn wrongly everywhere, is not in it."
  );
}

function transitionTable({ estimate, classes }: LabelNoiseResult | NoiseFacts["result"]): ChartTable {
  return {
    caption: "P(label | clean class): rows are clean, and sum to 1",
    columns: [{ label: "clean" }, ...classes.map(({ name }) => ({ label: name, numeric: true, digits: 3 }))],
    rows: estimate.transitionMatrix.map((row, i) => [classes[i]!.name, ...(row ?? classes.map(() => null))]),
  };
}

function objectTable({ objects, classes }: NoiseFacts["result"]): ChartTable {
  const name = (k: number) => classes[k]?.name ?? null;
  return {
    caption: `Suspicious objects, worst first (${Math.min(SHOWN, objects.length)} of ${objects.length})`,
    columns: [
      { label: "column, row" },
      { label: "labelled" },
      { label: "looks like" },
      { label: "pixels", numeric: true, digits: 0 },
      { label: "probably wrong pixels", numeric: true, digits: 1 },
    ],
    rows: objects
      .slice(0, SHOWN)
      .map(({ bounds, label, suggested, pixels, severity }) => [
        `${bounds.x}, ${bounds.y}`,
        name(label),
        name(suggested),
        pixels,
        severity,
      ]),
  };
}

/** The estimate as lines of text: rates with intervals, the matrix, what to do. */
export function noiseText(result: LabelNoiseResult): string {
  const { estimate, classes, suggestions, files } = result;
  const width = Math.max(10, ...classes.map(({ name }) => name.length + 9));
  const rate = (name: string, one: { value: number; low: number; high: number } | null) =>
    one === null
      ? `${name.padEnd(width)}  –`
      : `${name.padEnd(width)}  ${percent(one.value).padStart(5)} %  (${range(one)})`;
  const matrix = estimate.transitionMatrix.map(
    (row, i) =>
      `${classes[i]!.name.padEnd(width)}  ${row === null ? "–" : row.map((p) => p.toFixed(3)).join("  ")}`,
  );
  return [
    `wrong labels, with ${Math.round(100 * estimate.level)} % intervals (${estimate.pixels} pixels, ${estimate.blocks} blocks, ${result.models.length} ${result.models.length === 1 ? "model" : "models"})`,
    rate("all", estimate.noiseRate),
    ...estimate.ofLabelled.map((one, k) => rate(`labelled ${classes[k]!.name}`, one)),
    "",
    `P(label | clean class), columns ${classes.map(({ name }) => name).join(", ")}`,
    ...matrix,
    "",
    ...suggestions.map((one) => `${one.action}: ${one.reason}${places(one.windows)}`),
    caution(result),
    ...(files === null
      ? []
      : [
          `wrote ${Object.values(files)
            .filter((file) => file !== null)
            .join(", ")}`,
        ]),
  ].join("\n");
}

/** Where blocks lie, the first few of many. */
function places(windows: readonly Window[] = []): string {
  if (windows.length === 0) return "";
  const shown = windows.slice(0, PLACES).map(({ x, y, width, height }) => `${width}×${height} at ${x}, ${y}`);
  return ` (${shown.join("; ")}${windows.length > PLACES ? "; …" : ""})`;
}

const PLACES = 5;
