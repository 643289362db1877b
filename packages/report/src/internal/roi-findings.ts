import { escapeHtml } from "@undercoat/charts";
import type { RoiData, RoiPageFigure } from "../roi-data.ts";
import { figureSentence } from "./amount.ts";
import { capitalised, definitions, list, type Section, subheading } from "./html.ts";

/** Figures that answer first, by goal. */
const ANSWERS = {
  "fewer-labels": ["netSaved", "labelsSaved", "breakEvenLabels", "extraCost", "paybackTime"],
  "better-map": ["netGained", "pointsAtEqualLabels", "breakEvenArea", "extraCost"],
} as const;

/** The verdict in plain words, the numbers behind it, and what to keep in mind. */
export function roiFindings(data: RoiData): Section {
  const { verdict, reason, next, figures, goal, level, chanceAboveZero, cautions } = data;
  const shown = ANSWERS[goal].flatMap((key) => figures.filter((figure) => figure.key === key));
  const chance =
    chanceAboveZero === null
      ? []
      : [["Draws in which it pays", `${Math.round(100 * chanceAboveZero)} %`] as const];
  return {
    id: "findings",
    heading: "In short",
    body: [
      `<p class="verdict">${capitalised(verdict)}.</p>`,
      `<p>${escapeHtml(capitalised(`${reason}.`))}</p>`,
      ...(next === null ? [] : [`<p><strong>Measure this next:</strong> ${escapeHtml(next)}.</p>`]),
      definitions([
        ...shown.map((figure) => [capitalised(figure.name), answer(figure, level)] as const),
        ...chance,
      ]),
      `<div class="cautions" role="note">${subheading("Keep in mind")}${list(cautions)}</div>`,
    ],
  };
}

function answer(figure: RoiPageFigure, level: number): string {
  if (figure.missing.length > 0) return `not known without ${figure.missing.join(", ")}`;
  const text = figureSentence(figure);
  return text.includes("(") ? `${text.slice(0, -1)}, ${Math.round(100 * level)} % interval)` : text;
}
