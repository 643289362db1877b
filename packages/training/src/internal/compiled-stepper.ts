import type * as tf from "@tensorflow/tfjs-core";
import type { Batch } from "@undercoat/datasets";
import type { Parameter, SegmentationModel } from "@undercoat/segmentation";
import type { CompiledParameter, CompiledTrainStep, NamedTensors, StepCompiler } from "@undercoat/tensor";
import type { AdamSlots } from "../adam.ts";
import type { FitNumbers } from "../fit-options.ts";
import { namedOptimizer } from "../optimizer-options.ts";
import { SimdAdam } from "../simd/simd-adam.ts";
import type { MethodInputs, MethodTerms } from "../training-method.ts";
import type { StepBatch } from "./choose-stepper.ts";
import { allParameters } from "./companion-state.ts";
import { forwardPass, type StepLoss, stepParts, stepValue } from "./step-terms.ts";
import type { GradientNorms, Stepper, StepResult, UpdateMoment } from "./stepper.ts";
import type { TrainedTensor } from "./trained-tensors.ts";
import { adamOptionsFor, clippedScale, normsOf, updateTensorInto } from "./update-tensor.ts";

const PART = "part ";
const INPUT = "input ";

/** A trained tensor in the order and the memory the compiled step computes in. */
interface Row {
  readonly tensor: TrainedTensor;
  readonly parameter: CompiledParameter;
  readonly slots: AdamSlots;
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
    loss: StepLoss,
    trained: readonly TrainedTensor[],
    first: StepBatch,
  ) {
    const { batch } = first;
    const logits = loss.method?.readsLogits ? batch.labels.length * model.scheme.classes.length : 0;
    this.adam = new SimdAdam(
      capacityFor(allParameters(model, loss.method), trained) + SimdAdam.padded(logits),
    );
    this.step = compileStep(compiler, model, loss, trained, first, this.adam.allocate);
    this.labels = new Int32Array(batch.labels.length);
    this.rows = trained.map((tensor, index) => {
      const parameter = this.step.parameters[index]!;
      const slot = (values: ArrayLike<number>) => {
        if (values.length === 0) return new Float32Array(0); // this optimiser keeps no such numbers
        const array = this.adam.allocate(values.length);
        array.set(parameter.fromVariableOrder(Float32Array.from(values)));
        return array;
      };
      const { first, second, highest } = tensor.slots;
      const slots = {
        first: slot(first),
        second: slot(second),
        ...(highest === undefined ? {} : { highest: slot(highest) }),
      };
      return { tensor, parameter, slots };
    });
  }

  compute({ images, labels }: Batch, inputs: MethodInputs): StepResult {
    this.labels.set(labels);
    const more = Object.entries(inputs).map(([name, { data }]) => [`${INPUT}${name}`, data]);
    const given = { ...Object.fromEntries(more), images, labels: this.labels };
    const { loss, logits = null, ...results } = this.step.run(given);
    const parts = Object.entries(results).map(([name, value]) => [name.slice(PART.length), value[0]!]);
    return { loss: loss![0]!, lossParts: Object.fromEntries(parts), logits };
  }

  gradients(): ReadonlyMap<string, Float32Array> {
    return new Map(this.present().map(({ tensor, gradient }) => [tensor.parameter.name, gradient]));
  }

  update(numbers: FitNumbers, moment: UpdateMoment): GradientNorms {
    const present = this.present();
    const squaredSum = (gradient: Float32Array) => this.adam.squaredSum(gradient);
    const norms = normsOf(present, moment, squaredSum);
    const gradientScale = clippedScale(present, numbers, { norm: norms.gradientNorm, squaredSum });
    const optimizer = namedOptimizer(numbers.optimizer);
    const hasKernel = optimizer.name !== "sgd" && !optimizer.amsgrad;
    for (const { tensor, gradient, slots, weights } of present) {
      const update = { numbers, moment, gradientScale };
      if (hasKernel) this.adam.update({ weights, gradient, slots }, adamOptionsFor(tensor, update));
      else updateTensorInto({ weights, gradient, slots }, tensor, update);
    }
    return norms;
  }

  writeBack(): void {
    this.step.writeBack();
    for (const { tensor, parameter, slots } of this.rows) {
      for (const name of ["first", "second", "highest"] as const) {
        const [own, values] = [tensor.slots[name], slots[name]];
        if (own !== undefined && values !== undefined && own.length > 0)
          own.set(parameter.toVariableOrder(values as Float32Array));
      }
    }
  }

  dispose(): void {
    this.step.dispose();
  }

  /** Rows that the loss depends on. */
  private present() {
    return this.rows.flatMap(({ tensor, slots, parameter: { weights, gradient } }) =>
      gradient === null ? [] : [{ tensor, slots, weights, gradient }],
    );
  }
}

/** Weights, gradients and both slots of every trained tensor, and the other arrays the compiler asks for. */
function capacityFor(parameters: readonly Parameter[], trained: readonly TrainedTensor[]): number {
  const perTrained = trained.reduce(
    (sum, { parameter, slots }) =>
      sum + (2 + Object.keys(slots).length) * SimdAdam.padded(parameter.variable.size),
    0,
  );
  const all = parameters.reduce((sum, { variable }) => sum + SimdAdam.padded(variable.size), 0);
  return perTrained + all + OUTPUTS;
}

/** Room for losses and their parts. */
const OUTPUTS = 1024;

function compileStep(
  compiler: StepCompiler,
  model: SegmentationModel,
  loss: StepLoss,
  trained: readonly TrainedTensor[],
  { batch: { size, height, width, bandCount }, inputs: more }: StepBatch,
  allocate: (length: number) => Float32Array,
): CompiledTrainStep {
  const moved = new Set<tf.Variable>(trained.map(({ parameter }) => parameter.variable));
  const others = allParameters(model, loss.method)
    .map(({ variable }) => variable)
    .filter((variable) => !moved.has(variable));
  return compiler.compileTrainStep({
    step: ({ images, labels, ...rest }) => {
      const inputs = Object.entries(rest).map(([name, value]) => [name.slice(INPUT.length), value]);
      const given = { labels: labels as tf.Tensor3D, inputs: Object.fromEntries(inputs) };
      return lossesOf(model, loss, images as tf.Tensor4D, given);
    },
    inputs: {
      ...Object.fromEntries(
        Object.entries(more).map(([name, { shape }]) => [`${INPUT}${name}`, { shape, dtype: "float32" }]),
      ),
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
  loss: StepLoss,
  images: tf.Tensor4D,
  given: Omit<MethodTerms, "logits" | "companion">,
): NamedTensors & { loss: tf.Tensor } {
  const outputs = forwardPass(model, images, loss);
  const value = stepValue(loss, { ...given, ...outputs });
  const parts = stepParts(loss, { ...given, ...outputs }, value);
  const named = Object.entries(parts).map(([name, part]) => [`${PART}${name}`, part]);
  return {
    ...Object.fromEntries(named),
    ...(loss.method?.readsLogits ? { logits: outputs.logits } : {}),
    loss: value,
  };
}
