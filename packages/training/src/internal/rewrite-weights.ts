import { tensor, tidy } from "@tensorflow/tfjs-core";
import type { TrainingRun } from "./training-run.ts";
import { slotsFor } from "./update-tensor.ts";

/** Gives tensors the values that the method asks for; their optimiser begins anew. */
export function rewriteWeights(run: TrainingRun): void {
  const values = run.method?.rewrite?.({ step: run.step, steps: run.numbers.steps }) ?? null;
  if (values === null) return;
  run.stepper.dispose(); // brings the variables up to date; the next step makes a new one
  for (const { name, shape, variable } of run.model.parameters()) {
    const data = values.get(name);
    if (data !== undefined) tidy(() => variable.assign(tensor(data, [...shape])));
  }
  run.trained = run.trained.map((one) => {
    if (!values.has(one.parameter.name)) return one;
    const slots = slotsFor(run.numbers.optimizer, one.parameter.variable.size);
    return { ...one, slots, begun: run.updates };
  });
  for (const one of run.trained) run.learnt.set(one.parameter.name, one);
}
