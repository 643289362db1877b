import * as tf from "@tensorflow/tfjs-core";
import type { Batch } from "@undercoat/datasets";
import type { SegmentationModel } from "@undercoat/segmentation";
import { emaDecayAt, emaInto } from "@undercoat/training";
import { softmaxOf } from "./softmax-of.ts";

/** The weights of a model by name, running statistics included. */
export type Weights = Map<string, Float32Array>;

/** The weights of a model as copies. */
export function weightsOf(model: SegmentationModel): Weights {
  return new Map(
    model.parameters().map(({ name, variable }) => [name, Float32Array.from(variable.dataSync())]),
  );
}

/** A running mean of a model's weights, which predicts in the model's place. */
export class Teacher {
  weights: Weights;
  private readonly model: SegmentationModel;
  private readonly decay: number;

  constructor(model: SegmentationModel, decay: number) {
    this.model = model;
    this.decay = decay;
    this.weights = weightsOf(model);
  }

  /** Moves towards the model's weights of now, after its update `index` from 0; at first faster than the decay says. */
  follow(index: number): void {
    const decay = emaDecayAt(this.decay, { index, warmUp: true });
    for (const { name, variable } of this.model.parameters())
      emaInto(this.weights.get(name)!, variable.dataSync<"float32">(), decay);
  }

  /** Probabilities of a batch, `[pixel, class]`; running statistics do not move. The model is left as it was. */
  predict({ images, size, height, width, bandCount }: Batch): Float32Array {
    const own = weightsOf(this.model);
    this.assign(this.weights);
    try {
      const logits = tf.tidy(() => {
        const input = tf.tensor4d(images, [size, height, width, bandCount]);
        return (this.model.network.apply(input) as tf.Tensor).dataSync<"float32">().slice();
      });
      return softmaxOf(logits, this.model.scheme.classes.length);
    } finally {
      this.assign(own);
    }
  }

  private assign(weights: Weights): void {
    for (const { name, shape, variable } of this.model.parameters())
      tf.tidy(() => variable.assign(tf.tensor(weights.get(name)!, [...shape])));
  }
}
