import { escapeHtml } from "@undercoat/charts";
import { ReportError } from "../errors.ts";
import type { EvaluationData, EvaluationPlace } from "../evaluation-data.ts";
import { labelPicture } from "../label-picture.ts";
import type { ReportScheme } from "../report-data.ts";
import { classShares, hasIgnored, legendEntries } from "./colors.ts";
import { dataUri } from "./data-uri.ts";
import { paragraph, type Section, subheading } from "./html.ts";

const IGNORED = 255;
/** Black on white, which no class's colour is mistaken for. */
const WRONG = [20, 20, 20, 255];
const RIGHT = [244, 244, 244, 255];
const NEITHER = [140, 140, 140, 255];

/** The places with the most errors: labels, prediction, and where they differ. */
export function placesSection({ places, scheme }: EvaluationData): Section {
  if (places.length === 0) return { id: "places", heading: "The worst places", body: [] };
  const shown = places.flatMap(({ labels, predicted }) => [labels, predicted]);
  const items = legendEntries(scheme, shown.some(hasIgnored)).map(
    ({ name, color }) =>
      `<li><span class="swatch" style="background:${color}"></span>${escapeHtml(name)}</li>`,
  );
  return {
    id: "places",
    heading: "The worst places",
    body: [
      paragraph(
        "The blocks with the most wrong pixels. Look whether the map or the labels are wrong there. Large blocks are shown with every n-th pixel.",
      ),
      `<ul class="legend" aria-label="Colours of the classes">${items.join("")}<li><span class="swatch" style="background:rgb(${WRONG.slice(0, 3).join(" ")})"></span>wrong</li></ul>`,
      ...places.map((place) => placeHtml(place, scheme)),
    ],
  };
}

function placeHtml(place: EvaluationPlace, scheme: ReportScheme): string {
  const { title, caption, labels, predicted } = place;
  const figures = [
    figure("Labels", labelPicture(labels, scheme), `Labels at ${title}: ${classShares(labels, scheme)}`),
    figure(
      "Predicted",
      labelPicture(predicted, scheme),
      `Predicted at ${title}: ${classShares(predicted, scheme)}`,
    ),
    figure("Where they differ", differencePicture(place), `Wrong pixels at ${title}: ${caption}`),
  ];
  return `${subheading(title)}\n${paragraph(caption)}\n<div class="place">\n${figures.join("\n")}\n</div>`;
}

function figure(title: string, picture: Parameters<typeof dataUri>[0], alt: string): string {
  return `<figure><img src="${dataUri(picture)}" alt="${escapeHtml(alt)}" /><figcaption>${escapeHtml(title)}</figcaption></figure>`;
}

function differencePicture({ title, labels, predicted }: EvaluationPlace) {
  const { width, height } = labels;
  if (predicted.width !== width || predicted.height !== height)
    throw new ReportError("LENGTH_MISMATCH", {
      message: `labels of place "${title}" are ${width}×${height} pixels, but the prediction is ${predicted.width}×${predicted.height}; give the same window of both`,
      context: { title },
    });
  const data = new Uint8Array(width * height * 4);
  labels.data.forEach((index, pixel) => {
    const other = predicted.data[pixel]!;
    const isOut = index === IGNORED || other === IGNORED;
    data.set(isOut ? NEITHER : index === other ? RIGHT : WRONG, pixel * 4);
  });
  return { width, height, data };
}
