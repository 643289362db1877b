import { isLabelNoiseError } from "@undercoat/label-noise";
import { isWorkflowError, WorkflowError } from "../errors.ts";
import { externalModel } from "../run/external-encoder.ts";
import { keptRunData } from "../run/kept-run-data.ts";
import { wordsOf } from "./load-study.ts";
import type { StudyFolder } from "./study-folder.ts";

/**
 * Makes the simulated noise of every pretraining once, and reads weights that were trained elsewhere, so that what does
 * not fit stops the plan and not the run.
 *
 * @throws {WorkflowError} `CONFIG_VALUE` with the point and what does not fit.
 */
export async function checkPretrainings({ tasks, points }: StudyFolder): Promise<void> {
  const dataOf = keptRunData();
  for (const { item, point } of tasks.values()) {
    const { config, values } = points[point]!;
    if (item.stage !== "pretrain") continue;
    const { noise, role } = config.pretrainings[item.pretraining]!;
    if (noise === undefined && role !== "external") continue;
    const data = await dataOf(config);
    try {
      if (role === "external") (await externalModel(config, data, item)).dispose();
      else data.pretrainingLabels(item.pretraining, item.seed);
    } catch (cause) {
      if (!isLabelNoiseError(cause) && !isWorkflowError(cause)) throw cause;
      throw new WorkflowError("CONFIG_VALUE", {
        message: `point ${wordsOf(values) || "1"}, pretraining "${item.pretraining}", seed ${item.seed}: ${cause.message}`,
        context: { point: values, pretraining: item.pretraining, seed: item.seed },
        cause,
      });
    }
  }
}
