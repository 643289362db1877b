import type { SegmentationModel } from "@undercoat/segmentation";
import type { FreezeSchedule, TrainingMethod } from "@undercoat/training";
import { coTeaching } from "./co-teaching.ts";
import { confidenceSelection } from "./confidence-selection.ts";
import { cutMix } from "./cut-mix.ts";
import { earlyLearningMethod } from "./early-learning-method.ts";
import { RobustTrainingError } from "./errors.ts";
import type { MakePeer } from "./internal/peer.ts";
import { jointAgreement } from "./joint-agreement.ts";
import { MethodOptions } from "./method-options.ts";
import { mixup } from "./mixup.ts";
import { objectCorrection } from "./object-correction.ts";
import { progressiveStopping } from "./progressive-stopping.ts";
import type { ProgressiveStoppingOptions } from "./progressive-stopping-options.ts";
import { smallLoss } from "./small-loss.ts";

/** The training that a method is for. */
export interface MethodTraining {
  readonly model: Pick<SegmentationModel, "groups">;
  /** Of the whole training. */
  readonly steps: number;
  /** Makes the second network of `co-teaching` and `joint-agreement`. */
  readonly peer?: MakePeer;
}

/** What a method asks of `fit`. */
export interface NamedMethod {
  readonly method: TrainingMethod;
  /** Of methods that freeze layers; a training has it instead of a freeze plan. */
  readonly freezeSchedule?: FreezeSchedule;
}

/**
 * The method that a name, or a name with options, describes, as they stand in a config file.
 *
 * @param training - The steps of the whole training, the model whose layers may be meant, and what makes a second one for
 *   methods with two networks.
 * @throws {RobustTrainingError} `OPTIONS_REFUSED` for parts of progressive stopping that leave no step for the whole
 *   network, or name no layer group; for a method with two networks where nothing makes the second.
 *
 * @example
 * ```ts
 * const named = namedMethod({ name: "small-loss", noiseRate: 0.3 }, { model, steps: 600 });
 * const reports = fit(model, batches, { loss: crossEntropyDice(), steps: 600, learningRate: 3e-3, ...named });
 * ```
 */
export function namedMethod(options: MethodOptions, { model, steps, peer }: MethodTraining): NamedMethod {
  const parsed = MethodOptions.parse(typeof options === "string" ? { name: options } : options);
  if (typeof parsed === "string")
    return namedMethod({ name: parsed }, { model, steps, ...(peer === undefined ? {} : { peer }) });
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
    case "co-teaching":
      return { method: coTeaching(peerFor(parsed.name, peer), without(parsed)) };
    case "joint-agreement":
      return { method: jointAgreement(peerFor(parsed.name, peer), without(parsed)) };
    case "mixup":
      return { method: mixup(without(parsed)) };
    case "cutmix":
      return { method: cutMix(without(parsed)) };
  }
}

function peerFor(name: string, peer: MakePeer | undefined): MakePeer {
  if (peer !== undefined) return peer;
  throw new RobustTrainingError("OPTIONS_REFUSED", {
    message: `"${name}" trains two networks, but nothing makes the second; give "peer"`,
    context: { method: name },
  });
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
