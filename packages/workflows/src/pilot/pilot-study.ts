import path from "node:path";
import type { StudyOptions } from "@undercoat/studies/options";
import type { ResolvedConfig } from "../config/run-config.ts";
import { costOf, planItems } from "../run/plan.ts";
import { loadStudy, type StudySource } from "../study/load-study.ts";
import type { PilotScale } from "./pilot-scale.ts";

/** Name of the permuted control in the study of a pilot. */
const CONTROL = "permuted";

/** Names that pretrainings may have, and arms have not taken; other labels go by `noisy`. */
function pretrainingOf(labels: string): string {
  return /^[a-z0-9][a-z0-9-]*$/.test(labels) && !["random", CONTROL].includes(labels) ? labels : "noisy";
}

/** Arms that the recommendation is about: keeping the whole noisy model, against training on the clean patches alone. */
export function comparedArms(labels: string) {
  return {
    candidate: `${pretrainingOf(labels)}/whole`,
    reference: "random/full",
    control: `${CONTROL}/whole`,
  } as const;
}

/** The score that the recommendation is about: it needs no threshold. */
export const SCORE = "averagePrecision" as const;

/** Random against noisy pretraining and its permuted control, at several numbers of clean patches. */
export function pilotStudy(
  configFile: string,
  labels: string,
  { seeds, pretrainSteps, finetuneSteps, patches }: Omit<PilotScale, "costs" | "seconds">,
): StudySource {
  const modes = ["frozen", "full", "whole"];
  const study: StudyOptions = {
    name: "pilot",
    base: path.basename(configFile),
    set: {
      seeds: [...seeds],
      modes: ["frozen", "full"],
      "pretrain.steps": pretrainSteps,
      "finetune.steps": finetuneSteps,
      pretrainings: {
        [pretrainingOf(labels)]: { role: "noisy", labels, modes },
        [CONTROL]: { role: "control", labels, permuted: true, modes },
      },
    },
    axes: [{ name: "patches", key: "finetune.patches", values: [...patches] }],
  };
  return { study, folder: path.dirname(path.resolve(configFile)) };
}

/** Units of work of one seed, as {@link costOf} counts them; what the points share counts once. */
export async function costOfSeed(source: StudySource): Promise<number> {
  const { points } = await loadStudy(source);
  const costs = new Map<string, number>();
  for (const [index, { loaded }] of points.entries())
    for (const item of planItems(loaded.config)) {
      const key = item.stage === "pretrain" ? item.id : `${index}/${item.id}`;
      costs.set(key, costOf(item, loaded.config));
    }
  return [...costs.values()].reduce((sum, cost) => sum + cost, 0);
}

/** The labels that a pilot is about: those asked for, or those of the first noisy pretraining without simulated noise. */
export function pilotLabels(
  { pretrainings, data }: ResolvedConfig,
  asked: string | undefined,
): string | null {
  if (asked !== undefined) return asked in data.labels && asked !== "clean" ? asked : null;
  const noisy = Object.values(pretrainings).find(
    ({ role, noise }) => role === "noisy" && noise === undefined,
  );
  return noisy?.labels ?? null;
}
