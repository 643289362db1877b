import type { EvaluationData } from "./evaluation-data.ts";
import { confusionSection } from "./internal/confusion.ts";
import {
  areasSection,
  evaluationFindings,
  evaluationRecord,
  perClassSection,
} from "./internal/evaluation-sections.ts";
import { EVALUATION_STYLE } from "./internal/evaluation-style.ts";
import { renderPage } from "./internal/page.ts";
import { placesSection } from "./internal/places.ts";

/**
 * How well a map agrees with labels, as one HTML file: scores with intervals, bars per class, the confusion matrix, areas, and
 * the places with the most errors. No script, nothing loaded from anywhere. Equal data give equal text.
 *
 * @remarks Runs in Node.js only, because pictures are compressed with `node:zlib`.
 * @throws {ReportError} `CLASS_OUTSIDE_SCHEME`, `LENGTH_MISMATCH` for a confusion matrix that has not one row and one column per
 *   class, or pictures of different sizes; `IMAGE_SIZE`.
 *
 * @example
 * ```ts
 * const html = renderEvaluation(data);
 * ```
 */
export function renderEvaluation(data: EvaluationData): string {
  return renderPage({
    title: "Evaluation of a map",
    generatedBy: data.generatedBy,
    sections: [
      evaluationFindings(data),
      perClassSection(data),
      confusionSection(data),
      placesSection(data),
      areasSection(data),
      evaluationRecord(data),
    ],
    style: EVALUATION_STYLE,
  });
}
