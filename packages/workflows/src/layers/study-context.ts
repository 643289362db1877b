import type { LayerStudyConfig } from "../config/layer-study-config.ts";
import type { ResolvedConfig } from "../config/run-config.ts";
import { WorkflowError } from "../errors.ts";
import type { RunData } from "../run/load-run-data.ts";

/** What a layer study works with. */
export interface StudyContext {
  readonly config: ResolvedConfig;
  readonly study: LayerStudyConfig;
  readonly data: RunData;
  /** The run folder. */
  readonly folder: string;
  /** Name of the clean pretraining. */
  readonly reference: string;
  /** Names of the noisy pretrainings. */
  readonly candidates: readonly string[];
  readonly seeds: readonly number[];
  /** Steps at which models are compared; the last is the end of the pretraining. */
  readonly steps: readonly number[];
  /** Throws `INTERRUPTED` once somebody asked to stop. */
  checkStop(): void;
}

/**
 * What a config says about its layer study.
 *
 * @throws {WorkflowError} `CONFIG_VALUE` where it has no `layers.study`, no clean or no noisy pretraining, or compares
 *   the layers of no seed.
 */
export function studyPlan(
  config: ResolvedConfig,
): Pick<StudyContext, "study" | "reference" | "candidates" | "seeds" | "steps"> {
  const { study, seeds } = config.layers;
  const named = (role: string) =>
    Object.entries(config.pretrainings).flatMap(([name, entry]) => (entry.role === role ? [name] : []));
  const [reference] = named("clean");
  const candidates = named("noisy");
  const complain = (key: string, what: string) =>
    new WorkflowError("CONFIG_VALUE", {
      message: `config "${config.name}": key "${key}" ${what}`,
      context: { key },
    });
  if (study === undefined)
    throw complain(
      "layers.study",
      'is missing, but a layer study needs it; write for example "study: { steps: [60, 300] }"',
    );
  if (reference === undefined)
    throw complain(
      "pretrainings",
      'has none of role "clean", but layers are compared with a clean training; add one',
    );
  if (candidates.length === 0)
    throw complain("pretrainings", 'has none of role "noisy", so there is nothing to compare; add one');
  if (seeds === 0) throw complain("layers.seeds", "is 0, expected at least 1, and 3 for intervals; raise it");
  const steps = [...new Set([...study.steps, config.pretrain.steps])].sort((a, b) => a - b);
  return { study, reference, candidates, seeds: config.seeds.slice(0, seeds), steps };
}
