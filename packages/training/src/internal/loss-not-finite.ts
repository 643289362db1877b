import type { Batch } from "@undercoat/datasets";
import { TrainingError } from "../errors.ts";
import type { StepLosses } from "./stepper.ts";
import type { TrainingRun } from "./training-run.ts";

/** The error of a loss that is not finite: its parts, and the samples or the tensor that are to blame. */
export function lossNotFinite(
  run: TrainingRun,
  { loss, lossParts }: StepLosses,
  {
    batch,
    step,
    learningRate,
  }: { readonly batch: Batch; readonly step: number; readonly learningRate: number },
): TrainingError {
  const bad = Object.entries(lossParts).filter(([, value]) => !Number.isFinite(value));
  const parts = bad.map(([name, value]) => `"${name}" is ${value}`).join(", ");
  const samples = batch.images.reduce((count, value) => count + (Number.isFinite(value) ? 0 : 1), 0);
  const tensor = samples > 0 ? null : spoiltTensor(run);
  const advice =
    samples > 0
      ? `${samples} samples of the batch are not finite: check the validity of the images`
      : `the batch is finite${tensor === null ? "" : `, but "${tensor}" of the model is not`}: lower the learning rate (${learningRate})`;
  return new TrainingError("LOSS_NOT_FINITE", {
    message: `step ${step}: loss is ${loss}${parts === "" ? "" : ` (${parts})`}; ${advice}`,
    context: { step, loss, lossParts, samplesNotFinite: samples, tensor, learningRate },
  });
}

/** The first tensor of the model that holds a number that is not finite. */
function spoiltTensor({ model, stepper }: TrainingRun): string | null {
  stepper.writeBack();
  const spoilt = model.parameters().find(({ variable }) => !variable.dataSync().every(Number.isFinite));
  return spoilt?.name ?? null;
}
