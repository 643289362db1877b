import { renderPage } from "./internal/page.ts";
import { curvesOfArms } from "./internal/roi-curve.ts";
import { driversSection } from "./internal/roi-drivers.ts";
import { roiFindings } from "./internal/roi-findings.ts";
import { moneySection } from "./internal/roi-money.ts";
import { ROI_STYLE } from "./internal/roi-style.ts";
import { assumptionsSection, figuresSection, roiRecord } from "./internal/roi-tables.ts";
import type { RoiData } from "./roi-data.ts";

/**
 * What noisy pretraining saves or costs, as one HTML file: the verdict in plain words, money, learning curves, what drives the
 * result, every figure with its formula, and every assumption with its source. No script, nothing loaded from anywhere. Equal
 * data give equal text.
 *
 * @throws {ChartsError} `NOT_FINITE` for numbers that are not finite.
 *
 * @example
 * ```ts
 * const html = renderRoi({ ...assessRoi(assumptions, { rng, points }), generatedBy: "undercoat roi", inputs: [] });
 * ```
 */
export function renderRoi(data: RoiData): string {
  return renderPage({
    title: `Does it pay? ${data.name}`,
    generatedBy: data.generatedBy,
    sections: [
      roiFindings(data),
      moneySection(data),
      curvesOfArms(data),
      driversSection(data),
      figuresSection(data),
      assumptionsSection(data),
      roiRecord(data),
    ],
    style: ROI_STYLE,
  });
}
