import { renderLayerStudy } from "@undercoat/report";
import type { LayerStudyFile } from "./study-files.ts";
import { scoreWords } from "./study-findings.ts";

const DEFINITIONS: Readonly<Record<string, string>> = {
  "gaussian-weight-kl": "KL divergence between Gaussians fitted to a layer's kernel weights (W1)",
  "histogram-weight-kl": "KL divergence between histograms of the same weights (W2)",
  "relative-weight-change": "length of the change of the weights over the length of the weights",
  "linear-cka-distance": "1 − linear CKA of the features on test patches",
  "channel-softmax-kl": "KL divergence between softmaxes over the channels of standardised features (A1)",
  "activation-histogram-kl": "KL divergence between histograms of each channel's features (A3)",
  "batch-norm-kl": "KL divergence between Gaussians of the running statistics (A2)",
};

/** The page of a layer study. */
export function studyPage({ score, measures, ...file }: LayerStudyFile): string {
  return renderLayerStudy({
    ...file,
    generatedBy: "undercoat layers study",
    score: scoreWords(score),
    measures: measures.map(({ name, unit }) => ({ name, unit, definition: DEFINITIONS[name] ?? name })),
  });
}
