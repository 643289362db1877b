import * as tf from "@tensorflow/tfjs-core";
import { crossEntropy } from "@undercoat/losses";
import type { Parameter, SegmentationModel, WeightValues } from "@undercoat/segmentation";
import { currentEngine, type StepCompiler } from "@undercoat/tensor";
import type { GoldenBatch } from "./golden-model.ts";

/** What the loss sees and gives in one pass. */
export interface Pass {
  readonly logits: Float32Array;
  readonly loss: number;
  /** By parameter name, in our shapes; of what is trained and takes part. */
  readonly gradients: ReadonlyMap<string, WeightValues>;
  readonly imageGradient: Float32Array;
}

/** One forward and backward pass with cross-entropy, compiled where the engine compiles. */
export function runPass(model: SegmentationModel, batch: GoldenBatch, training: boolean): Pass {
  const compiler = currentEngine()?.compiler;
  const image = tf.variable(batch.images);
  const trained = model
    .parameters()
    .filter(({ trainable, layer }) => trainable && model.network.getLayer(layer).trainable);
  const work = { model, batch, training, image, trained };
  try {
    return compiler === undefined ? uncompiledPass(work) : compiledPass(work, compiler);
  } finally {
    image.dispose();
  }
}

interface Work {
  readonly model: SegmentationModel;
  readonly batch: GoldenBatch;
  readonly training: boolean;
  readonly image: tf.Variable;
  readonly trained: readonly Parameter[];
}

function forward(
  { model, image, training }: Work,
  labels: tf.Tensor3D,
): { loss: tf.Scalar; logits: tf.Tensor4D } {
  const logits = model.network.apply(image, { training }) as tf.Tensor4D;
  return { loss: crossEntropy().evaluate(logits, labels) as tf.Scalar, logits };
}

function uncompiledPass(work: Work): Pass {
  const { image, trained, batch } = work;
  const labels = tf.tensor3d(batch.labels, batch.labelShape, "int32");
  let logits: Float32Array = new Float32Array();
  const score = () => {
    const result = forward(work, labels);
    logits = Float32Array.from(result.logits.dataSync());
    return result.loss;
  };
  const { value, grads } = tf.variableGrads(score, [image, ...trained.map(({ variable }) => variable)]);
  const copyOf = ({ name }: tf.Variable) => Float32Array.from(grads[name]?.dataSync() ?? []);
  const gradients = trained.map(({ variable }) => copyOf(variable));
  const pass = {
    logits,
    loss: value.dataSync()[0]!,
    gradients: named(trained, gradients),
    imageGradient: copyOf(image),
  };
  tf.dispose([value, grads, labels]);
  return pass;
}

function compiledPass(work: Work, compiler: StepCompiler): Pass {
  const { model, image, trained, batch } = work;
  const variables = [image, ...trained.map(({ variable }) => variable)];
  const step = compiler.compileTrainStep({
    step: ({ labels }) => forward(work, labels as tf.Tensor3D) as never,
    inputs: { labels: { shape: batch.labelShape, dtype: "int32" } },
    trained: variables,
    others: model
      .parameters()
      .map(({ variable }) => variable)
      .filter((variable) => !variables.includes(variable)),
  });
  const { loss, logits } = step.run({ labels: batch.labels });
  step.writeBack(); // running statistics
  const [imageGradient, ...rest] = step.parameters.map(({ gradient, toVariableOrder }) =>
    gradient === null ? new Float32Array() : toVariableOrder(gradient),
  );
  const pass = {
    logits: logits!.slice(),
    loss: loss![0]!,
    gradients: named(trained, rest),
    imageGradient: imageGradient!,
  };
  step.dispose();
  return pass;
}

function named(trained: readonly Parameter[], gradients: readonly Float32Array[]): Map<string, WeightValues> {
  return new Map(trained.map(({ name, shape }, index) => [name, { shape, data: gradients[index]! }]));
}
