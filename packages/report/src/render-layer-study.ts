import { agreementSection, studyAnswer, studyRecord } from "./internal/layer-study-answer.ts";
import { heatSection, similaritySection } from "./internal/layer-study-heat.ts";
import { movedSection } from "./internal/layer-study-moved.ts";
import { swapSection } from "./internal/layer-study-swap.ts";
import { renderPage } from "./internal/page.ts";
import type { LayerStudyData } from "./layer-study-data.ts";

/**
 * A layer study as one HTML file: which layers to keep and how sure that is comes first, then what exchanging groups
 * costs, what moved, over which time and noise rate, and what the numbers cannot see. No script, nothing loaded from
 * anywhere. Equal data give equal text.
 *
 * @throws {ChartsError} `NOT_FINITE` for a number that is NaN or infinite; give null instead.
 *
 * @example
 * ```ts
 * const html = renderLayerStudy(data);
 * ```
 */
export function renderLayerStudy(data: LayerStudyData): string {
  return renderPage({
    title: `Which layers took up the noise: ${data.name}`,
    generatedBy: data.generatedBy,
    sections: [
      studyAnswer(data),
      swapSection(data),
      agreementSection(data),
      movedSection(data),
      heatSection(data),
      similaritySection(data),
      studyRecord(data),
    ],
    style: "",
  });
}
