import { isLabelNoiseError } from "@undercoat/label-noise";
import type { ResolvedConfig } from "../config/run-config.ts";
import { WorkflowError } from "../errors.ts";
import { loadRunData, type RunData, withPretrainings } from "../run/load-run-data.ts";
import { usedLabels } from "../run/noisy-dataset.ts";
import { wordsOf } from "./load-study.ts";
import type { StudyFolder } from "./study-folder.ts";

/**
 * Makes the simulated noise of every pretraining once, so that one that the scenes cannot carry stops the plan and not
 * the run.
 *
 * @throws {WorkflowError} `CONFIG_VALUE` with the point and what the noise says.
 */
export async function checkNoise({ tasks, points }: StudyFolder): Promise<void> {
  const kept = new Map<string, RunData>();
  for (const { item, point } of tasks.values()) {
    const { config, values } = points[point]!;
    if (item.stage !== "pretrain" || config.pretrainings[item.pretraining]?.noise === undefined) continue;
    const data = withPretrainings(await dataOf(config, kept), config);
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

async function dataOf(config: ResolvedConfig, kept: Map<string, RunData>): Promise<RunData> {
  const key = JSON.stringify([config.data, [...usedLabels(config)].toSorted()]);
  const data = kept.get(key) ?? (await loadRunData(config));
  kept.clear(); // one is in memory at a time
  kept.set(key, data);
  return data;
}
