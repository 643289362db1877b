import { escapeHtml } from "@undercoat/charts";
import { labelPicture } from "../label-picture.ts";
import type { ReportData, ReportLabels, ReportPanel, ReportScheme } from "../report-data.ts";
import { classShares, hasIgnored, legendEntries } from "./colors.ts";
import { dataUri } from "./data-uri.ts";
import { distinct, paragraph, type Section, subheading } from "./html.ts";

/** Test scenes: image, clean labels, noisy labels and what the chosen arm predicted, side by side. */
export function panelsSection({ panels, scheme }: Pick<ReportData, "panels" | "scheme">): Section {
  if (panels.length === 0) return { id: "pictures", heading: "Pictures", body: [] };
  const arms = predictedArms(panels);
  const scenes = panels.map((panel) => sceneParts(panel, scheme, arms));
  const body = [
    paragraph("A picture is one seed and proves nothing by itself; the scores above are the evidence."),
    '<div class="pictures">',
    legendList(panels, scheme),
    choice(arms),
    ...scenes,
    "</div>",
  ];
  return { id: "pictures", heading: "Pictures", body };
}

/** Rules that show the chosen arm only, where the browser knows `:has`; elsewhere all arms stay visible. */
export function choiceRules({ panels }: Pick<ReportData, "panels">): string {
  const rules = predictedArms(panels).map(
    (_, index) => `.pictures:has(#choose-${index}:checked) .choice-${index}{display:block}`,
  );
  return `.choose{display:none}@supports selector(:has(*)){.choose{display:block}.choice{display:none}${rules.join("")}}`;
}

function predictedArms(panels: readonly ReportPanel[]): string[] {
  return distinct(panels.flatMap(({ predictions }) => predictions.map(({ arm }) => arm)));
}

function choice(arms: readonly string[]): string {
  if (arms.length < 2) return "";
  const options = arms.map((arm, index) => {
    const checked = index === 0 ? ' checked=""' : "";
    return `<label><input type="radio" name="arm" id="choose-${index}"${checked} /> ${escapeHtml(arm)}</label>`;
  });
  return `<fieldset class="choose"><legend>Predicted by</legend>${options.join("\n")}</fieldset>`;
}

function legendList(panels: readonly ReportPanel[], scheme: ReportScheme): string {
  const all = panels.flatMap(({ clean, noisy, predictions }) => [
    clean,
    noisy,
    ...predictions.map((p) => p.labels),
  ]);
  const items = legendEntries(scheme, all.some(hasIgnored)).map(
    ({ name, color }) =>
      `<li><span class="swatch" style="background:${color}"></span>${escapeHtml(name)}</li>`,
  );
  return `<ul class="legend" aria-label="Colours of the classes">${items.join("")}</ul>`;
}

function sceneParts(panel: ReportPanel, scheme: ReportScheme, arms: readonly string[]): string {
  const { sceneId, image, metresWide = null, clean, noisy, predictions } = panel;
  const labelled = (title: string, labels: ReportLabels, className = "", extra = "") =>
    picture({
      title,
      className,
      extra,
      source: dataUri(labelPicture(labels, scheme)),
      alt: `${title} of scene ${sceneId}: ${classShares(labels, scheme)}`,
    });
  const predicted = predictions.map(({ arm, labels, caption }) => {
    const alone = arms.length < 2 ? "" : `choice choice-${arms.indexOf(arm)}`;
    return labelled(`Predicted, ${arm}`, labels, alone, caption);
  });
  const figures = [
    picture({
      title: "Image",
      className: "",
      extra: "",
      source: dataUri(image),
      alt: `Image of scene ${sceneId}`,
      below: metresWide === null ? "" : scaleBar(metresWide),
    }),
    labelled("Clean labels", clean),
    noisy === null ? "" : labelled("Noisy labels", noisy),
    ...predicted,
  ];
  return `${subheading(sceneId)}\n<div class="panel">\n${figures.join("\n")}\n</div>`;
}

interface Picture {
  readonly title: string;
  readonly className: string;
  readonly extra: string;
  readonly source: string;
  readonly alt: string;
  /** HTML between picture and caption. */
  readonly below?: string;
}

/** Longest bar, as a share of the picture. */
const LONGEST_BAR = 0.4;

/** A bar of 1, 2 or 5 times a power of ten metres. */
function scaleBar(metresWide: number): string {
  const most = LONGEST_BAR * metresWide;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = power * ([5, 2].find((step) => step * power <= most) ?? 1);
  const share = Number(((100 * metres) / metresWide).toFixed(2));
  return `<div class="scale" style="width:${share}%">${formatMetres(metres)}</div>`;
}

function formatMetres(metres: number): string {
  return metres >= 1000 ? `${metres / 1000} km` : `${Number(metres.toPrecision(1))} m`;
}

function picture({ title, className, extra, source, alt, below = "" }: Picture): string {
  const caption = `<figcaption>${escapeHtml(title)}${extra && `<br />${escapeHtml(extra)}`}</figcaption>`;
  const attribute = className && ` class="${className}"`;
  return `<figure${attribute}><img src="${source}" alt="${escapeHtml(alt)}" />${below}${caption}</figure>`;
}
