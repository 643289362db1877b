import * as tf from "@tensorflow/tfjs-core";
import { input, type LayersModel, model, type SymbolicTensor } from "@tensorflow/tfjs-layers";
import { batchNorm, convolution, maxPool3x3Stride2, relu, upsampleNearest2x } from "@undercoat/tensor";
import { floats } from "./numbers.ts";

/** Shape of the images of {@link smallNetwork}. */
export const IMAGES = [2, 20, 24, 3] as const;

let made = 0;

/** Convolution, batch normalisation, ReLU, max pooling, upsampling and a head, with equal weights every time. */
export function smallNetwork(): LayersModel {
  made += 1;
  const image = input({ shape: [...IMAGES.slice(1)] });
  const name = (part: string) => `${part}_${made}`;
  let x = convolution({ name: name("stem"), filters: 8, kernelSize: 3, padding: 1 }).apply(image);
  x = relu({ name: name("relu") }).apply(batchNorm({ name: name("norm") }).apply(x));
  x = upsampleNearest2x({ name: name("up") }).apply(maxPool3x3Stride2({ name: name("pool") }).apply(x));
  x = convolution({ name: name("head"), filters: 2, kernelSize: 1, useBias: true }).apply(x);
  const network = model({ inputs: image, outputs: x as SymbolicTensor });
  tf.tidy(() => {
    network.setWeights(
      network.weights.map(({ shape, originalName }, index) => {
        const range: [number, number] = /running_var|norm.*\/weight/.test(originalName)
          ? [0.5, 1.5]
          : [-0.5, 0.5];
        return tf.tensor(floats(shape as number[], 9 + index, ...range), shape as number[]);
      }),
    );
  });
  return network;
}

/** A step of a network: mean of squares. */
export function stepOf(network: LayersModel) {
  const all = network.weights.map((weight) => weight.read() as tf.Variable);
  const trained = network.trainableWeights.map((weight) => weight.read() as tf.Variable);
  return {
    step: ({ x }: Readonly<Record<string, tf.Tensor>>) => ({
      loss: tf.mean(tf.square(network.apply(x!, { training: true }) as tf.Tensor)),
    }),
    inputs: { x: { shape: IMAGES, dtype: "float32" } },
    trained,
    others: all.filter((variable) => !trained.includes(variable)),
  } as const;
}
