import * as tf from "@tensorflow/tfjs-core";
import { input, type LayersModel, model as layersModel, type SymbolicTensor } from "@tensorflow/tfjs-layers";
import { createRng, heNormal } from "@undercoat/random";
import type { Parameter } from "@undercoat/segmentation";
import { batchNorm, convolution, relu } from "@undercoat/tensor";
import type { Companion } from "@undercoat/training";

/** Widths of a projection, and the seed of its first weights. */
interface ProjectionOptions {
  readonly dimensions: number;
  readonly bottleneck: number;
  readonly seed: number;
}

/** Running statistics, which no gradient reaches. */
const STATISTICS = ["running_mean", "running_var"];

/** What stands behind the head while SimSiam learns, and is dropped afterwards. */
export interface Projection extends Companion {
  dispose(): void;
}

/**
 * The rest of a projection, whose first layer is the head, and the predictor behind it: `[patch, 1, 1, 2 · dimensions]`, of
 * which the first half is the projection and the second what the predictor makes of it.
 */
export function projection(options: ProjectionOptions): Projection {
  const network = layersOf(options);
  const parameters = parametersOf(network);
  drawInto(parameters, options.seed);
  return {
    parameters: () => parameters,
    forward: ({ logits }) => {
      const pooled = tf.mean(logits, [1, 2], true);
      return tf.concat(network.apply(pooled, { training: true }) as tf.Tensor4D[], 3);
    },
    dispose: () => void network.dispose(),
  };
}

function layersOf({ dimensions, bottleneck }: ProjectionOptions): LayersModel {
  const through = (x: SymbolicTensor, layers: readonly { apply(x: SymbolicTensor): unknown }[]) =>
    layers.reduce((y, layer) => layer.apply(y) as SymbolicTensor, x);
  const dense = (name: string, filters: number, useBias = false) =>
    convolution({ name, filters, kernelSize: 1, useBias });
  const pooled = input({ shape: [1, 1, dimensions] });
  const projected = through(pooled, [
    batchNorm({ name: "projector.0.norm" }),
    relu({ name: "projector.0.relu" }),
    dense("projector.1", dimensions),
    batchNorm({ name: "projector.1.norm" }),
  ]);
  const predicted = through(projected, [
    dense("predictor.0", bottleneck),
    batchNorm({ name: "predictor.0.norm" }),
    relu({ name: "predictor.0.relu" }),
    dense("predictor.1", dimensions, true),
  ]);
  return layersModel({ inputs: pooled, outputs: [projected, predicted], name: "projection" });
}

function parametersOf(network: LayersModel): readonly Parameter[] {
  return network.layers.flatMap(({ name: layer, weights }) =>
    weights.map((weight): Parameter => {
      const own = weight.originalName.slice(weight.originalName.lastIndexOf("/") + 1);
      return {
        name: `${layer}.${own}`,
        group: layer.startsWith("predictor") ? "predictor" : "projector",
        layer,
        trainable: !STATISTICS.includes(own),
        shape: weight.shape as number[],
        variable: weight.read() as tf.Variable,
      };
    }),
  );
}

/** Kernels are He-normal, each from a stream of its own; the layers begin with what they are built with elsewhere. */
function drawInto(parameters: readonly Parameter[], seed: number): void {
  const rng = createRng(seed).fork("projection");
  for (const { name, shape, variable } of parameters) {
    if (shape.length !== 4) continue;
    const fanIn = shape[2]!;
    const drawn = heNormal({ count: variable.size, fanIn, gain: 2 }, rng.fork(name));
    tf.tidy(() => variable.assign(tf.tensor(drawn, [...shape])));
  }
}
