import type { ChartOptions } from "../chart.ts";
import { escapeHtml } from "../escape-html.ts";
import { FONT_SIZE } from "./text.ts";

const DEFAULT_WIDTH = 720;
const SMALLEST_WIDTH = 280;

/** Width that a chart is drawn at. */
export function chartWidth(options: ChartOptions): number {
  return Math.max(SMALLEST_WIDTH, Math.round(options.width ?? DEFAULT_WIDTH));
}

/** Prefix of the ids in a chart: letters, digits and hyphens. */
export function chartId(options: ChartOptions): string {
  const slug = (options.id ?? options.title).toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return `chart-${slug.replace(/^-+|-+$/g, "") || "figure"}`;
}

/** Coordinates with one decimal: short, and equal on every machine. */
export function px(value: number): string {
  return String(Math.round(value * 10) / 10 + 0);
}

/** The whole SVG document around `body`. */
export function svgDocument(options: ChartOptions, height: number, body: readonly string[]): string {
  const [id, width] = [chartId(options), chartWidth(options)];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" aria-labelledby="${id}-title ${id}-desc" ` +
      `width="${width}" height="${px(height)}" viewBox="0 0 ${width} ${px(height)}" ` +
      `font-family="system-ui, sans-serif" font-size="${FONT_SIZE}" fill="currentColor">`,
    `<title id="${id}-title">${escapeHtml(options.title)}</title>`,
    `<desc id="${id}-desc">${escapeHtml(options.description)}</desc>`,
    ...body,
    "</svg>",
  ].join("\n");
}

/** One line of text. */
export function svgText(x: number, y: number, text: string, attributes = ""): string {
  return `<text x="${px(x)}" y="${px(y)}"${attributes && ` ${attributes}`}>${escapeHtml(text)}</text>`;
}

/** A straight line in the text's colour unless `attributes` say otherwise. */
export function svgLine(x1: number, y1: number, x2: number, y2: number, attributes: string): string {
  return `<line x1="${px(x1)}" y1="${px(y1)}" x2="${px(x2)}" y2="${px(y2)}" ${attributes}/>`;
}
