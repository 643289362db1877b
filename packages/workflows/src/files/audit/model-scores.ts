import { existsSync } from "node:fs";
import path from "node:path";
import { readResult } from "../../judge/read-result.ts";
import { MetricsFile } from "../../judge/result-files.ts";

/** IoU of the positive class of every arm of a run, mean and standard error over seeds; empty before the run is judged. */
export async function modelScores(
  folder: string | null,
): Promise<readonly { readonly name: string; readonly value: string }[]> {
  const file = path.join(folder ?? "", "metrics.json");
  if (folder === null || !existsSync(file)) return [];
  const { arms, positiveClass } = await readResult(file, MetricsFile);
  return arms.map(({ name, summary }) => {
    const { mean, standardError, n } = summary.iou;
    const spread = standardError === null ? "" : ` ± ${standardError.toFixed(3)}`;
    return {
      name: `${name}: IoU of ${positiveClass}`,
      value: mean === null ? "none" : `${mean.toFixed(3)}${spread} (${n} ${n === 1 ? "seed" : "seeds"})`,
    };
  });
}
