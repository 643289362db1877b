import { isLabelNoiseError } from "@undercoat/label-noise";
import { WorkflowError } from "../errors.ts";
import { keptRunData } from "../run/kept-run-data.ts";
import { wordsOf } from "./load-study.ts";
import type { StudyFolder } from "./study-folder.ts";

/**
 * Makes the simulated noise of every pretraining once, so that one that the scenes cannot carry stops the plan and not
 * the run.
 *
 * @throws {WorkflowError} `CONFIG_VALUE` with the point and what the noise says.
 */
export async function checkNoise({ tasks, points }: StudyFolder): Promise<void> {
  const dataOf = keptRunData();
  for (const { item, point } of tasks.values()) {
    const { config, values } = points[point]!;
    if (item.stage !== "pretrain" || config.pretrainings[item.pretraining]?.noise === undefined) continue;
    const data = await dataOf(config);
    try {
      data.pretrainingLabels(item.pretraining, item.seed);
    } catch (cause) {
      if (!isLabelNoiseError(cause)) throw cause;
      throw new WorkflowError("CONFIG_VALUE", {
        message: `point ${wordsOf(values) || "1"}, pretraining "${item.pretraining}", seed ${item.seed}: ${cause.message}`,
        context: { point: values, pretraining: item.pretraining, seed: item.seed },
        cause,
      });
    }
  }
}
