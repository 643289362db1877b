import type { SegmentationModel } from "@undercoat/segmentation";
import type { FreezeSchedule, TrainingMethod } from "@undercoat/training";
import { confidenceSelection } from "./confidence-selection.ts";
import { earlyLearningMethod } from "./early-learning-method.ts";
import { RobustTrainingError } from "./errors.ts";
import { MethodOptions } from "./method-options.ts";
import { objectCorrection } from "./object-correction.ts";
import { progressiveStopping } from "./progressive-stopping.ts";
import type { ProgressiveStoppingOptions } from "./progressive-stopping-options.ts";
import { smallLoss } from "./small-loss.ts";

/** What a method asks of `fit`. */
export interface NamedMethod {
  readonly method: TrainingMethod;
  /** Of methods that freeze layers; a training has it instead of a freeze plan. */
  readonly freezeSchedule?: FreezeSchedule;
}

/**
 * The method that a name, or a name with options, describes, as they stand in a config file.
 *
 * @param training - The steps of the whole training, and the model whose layers may be meant.
 * @throws {RobustTrainingError} `OPTIONS_REFUSED` for parts of progressive stopping that leave no step for the whole
 *   network, or name no layer group.
 *
 * @example
 * ```ts
 * const named = namedMethod({ name: "small-loss", noiseRate: 0.3 }, { model, steps: 600 });
 * const reports = fit(model, batches, { loss: crossEntropyDice(), steps: 600, learningRate: 3e-3, ...named });
 * ```
 */
export function namedMethod(
  options: MethodOptions,
  { model, steps }: { readonly model: Pick<SegmentationModel, "groups">; readonly steps: number },
): NamedMethod {
  const parsed = MethodOptions.parse(typeof options === "string" ? { name: options } : options);
  if (typeof parsed === "string") return namedMethod({ name: parsed }, { model, steps });
  if (parsed.name === "progressive-stopping") {
    const { parts = partsOfPaper(steps), seed } = parsed;
    const wholeSteps = wholeStepsOf(parts, steps);
    const { method, freezeSchedule } = progressiveStopping(model, { wholeSteps, parts, seed });
    return { method, freezeSchedule };
  }
  switch (parsed.name) {
    case "small-loss":
      return { method: smallLoss(without(parsed)) };
    case "confidence-selection":
      return { method: confidenceSelection(without(parsed)) };
    case "early-learning":
      return { method: earlyLearningMethod(without(parsed)) };
    case "object-correction":
      return { method: objectCorrection(without(parsed)) };
  }
}

function without<Options extends { readonly name: string }>({
  name: _name,
  ...rest
}: Options): Omit<Options, "name"> {
  return rest;
}

type Parts = ProgressiveStoppingOptions["parts"];

/** 25, 7 and 5 epochs of 37. */
function partsOfPaper(steps: number): Parts {
  const part = (share: number) => Math.max(1, Math.round((share * steps) / 37));
  return [
    { groups: ["decoder", "head"], steps: part(7) },
    { groups: ["head"], steps: part(5) },
  ];
}

function wholeStepsOf(parts: Parts, steps: number): number {
  const taken = parts.reduce((sum, part) => sum + part.steps, 0);
  if (taken < steps) return steps - taken;
  throw new RobustTrainingError("OPTIONS_REFUSED", {
    message: `the parts of progressive stopping take ${taken} of ${steps} steps, but the whole network needs at least 1 before them; shorten the parts or train longer`,
    context: { taken, steps },
  });
}
