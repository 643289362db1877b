import type * as tf from "@tensorflow/tfjs-core";
import type { Batch } from "@undercoat/datasets";
import type { Loss, SegmentationModel } from "@undercoat/segmentation";
import type { CompiledParameter, CompiledTrainStep, NamedTensors, StepCompiler } from "@undercoat/tensor";
import { type AdamSlots, clipScaleOf } from "../adam.ts";
import type { FitNumbers } from "../fit-options.ts";
import { SimdAdam } from "../simd/simd-adam.ts";
import { gradientNotFinite } from "./gradient-not-finite.ts";
import type { StepLosses, Stepper, UpdateMoment } from "./stepper.ts";
import type { TrainedTensor } from "./trained-tensors.ts";

const PART = "part ";

/** A trained tensor in the order and the memory the compiled step computes in. */
interface Row {
  readonly tensor: TrainedTensor;
  readonly parameter: CompiledParameter;
  readonly slots: AdamSlots & { readonly first: Float32Array; readonly second: Float32Array };
}

/** Steps as one compiled graph for one shape of batches; the optimiser works on the graph's own arrays. */
export class CompiledStepper implements Stepper {
  private readonly step: CompiledTrainStep;
  private readonly adam: SimdAdam;
  private readonly rows: readonly Row[];
  private readonly labels: Int32Array;

  /** @throws What the compiler throws for a step it cannot compile. */
  constructor(
    compiler: StepCompiler,
    model: SegmentationModel,
    loss: Loss,
    trained: readonly TrainedTensor[],
    batch: Batch,
  ) {
    this.adam = new SimdAdam(capacityFor(model, trained));
    this.step = compileStep(compiler, model, loss, trained, batch, this.adam.allocate);
    this.labels = new Int32Array(batch.labels.length);
    this.rows = trained.map((tensor, index) => {
      const parameter = this.step.parameters[index]!;
      const slot = (values: ArrayLike<number>) => {
        const array = this.adam.allocate(values.length);
        array.set(parameter.fromVariableOrder(Float32Array.from(values)));
        return array;
      };
      const slots = { first: slot(tensor.slots.first), second: slot(tensor.slots.second) };
      return { tensor, parameter, slots };
    });
  }

  compute({ images, labels }: Batch): StepLosses {
    this.labels.set(labels);
    const { loss, ...results } = this.step.run({ images, labels: this.labels });
    const parts = Object.entries(results).map(([name, value]) => [name.slice(PART.length), value[0]!]);
    return { loss: loss![0]!, lossParts: Object.fromEntries(parts) };
  }

  update(numbers: FitNumbers, moment: UpdateMoment): number {
    const norm = Math.sqrt(this.rows.reduce((sum, row) => sum + this.squaredGradient(row), 0));
    if (!Number.isFinite(norm)) throw gradientNotFinite(this.gradients(), moment);
    const { betas, epsilon, weightDecay, optimizer, clipNorm } = numbers;
    const shared = {
      update: moment.update,
      betas,
      epsilon,
      weightDecay,
      decoupled: optimizer === "adamw",
      gradientScale: clipScaleOf(norm, clipNorm),
    };
    for (const { tensor, parameter, slots } of this.rows) {
      const { weights, gradient } = parameter;
      if (gradient === null) continue; // nothing the loss sees depends on this tensor
      const learningRate = moment.learningRate * tensor.lrScale;
      this.adam.update({ weights, gradient, slots }, { ...shared, learningRate });
    }
    return norm;
  }

  writeBack(): void {
    this.step.writeBack();
    for (const { tensor, parameter, slots } of this.rows) {
      tensor.slots.first.set(parameter.toVariableOrder(slots.first));
      tensor.slots.second.set(parameter.toVariableOrder(slots.second));
    }
  }

  dispose(): void {
    this.step.dispose();
  }

  private squaredGradient({ parameter: { gradient } }: Row): number {
    return gradient === null ? 0 : this.adam.squaredSum(gradient);
  }

  private *gradients(): Generator<readonly [string, Float32Array]> {
    for (const { tensor, parameter } of this.rows)
      if (parameter.gradient !== null) yield [tensor.parameter.name, parameter.gradient];
  }
}

/** Weights, gradients and both slots of every trained tensor, and the other arrays the compiler asks for. */
function capacityFor(model: SegmentationModel, trained: readonly TrainedTensor[]): number {
  const perTrained = trained.reduce((sum, { slots }) => sum + 4 * SimdAdam.padded(slots.first.length), 0);
  const all = model.parameters().reduce((sum, { variable }) => sum + SimdAdam.padded(variable.size), 0);
  return perTrained + all + OUTPUTS;
}

/** Room for losses and their parts. */
const OUTPUTS = 1024;

function compileStep(
  compiler: StepCompiler,
  model: SegmentationModel,
  loss: Loss,
  trained: readonly TrainedTensor[],
  { size, height, width, bandCount }: Batch,
  allocate: (length: number) => Float32Array,
): CompiledTrainStep {
  const moved = new Set<tf.Variable>(trained.map(({ parameter }) => parameter.variable));
  const others = model
    .parameters()
    .map(({ variable }) => variable)
    .filter((variable) => !moved.has(variable));
  return compiler.compileTrainStep({
    step: ({ images, labels }) => lossesOf(model, loss, images as tf.Tensor4D, labels as tf.Tensor3D),
    inputs: {
      images: { shape: [size, height, width, bandCount], dtype: "float32" },
      labels: { shape: [size, height, width], dtype: "int32" },
    },
    trained: [...moved],
    others,
    allocate,
  });
}

function lossesOf(
  model: SegmentationModel,
  loss: Loss,
  images: tf.Tensor4D,
  labels: tf.Tensor3D,
): NamedTensors & { loss: tf.Tensor } {
  const logits = model.network.apply(images, { training: true }) as tf.Tensor4D;
  const value = loss.evaluate(logits, labels);
  const parts = loss.parts?.(logits, labels) ?? { [loss.name]: value };
  const named = Object.entries(parts).map(([name, part]) => [`${PART}${name}`, part]);
  return { ...Object.fromEntries(named), loss: value };
}
