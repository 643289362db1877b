import type { TrainingMethod } from "@undercoat/training";
import { RobustTrainingError } from "./errors.ts";
import { RunningCorrection } from "./internal/running-correction.ts";
import { ObjectCorrectionOptions } from "./object-correction-options.ts";

/**
 * AIO2 for omitted objects: a teacher, the running mean of the weights, watches how well the labels are fitted. Where that
 * slows down, training goes back to there (the adaptive trigger), and from then on objects that the teacher predicts and
 * that touch no labelled object are added to the labels of every batch, always anew from the labels as they came.
 *
 * The teacher predicts operation by operation, also where the step is compiled: one forward pass a step more.
 *
 * @remarks What differs from the paper: edges of added objects are ignored instead of soft; the teacher averages running
 *   statistics too and predicts with them; training goes back to the nearest of at most `snapshots` states at or before
 *   the trigger, and the optimiser begins anew. A slope is that of the straight line nearest to the points of a window.
 * @throws {RobustTrainingError} `OPTIONS_REFUSED` when a training begins, if `background` is no class of the model.
 * @see {@link https://arxiv.org/abs/2403.01641 | Liu et al., AIO2, TGRS 2024}
 *
 * @example
 * ```ts
 * const method = objectCorrection({ teacherDecay: 0.99, epochSteps: 20 });
 * const reports = fit(model, batches, { loss: crossEntropyDice(), method, steps: 2000, learningRate: 1e-3 });
 * ```
 */
export function objectCorrection(options: ObjectCorrectionOptions = {}): TrainingMethod {
  const parsed = ObjectCorrectionOptions.parse(options);
  return {
    kind: "training-method",
    name: "object-correction",
    options: parsed,
    start: (model) => {
      const count = model.scheme.classes.length;
      if (parsed.background < count) return new RunningCorrection(model, parsed);
      throw new RobustTrainingError("OPTIONS_REFUSED", {
        message: `option "background" of object correction is ${parsed.background}, but the model has ${count} classes (0 to ${count - 1}); name the class that stands where no object is`,
        context: { background: parsed.background, classCount: count },
      });
    },
  };
}
