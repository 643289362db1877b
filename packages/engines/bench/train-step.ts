import * as tf from "@tensorflow/tfjs-core";
import type { LayersModel } from "@tensorflow/tfjs-layers";
import { pseudoRandom, resnet18Unet, type UnetSizes } from "./unet.ts";

/** One forward and backward pass, ready to run; the weights stay as they are. */
export interface TrainStep {
  run(): { loss: number; gradients: Map<string, Float32Array> };
  dispose(): void;
}

/** The standard step: ResNet-18 U-Net, cross-entropy, gradients of all parameters. */
export function trainStep(sizes: UnetSizes & { batch: number; size: number }): TrainStep {
  const network = resnet18Unet(sizes);
  const { batch, size, channels, classes } = sizes;
  const image = tf.tensor4d(pseudoRandom(batch * size * size * channels, 1), [batch, size, size, channels]);
  const labels = pseudoRandom(batch * size * size, 1).map((v) =>
    Math.min(classes - 1, Math.floor(((v + 1) / 2) * classes)),
  );
  const target = tf.tidy(() =>
    tf.cast(tf.oneHot(tf.tensor1d(Int32Array.from(labels), "int32"), classes), "float32"),
  );
  const variables = network.trainableWeights.map((weight) => weight.read() as tf.Variable);
  return {
    run: () => gradientsOf(network, image, target, variables),
    dispose: () => {
      network.dispose();
      image.dispose();
      target.dispose();
    },
  };
}

function gradientsOf(
  network: LayersModel,
  image: tf.Tensor,
  target: tf.Tensor,
  variables: tf.Variable[],
): ReturnType<TrainStep["run"]> {
  const loss = () =>
    tf.tidy(() => {
      const logits = network.apply(image, { training: true }) as tf.Tensor;
      const rows = tf.reshape(logits, target.shape);
      const likelihood = tf.sum(tf.mul(tf.logSoftmax(rows), target));
      return tf.neg(tf.div(likelihood, rows.shape[0] ?? 1)) as tf.Scalar;
    });
  const { value, grads } = tf.variableGrads(loss, variables);
  const gradients = new Map(
    Object.entries(grads).map(([name, grad]) => [name, grad.dataSync() as Float32Array]),
  );
  const result = { loss: value.dataSync()[0] ?? Number.NaN, gradients };
  tf.dispose([value, grads]);
  return result;
}
