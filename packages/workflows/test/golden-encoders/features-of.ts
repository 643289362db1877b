import * as tf from "@tensorflow/tfjs-core";
import { convnext, mobilenetV2, plainUnet, resnet } from "@undercoat/encoders";
import type { Encoder } from "@undercoat/segmentation";
import { currentEngine, type NamedTensors } from "@undercoat/tensor";
import { goldenWeight } from "@undercoat/test-utils";

type Size4D = readonly [number, number, number, number];

/** The encoders by the name that each gives itself. */
export const FACTORIES: Readonly<Record<string, (options: never) => Encoder>> = {
  resnet,
  "mobilenet-v2": mobilenetV2,
  convnext,
  "plain-unet": plainUnet,
};

/** Sets every weight of an encoder by the golden formula, from PyTorch's order. */
export function setGoldenWeights(encoder: Encoder, salt: string): void {
  for (const layer of encoder.network.layers) {
    for (const weight of layer.weights) {
      const name = weight.originalName.replace("/", ".");
      const shape = weight.shape as number[];
      const values =
        shape.length === 4 ? kernelOf(salt, name, shape as never) : goldenWeight(salt, name, shape);
      tf.tidy(() => void weight.write(tf.tensor(values, shape)));
    }
  }
}

/** A kernel `[row, column, in, out]`, or `[row, column, channel, 1]` of a depthwise convolution. */
function kernelOf(salt: string, name: string, [rows, columns, inputs, outputs]: Size4D): Float32Array {
  const depthwise = outputs === 1 && rows * columns > 1;
  const [outer, inner] = depthwise ? [inputs, 1] : [outputs, inputs];
  const stored = goldenWeight(salt, name, [outer, inner, rows, columns]);
  const values = new Float32Array(stored.length);
  const cells = rows * columns;
  for (let o = 0; o < outer; o++)
    for (let i = 0; i < inner; i++)
      for (let cell = 0; cell < cells; cell++)
        values[(cell * inner + i) * outer + o] = stored[(o * inner + i) * cells + cell]!;
  return values;
}

/** An image `[batch, channel, row, column]` as a tensor `[batch, row, column, channel]`. */
export function imageOf(values: ArrayLike<number>, shape: Size4D): tf.Tensor4D {
  return tf.tidy(() => tf.transpose(tf.tensor4d(Float32Array.from(values), [...shape]), [0, 2, 3, 1]));
}

/** A feature in PyTorch's order `[batch, channel, row, column]`. */
export interface Feature {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** All features at inference, compiled where the engine compiles. */
export function featuresOf(encoder: Encoder, image: tf.Tensor4D): Feature[] {
  const compiler = currentEngine()?.compiler;
  const predict = ({ images }: NamedTensors) => {
    const outputs = [encoder.network.apply(images as tf.Tensor)].flat() as tf.Tensor[];
    const named = outputs.map((y, index) => [`feature ${index}`, tf.transpose(y, [0, 3, 1, 2])]);
    return Object.fromEntries(named) as Record<string, tf.Tensor4D>;
  };
  const shapes = tf.tidy(() => encoder.network.computeOutputShape(image.shape) as number[][]);
  const inOrder = shapes.map(([b, h, w, c]) => [b, c, h, w] as number[]);
  if (compiler === undefined) {
    return tf.tidy(() =>
      Object.values(predict({ images: image })).map((y) => {
        return { shape: y.shape, data: y.dataSync<"float32">().slice() };
      }),
    );
  }
  const variables = encoder.network.weights.map((weight) => weight.read() as tf.Variable);
  const inputs = { images: { shape: image.shape, dtype: "float32" as const } };
  const compiled = compiler.compilePredict({ predict, inputs, variables });
  const results = compiled.run({ images: image.dataSync<"float32">() });
  const features = inOrder.map((shape, index) => {
    return { shape, data: (results[`feature ${index}`] as Float32Array).slice() };
  });
  compiled.dispose();
  return features;
}
