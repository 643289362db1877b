import { StudyOptions } from "@undercoat/studies/options";
import * as z from "zod";
import { LayersFile, MetricsFile, RunEvent } from "../judge/result-files.ts";
import { LayerPlanFile } from "../layers/plan-file.ts";
import { LayerStudyFile } from "../layers/study-files.ts";
import { RunConfig } from "./run-config.ts";

const SCHEMAS = {
  config: RunConfig,
  metrics: MetricsFile,
  layers: LayersFile,
  "layer-study": LayerStudyFile,
  "freeze-plan": LayerPlanFile,
  events: RunEvent,
  study: StudyOptions,
} as const;

/** Name of a file format with a published JSON Schema. */
export type SchemaName = keyof typeof SCHEMAS;

/** Names that {@link jsonSchema} takes. */
export const SCHEMA_NAMES = Object.keys(SCHEMAS) as readonly SchemaName[];

/** The JSON Schema (draft 2020-12) of a config, `metrics.json`, `layers.json`, a freeze plan, one line of `events.jsonl`, or a study. */
export function jsonSchema(name: SchemaName): Record<string, unknown> {
  return z.toJSONSchema(SCHEMAS[name], { io: "input" }) as Record<string, unknown>;
}
