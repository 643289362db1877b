import { TrainingError } from "../errors.ts";
import { plateauAfter, plateauStart } from "../plateau.ts";
import { namedSchedule } from "../schedule-options.ts";
import { assignWeights, copiedWeights } from "./averaged-weights.ts";
import { stateOf, type TrainingRun } from "./training-run.ts";

/** Looks at the model where it is time; returns the score, or `null`. */
export async function validate(run: TrainingRun): Promise<number | null> {
  const { validation } = run.options;
  const isDue =
    validation !== undefined && (run.step % validation.every === 0 || run.step === run.numbers.steps);
  if (!isDue) return null;
  const score = await scoreOf(run);
  if (!Number.isFinite(score))
    throw new TrainingError("VALIDATION_NOT_FINITE", {
      message: `step ${run.step}: the validation score is ${score}, expected a number; check the model and what judges it`,
      context: { step: run.step, score },
    });
  const isBest = take(run, score);
  if (isBest) await validation.onBest?.(stateOf(run), score);
  return score;
}

async function scoreOf(run: TrainingRun): Promise<number> {
  const { model, options, progress, averages } = run;
  run.stepper.writeBack();
  const moment = { step: run.step, signal: options.signal };
  if (averages === null || progress.averaged === 0) return options.validation!.evaluate(model, moment);
  const plain = copiedWeights(model);
  assignWeights(model, averages);
  try {
    return await options.validation!.evaluate(model, moment);
  } finally {
    assignWeights(model, plain);
  }
}

/** Notes a score: the best, how long ago it was, what the schedule makes of it. True for a new best. */
function take(run: TrainingRun, score: number): boolean {
  const { mode = "max", patience } = run.options.validation!;
  const { best, badCount, plateau } = run.progress;
  const isBest = best === null || (mode === "max" ? score > best.score : score < best.score);
  const schedule = namedSchedule(run.numbers.schedule);
  const bad = isBest ? 0 : badCount + 1;
  run.progress = {
    ...run.progress,
    best: isBest ? { step: run.step, score } : best,
    badCount: bad,
    stopped: patience !== undefined && bad > patience,
    plateau:
      schedule.name === "plateau"
        ? plateauAfter(plateau ?? plateauStart(run.numbers.learningRate), score, schedule)
        : null,
  };
  return isBest;
}
