import type { ResolvedConfig } from "../config/run-config.ts";
import { loadRunData, type RunData, withPretrainings } from "./load-run-data.ts";
import { usedLabels } from "./noisy-dataset.ts";

/** Reads the data of configs one after the other, and keeps those of the last one: neighbours share them. */
export function keptRunData(): (config: ResolvedConfig) => Promise<RunData> {
  let kept: { readonly key: string; readonly data: RunData } | null = null;
  return async (config) => {
    const key = JSON.stringify([config.data, [...usedLabels(config)].toSorted()]);
    if (kept?.key !== key) {
      kept = null; // room for the next
      kept = { key, data: await loadRunData(config) };
    }
    return withPretrainings(kept.data, config);
  };
}
