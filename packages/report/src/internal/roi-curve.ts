import { lineChart } from "@undercoat/charts";
import type { RoiData, RoiPageArm } from "../roi-data.ts";
import { chartFigure, paragraph, type Section } from "./html.ts";

const SCORES: Readonly<Record<string, string>> = {
  averagePrecision: "average precision",
  bestIou: "IoU at the best threshold",
  iou: "IoU",
};

/** Score against number of accurate labels, for both arms. */
export function curvesOfArms({ curve, level }: RoiData): Section {
  if (curve === null) return { id: "curve", heading: "Learning curves", body: [] };
  const { candidate, reference, seeds } = curve;
  const score = SCORES[curve.score] ?? curve.score;
  const title = `${score} in points by number of accurate labels, with ${Math.round(100 * level)} % bands`;
  const description =
    `${candidate.arm} (with noisy pretraining) and ${reference.arm} (without), ${seeds.length} seeds. ` +
    "How far the upper line lies to the left of the lower one is what is saved in labels.";
  return {
    id: "curve",
    heading: "Learning curves",
    body: [
      paragraph(description),
      chartFigure("curve-chart", (size) =>
        lineChart({
          ...size,
          title,
          description,
          xLabel: "accurate labels, patches",
          yLabel: `${score}, points`,
          xAxis: "log",
          digits: 1,
          series: [candidate, reference].map(lineOf),
        }),
      ),
      paragraph(
        "Where a curve falls, neighbours are pooled to their mean before it is used; it is straight over the logarithm of the number of labels.",
      ),
    ],
  };
}

function lineOf({ arm, points }: RoiPageArm) {
  const inPoints = (value: number | null) => (value === null ? null : 100 * value);
  return {
    name: arm,
    points: points.map(({ labels, mean, low, high }) => ({
      x: labels,
      y: 100 * mean,
      low: inPoints(low),
      high: inPoints(high),
    })),
  };
}
