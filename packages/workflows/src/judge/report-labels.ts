import { sceneOf } from "@undercoat/datasets";
import { confusionMatrix, iouPerClass } from "@undercoat/metrics";
import { cropLabels } from "@undercoat/raster";
import type { ResolvedConfig } from "../config/run-config.ts";
import type { RunData } from "../run/load-run-data.ts";
import type { LabelReport } from "./result-files.ts";

/** Measures how far the labels of each noisy pretraining are from the clean ones, over the pretraining windows. */
export function reportLabels(config: ResolvedConfig, data: RunData): LabelReport[] {
  return Object.entries(config.pretrainings)
    .filter(([, { role }]) => role === "noisy")
    .map(([pretraining, { labels }]) => {
      const confusion = confusionMatrix(data.scheme);
      const noisy = data.pretrainingLabels(pretraining, config.seeds[0]!);
      for (const { sceneId, window } of data.splits.pretrain.regions) {
        const clean = cropLabels(sceneOf(data.splits.pretrain, sceneId).labels, window);
        confusion.update(clean.data, cropLabels(sceneOf(noisy, sceneId).labels, window).data);
      }
      const classes = data.scheme.classes.length;
      const rows = Array.from({ length: classes }, (_, row) =>
        Array.from(confusion.counts.slice(row * classes, (row + 1) * classes)),
      );
      const total = rows.flat().reduce((sum, count) => sum + count, 0);
      const kept = rows.reduce((sum, row, index) => sum + row[index]!, 0);
      return {
        pretraining,
        labels,
        noiseRate: total === 0 ? null : 1 - kept / total,
        confusion: rows,
        iou: [...iouPerClass(confusion)],
      };
    });
}
