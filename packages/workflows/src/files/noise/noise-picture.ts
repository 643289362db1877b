import { escapeHtml, intervalChart } from "@undercoat/charts";
import type { IntervalEstimate } from "@undercoat/noise-estimation";
import { IGNORE_INDEX, type LabelMap } from "@undercoat/raster";
import { encodePng } from "@undercoat/report";
import type { NoiseFacts } from "./write-noise-files.ts";

const SIDE = 300;
const GAP = 20;
const CHART = 360;
const TOP = 64;
const LINE = 20;
const IGNORED = [140, 140, 140] as const;
/** Distinct in hue and in lightness, for classes without a colour of their own. */
const COLOURS = [
  "#2e6fba",
  "#3c8f5a",
  "#e0c060",
  "#d1495b",
  "#7d5ba6",
  "#30a0a8",
  "#a06a3c",
  "#8a8f98",
] as const;

/** The labels, what contradicts them, and the noise rates with their intervals, as one SVG. */
export function noisePicture({
  labels,
  judged,
  result,
}: Pick<NoiseFacts, "labels" | "judged" | "result">): string {
  const colours = classColours(labels);
  const { estimate } = result;
  const chart = noiseChart(result);
  const height = SIDE * Math.min(1, labels.height / labels.width);
  const left = GAP + SIDE + GAP;
  const total = left + SIDE + GAP + CHART + GAP;
  const bottom = Math.max(
    TOP + height + GAP + LINE * (labels.scheme.classes.length + 1),
    TOP + 36 * (labels.scheme.classes.length + 3),
  );
  const headline = `${percent(estimate.noiseRate.value)} % of these labels are probably wrong`;
  const level = `${Math.round(100 * estimate.level)} % interval: ${range(estimate.noiseRate)}; ${result.models.length} ${result.models.length === 1 ? "model" : "models"} that ${estimate.origin === "out-of-fold" ? "did not see" : "saw (too low!)"} the labels`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${total}" height="${Math.ceil(bottom)}" viewBox="0 0 ${total} ${Math.ceil(bottom)}" font-family="system-ui, sans-serif" font-size="13" fill="#1b1f24" role="img">`,
    `<title>${escapeHtml(headline)}</title>`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    text(GAP, 24, headline, 'font-size="18" font-weight="600"'),
    text(GAP, 44, level),
    text(GAP, TOP, "the labels"),
    text(left, TOP, "pixels that look like another class, in its colour"),
    image(
      GAP,
      TOP + 8,
      height,
      mapPicture(labels, (pixel) => colours[labels.data[pixel]!] ?? IGNORED),
    ),
    image(
      left,
      TOP + 8,
      height,
      mapPicture(labels, (pixel) => colours[judged.suggested[pixel]!] ?? pale(labels, colours, pixel)),
    ),
    ...labels.scheme.classes.map(({ name }, k) =>
      legend(
        GAP,
        TOP + height + GAP + LINE * (k + 1),
        estimate.unsureClasses.includes(k)
          ? `${name}: no rate, most of its labels are wrong or not to be seen`
          : name,
        colours[k]!,
      ),
    ),
    `<svg x="${left + SIDE + GAP}" y="${TOP - 8}" width="${CHART}" height="${36 * (labels.scheme.classes.length + 3)}">${chart.svg}</svg>`,
    "</svg>",
  ].join("\n");
}

/** Noise rates of all labels, and of what is labelled each class, with intervals, in per cent. */
export function noiseChart({ estimate, classes }: NoiseFacts["result"]) {
  const rows = [
    { name: "all labels", ...inPercent(estimate.noiseRate) },
    ...estimate.ofLabelled.flatMap((one, k) =>
      one === null ? [] : [{ name: classes[k]!.name, ...inPercent(one) }],
    ),
  ];
  return intervalChart({
    title: "Wrong labels",
    description: "Share of wrong labels, of all and of what is labelled each class, with intervals.",
    xLabel: "% of what is labelled so is wrong",
    rows,
    width: CHART,
    digits: 1,
  });
}

function inPercent({ value, low, high }: IntervalEstimate): IntervalEstimate {
  return { value: 100 * value, low: 100 * low, high: 100 * high };
}

type Colour = readonly number[];

function classColours({ scheme }: LabelMap): Colour[] {
  return scheme.classes.map(({ colorHint }, k) => {
    const hint = /^#?[0-9a-f]{6}$/i.test(colorHint ?? "") ? colorHint! : COLOURS[k % COLOURS.length]!;
    const digits = Number.parseInt(hint.replace("#", ""), 16);
    return [digits >> 16, (digits >> 8) & 255, digits & 255];
  });
}

/** The label's colour in nearly white, so that doubtful pixels stand out. */
function pale({ data }: LabelMap, colours: readonly Colour[], pixel: number): Colour {
  if (data[pixel] === IGNORE_INDEX) return IGNORED;
  return colours[data[pixel]!]!.map((sample) => Math.round(225 + sample * 0.12));
}

/** A PNG of at most {@link SIDE} × 2 pixels a side, every n-th pixel of the map. */
function mapPicture({ width, height }: LabelMap, colourOf: (pixel: number) => Colour): string {
  const step = Math.max(1, Math.ceil(width / (2 * SIDE)));
  const [columns, rows] = [Math.ceil(width / step), Math.ceil(height / step)];
  const data = new Uint8Array(columns * rows * 4).fill(255);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      data.set(colourOf(row * step * width + column * step), (row * columns + column) * 4);
  return Buffer.from(encodePng({ width: columns, height: rows, data })).toString("base64");
}

function image(x: number, y: number, height: number, png: string): string {
  return `<image x="${x}" y="${y}" width="${SIDE}" height="${height}" preserveAspectRatio="xMinYMin" style="image-rendering:pixelated" href="data:image/png;base64,${png}"/>`;
}

function legend(x: number, y: number, name: string, colour: Colour): string {
  return `<rect x="${x}" y="${y - 11}" width="18" height="12" fill="rgb(${colour.join(",")})" stroke="#555d66"/>${text(x + 26, y, name)}`;
}

function text(x: number, y: number, words: string, attributes = ""): string {
  return `<text x="${x}" y="${y}" ${attributes}>${escapeHtml(words)}</text>`;
}

/** `"14.2 to 21.0 %"`. */
export function range({ low, high }: IntervalEstimate): string {
  return `${percent(low)} to ${percent(high)} %`;
}

/** A share in per cent, one decimal. */
export function percent(share: number): string {
  return (100 * share).toFixed(1);
}
