import { applyFreezePlan, type FreezePlan } from "@undercoat/segmentation";
import { TrainingError } from "../errors.ts";
import type { FitOptions } from "../fit-options.ts";
import { freezePhaseAt } from "../freeze-schedule.ts";
import type { FrozenProof } from "../training-result.ts";
import { checkFrozen, frozenHashes, type TrainedTensor, trainedTensors } from "./trained-tensors.ts";
import type { TrainingRun } from "./training-run.ts";

/** The plan that holds after `step` steps; `undefined`: the layers keep the state they have. */
export function planAt({ freezePlan, freezeSchedule }: FitOptions, step: number): FreezePlan | undefined {
  return freezeSchedule === undefined ? freezePlan : freezePhaseAt(freezeSchedule, step).plan;
}

/** Changes what is frozen where a new phase begins; what has learnt before goes on with its optimiser's numbers. */
export function enterPhase(run: TrainingRun): void {
  const { freezeSchedule } = run.options;
  if (freezeSchedule === undefined) return;
  const plan = planAt(run.options, run.step);
  if (plan === run.plan || plan === undefined) return;
  run.stepper.dispose();
  closePhase(run);
  applyFreezePlan(run.model, plan);
  run.plan = plan;
  run.trained = trainedTensors(run.model, run.numbers, { plan, begun: run.updates, method: run.method }).map(
    (tensor) => remembered(tensor, run.learnt),
  );
  for (const tensor of run.trained) run.learnt.set(tensor.parameter.name, tensor);
  openPhase(run);
}

/** A tensor as it was left when it last learnt, with the scale of now. */
export function remembered(tensor: TrainedTensor, learnt: ReadonlyMap<string, TrainedTensor>): TrainedTensor {
  const earlier = learnt.get(tensor.parameter.name);
  return earlier === undefined ? tensor : { ...tensor, slots: earlier.slots, begun: earlier.begun };
}

/** Remembers what must not change from here on; after a resumption, what must not have changed. */
export function openPhase(run: TrainingRun): void {
  const hashes = frozenHashes(run.model);
  run.progress = { ...run.progress, frozen: Object.fromEntries(hashes), frozenFrom: run.step };
}

/**
 * Checks the frozen tensors of the phase and keeps the proof.
 *
 * @throws {TrainingError} `FROZEN_CHANGED`
 */
export function closePhase(run: TrainingRun): void {
  const { frozen, frozenFrom, proofs } = run.progress;
  run.progress = { ...run.progress, proofs: [...proofs, ...proofsOf(run, frozen, frozenFrom)] };
}

function proofsOf(
  run: TrainingRun,
  frozen: Readonly<Record<string, string>>,
  fromStep: number,
): FrozenProof[] {
  checkFrozen(run.model, new Map(Object.entries(frozen)));
  const now = frozenHashes(run.model);
  return Object.entries(frozen).map(([tensor, before]) => {
    const after = now.get(tensor);
    if (after === before) return { tensor, fromStep, toStep: run.step, before, after };
    throw new TrainingError("FROZEN_CHANGED", {
      message: `"${tensor}" is frozen, but was unfrozen by something else during training; freeze layers by the freeze plan only`,
      context: { tensor, before, after },
    });
  });
}
