import type { Batch } from "@undercoat/datasets";
import type { SegmentationModel } from "@undercoat/segmentation";
import type { FitNumbers } from "../fit-options.ts";
import type { MethodInputs } from "../training-method.ts";
import { applyUpdate } from "./apply-update.ts";
import { batchGradients } from "./batch-gradients.ts";
import type { StepLoss } from "./step-terms.ts";
import type { GradientNorms, Stepper, StepResult, UpdateMoment } from "./stepper.ts";
import type { TrainedTensor } from "./trained-tensors.ts";

/** Steps operation by operation; variables and slots are always up to date. */
export class EagerStepper implements Stepper {
  private readonly model: SegmentationModel;
  private readonly loss: StepLoss;
  private readonly trained: readonly TrainedTensor[];
  private latest: ReadonlyMap<string, Float32Array> = new Map();

  constructor(model: SegmentationModel, loss: StepLoss, trained: readonly TrainedTensor[]) {
    this.model = model;
    this.loss = loss;
    this.trained = trained;
  }

  compute(batch: Batch, inputs: MethodInputs): StepResult {
    const { gradients, ...losses } = batchGradients(this.model, { batch, inputs }, this.loss, this.trained);
    this.latest = gradients;
    return losses;
  }

  gradients(): ReadonlyMap<string, Float32Array> {
    return this.latest;
  }

  update(numbers: FitNumbers, moment: UpdateMoment): GradientNorms {
    return applyUpdate(this.trained, this.latest, numbers, moment);
  }

  writeBack(): void {}

  dispose(): void {
    this.latest = new Map();
  }
}
