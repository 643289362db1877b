import type { ResolvedConfig } from "../config/run-config.ts";
import type { MlflowText } from "./mlflow-client.ts";
import type { EventSource } from "./send-events.ts";

/** Most parameters in one request, and the longest value that every server takes. */
const PARAMS = 100;
const CHARACTERS = 500;
/** Keys of a config that say how it trains. */
const TOLD = ["model", "loss", "pretrain", "finetune", "seeds", "engine"] as const;

/** What a run sends; `null` where its config names no server. */
export function eventSourceOf(folder: string, config: ResolvedConfig): EventSource | null {
  if (config.mlflow === undefined) return null;
  const params = TOLD.flatMap((key) => textsOf(key, config[key])).slice(0, PARAMS);
  return { folder, mlflow: config.mlflow, name: config.name, params };
}

function textsOf(key: string, value: unknown): MlflowText[] {
  if (value === undefined) return [];
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return [{ key, value: text.slice(0, CHARACTERS) }];
  }
  return Object.entries(value).flatMap(([name, child]) => textsOf(`${key}.${name}`, child));
}
