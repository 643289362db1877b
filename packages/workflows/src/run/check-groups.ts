import { isSegmentationError, resolveFreezePlan } from "@undercoat/segmentation";
import type { ResolvedConfig } from "../config/run-config.ts";
import { WorkflowError } from "../errors.ts";
import { buildModel } from "./build-model.ts";
import { decodersOf } from "./decoders-of.ts";
import { freezeScheduleOf } from "./freeze-schedule-of.ts";
import type { RunData } from "./load-run-data.ts";

/**
 * Refuses freeze plans that name layer groups which the models of a run do not have, before it trains for an hour.
 *
 * @throws {WorkflowError} `CONFIG_VALUE`, with the key and the nearest name.
 */
export function checkGroups(config: ResolvedConfig, data: RunData): void {
  for (const stage of ["pretrain", "finetune"] as const) {
    const { freezePlan, freezeSchedule } = config[stage];
    if (freezePlan === undefined && freezeSchedule === undefined) continue;
    for (const decoder of decodersOf(stage, config)) {
      const model = buildModel(config, data, decoder, config.seeds[0]!);
      const { groups } = model;
      model.dispose();
      if (freezePlan !== undefined) checkPlan(`${stage}.freezePlan`, groups, freezePlan);
      const phases = freezeSchedule === undefined ? [] : freezeScheduleOf(freezeSchedule, groups);
      for (const { plan } of phases) checkPlan(`${stage}.freezeSchedule`, groups, plan);
    }
  }
}

type Plan = Parameters<typeof resolveFreezePlan>[1];

function checkPlan(key: string, groups: readonly string[], plan: Plan): void {
  try {
    resolveFreezePlan(groups, plan);
  } catch (cause) {
    if (!isSegmentationError(cause, "UNKNOWN_GROUP")) throw cause;
    throw new WorkflowError("CONFIG_VALUE", {
      message: `key "${key}": ${cause.message}; change the name`,
      context: { key, ...cause.context },
      cause,
    });
  }
}
