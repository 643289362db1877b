import type { Batch } from "@undercoat/datasets";
import { currentEngine, runsUncompiled } from "@undercoat/tensor";
import type { MethodInputs } from "../training-method.ts";
import { CompiledStepper } from "./compiled-stepper.ts";
import { EagerStepper } from "./eager-stepper.ts";
import type { StepLoss } from "./step-terms.ts";
import type { Stepper } from "./stepper.ts";
import type { TrainedTensor } from "./trained-tensors.ts";
import type { TrainingRun } from "./training-run.ts";

/** A batch, and what a method adds to it. */
export interface StepBatch {
  readonly batch: Batch;
  readonly inputs: MethodInputs;
}

/** What a step learns, and by which loss. */
interface Learning {
  readonly trained: readonly TrainedTensor[];
  readonly loss: StepLoss;
}

/** What computes a run: one stepper for one shape, loss and choice of tensors, made again when one of them changes. */
export class StepperOfRun {
  private readonly run: Pick<TrainingRun, "model" | "options">;
  private current: (Learning & { readonly shape: string; readonly stepper: Stepper }) | null = null;
  private uncompiled = false;

  constructor(run: Pick<TrainingRun, "model" | "options">) {
    this.run = run;
  }

  /** The stepper for batches and inputs of this shape. */
  for({ batch, inputs }: StepBatch, learning: Learning): Stepper {
    const given = Object.entries(inputs).map(([name, { shape }]) => `${name} ${shape.join("×")}`);
    const shape = [batch.size, batch.height, batch.width, batch.bandCount, ...given].join("×");
    const { current } = this;
    const learnsTheSame = current?.loss.loss === learning.loss.loss && current.trained === learning.trained;
    if (current !== null && learnsTheSame && (current.shape === shape || this.uncompiled))
      return current.stepper;
    this.dispose();
    const stepper = this.make({ batch, inputs }, learning);
    this.current = { ...learning, shape, stepper };
    return stepper;
  }

  /** Brings the model's variables and the optimiser's slots up to date. */
  writeBack(): void {
    this.current?.stepper.writeBack();
  }

  /** Brings everything up to date and frees the stepper. */
  dispose(): void {
    this.writeBack();
    this.current?.stepper.dispose();
    this.current = null;
  }

  private make(first: StepBatch, { trained, loss }: Learning): Stepper {
    const { model, options } = this.run;
    const compiler = currentEngine()?.compiler;
    if (compiler === undefined || this.uncompiled) {
      this.uncompiled = true;
      return new EagerStepper(model, loss, trained);
    }
    try {
      return new CompiledStepper(compiler, model, loss, trained, first);
    } catch (error) {
      if (!runsUncompiled(error)) throw error;
      this.uncompiled = true;
      const warn = options.onWarning ?? emitted;
      warn(
        `the training step cannot be compiled and runs uncompiled, which is slower: ${(error as Error).message}`,
      );
      return new EagerStepper(model, loss, trained);
    }
  }
}

/** Node's own way to warn; a browser has none that is not the page's business. */
function emitted(message: string): void {
  if (typeof process === "object") process.emitWarning?.(message);
}
