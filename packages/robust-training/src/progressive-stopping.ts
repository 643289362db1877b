import * as tf from "@tensorflow/tfjs-core";
import { type FreezePlan, initialise, type SegmentationModel } from "@undercoat/segmentation";
import type { FreezeSchedule, TrainingMethod } from "@undercoat/training";
import { RobustTrainingError } from "./errors.ts";
import { NO_STATE } from "./internal/no-state.ts";
import { type Weights, weightsOf } from "./internal/teacher.ts";
import { ProgressiveStoppingOptions } from "./progressive-stopping-options.ts";

/** What progressive stopping asks of `fit`. */
export interface ProgressiveStopping {
  readonly method: TrainingMethod;
  readonly freezeSchedule: FreezeSchedule;
  /** Of all parts together. */
  readonly steps: number;
}

/**
 * Progressive early stopping (PES): the network is trained for a short time, then its last parts are drawn anew and
 * trained for ever shorter times while what lies before stands still, because the layers near the output learn wrong labels
 * first.
 *
 * Only this first stage of PES; what the paper does next with the samples it finds sure is not part of it.
 *
 * @throws {RobustTrainingError} `OPTIONS_REFUSED` for a group that the model does not have.
 * @see {@link https://arxiv.org/abs/2106.15853 | Bai et al., NeurIPS 2021}
 *
 * @example
 * ```ts
 * const stopping = progressiveStopping(model, {
 *   wholeSteps: 250,
 *   parts: [{ groups: ["decoder", "head"], steps: 70 }, { groups: ["head"], steps: 50 }],
 * });
 * const reports = fit(model, batches, { loss: crossEntropyDice(), learningRate: 1e-3, ...stopping });
 * ```
 */
export function progressiveStopping(
  model: Pick<SegmentationModel, "groups">,
  options: ProgressiveStoppingOptions,
): ProgressiveStopping {
  const parsed = ProgressiveStoppingOptions.parse(options);
  let fromStep = parsed.wholeSteps;
  const parts = parsed.parts.map(({ groups, steps }) => {
    const moved = groupsOf(model, groups);
    const plan: FreezePlan = Object.fromEntries(
      model.groups.filter((group) => !moved.includes(group)).map((group) => [group, "frozen" as const]),
    );
    const part = { fromStep, plan, moved };
    fromStep += steps;
    return part;
  });
  return {
    method: methodOf(parsed, parts),
    freezeSchedule: [{ fromStep: 0, plan: {} }, ...parts.map(({ moved: _moved, ...phase }) => phase)],
    steps: fromStep,
  };
}

function methodOf(
  options: ReturnType<typeof ProgressiveStoppingOptions.parse>,
  parts: readonly { readonly fromStep: number; readonly moved: readonly string[] }[],
): TrainingMethod {
  return {
    kind: "training-method",
    name: "progressive-stopping",
    options,
    start: (model) => {
      const fresh = freshWeights(model, options.seed);
      return {
        readsLogits: false,
        readsModel: false,
        rewrite: ({ step }) => {
          const part = parts.find(({ fromStep }) => fromStep === step);
          if (part === undefined) return null;
          const moved = model.parameters().filter(({ group }) => part.moved.includes(group));
          return new Map(moved.map(({ name }) => [name, fresh.get(name)!]));
        },
        save: () => NO_STATE,
        restore: () => {},
      };
    },
  };
}

/** The weights that a seed draws; the model is left as it was. */
function freshWeights(model: SegmentationModel, seed: number): Weights {
  const own = weightsOf(model);
  initialise(model, { seed });
  const fresh = weightsOf(model);
  for (const { name, shape, variable } of model.parameters())
    tf.tidy(() => variable.assign(tf.tensor(own.get(name)!, [...shape])));
  return fresh;
}

function groupsOf({ groups }: Pick<SegmentationModel, "groups">, wanted: readonly string[]): string[] {
  for (const name of wanted)
    if (!groups.some((group) => group === name || group.startsWith(`${name}.`)))
      throw new RobustTrainingError("OPTIONS_REFUSED", {
        message: `the model has no layer group "${name}", but progressive stopping is to draw it anew; take some of ${groups.join(", ")}`,
        context: { group: name, groups },
      });
  return groups.filter((group) => wanted.some((name) => group === name || group.startsWith(`${name}.`)));
}
