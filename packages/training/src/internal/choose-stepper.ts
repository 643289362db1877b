import type { Batch } from "@undercoat/datasets";
import { currentEngine, runsUncompiled } from "@undercoat/tensor";
import { CompiledStepper } from "./compiled-stepper.ts";
import { EagerStepper } from "./eager-stepper.ts";
import type { Stepper } from "./stepper.ts";
import type { TrainingRun } from "./training-run.ts";

/** What computes a run: one stepper for batches of one shape, made again when the shape changes. */
export class StepperOfRun {
  private readonly run: Pick<TrainingRun, "model" | "options" | "trained">;
  private current: { readonly shape: string; readonly stepper: Stepper } | null = null;
  private uncompiled = false;

  constructor(run: Pick<TrainingRun, "model" | "options" | "trained">) {
    this.run = run;
  }

  /** The stepper for batches of this shape. */
  for(batch: Batch): Stepper {
    const shape = [batch.size, batch.height, batch.width, batch.bandCount].join("×");
    if (this.current?.shape === shape || (this.current !== null && this.uncompiled))
      return this.current.stepper;
    this.dispose();
    const stepper = this.make(batch);
    this.current = { shape, stepper };
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

  private make(batch: Batch): Stepper {
    const { model, options, trained } = this.run;
    const compiler = currentEngine()?.compiler;
    if (compiler === undefined || this.uncompiled) {
      this.uncompiled = true;
      return new EagerStepper(model, options.loss, trained);
    }
    try {
      return new CompiledStepper(compiler, model, options.loss, trained, batch);
    } catch (error) {
      if (!runsUncompiled(error)) throw error;
      this.uncompiled = true;
      const warn = options.onWarning ?? emitted;
      warn(
        `the training step cannot be compiled and runs uncompiled, which is slower: ${(error as Error).message}`,
      );
      return new EagerStepper(model, options.loss, trained);
    }
  }
}

/** Node's own way to warn; a browser has none that is not the page's business. */
function emitted(message: string): void {
  if (typeof process === "object") process.emitWarning?.(message);
}
