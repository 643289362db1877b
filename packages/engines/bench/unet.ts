import * as tf from "@tensorflow/tfjs-core";
import { input, type LayersModel, model, type SymbolicTensor } from "@tensorflow/tfjs-layers";
import {
  add,
  batchNorm,
  concatenate,
  convolution,
  type Layer,
  maxPool3x3Stride2,
  relu,
  upsampleNearest2x,
} from "@undercoat/tensor";

/** Sizes of the standard step. */
export interface UnetSizes {
  readonly width: number;
  readonly channels: number;
  readonly classes: number;
}

/** A ResNet-18 U-Net in segmentation_models_pytorch's topology. */
export function resnet18Unet({ width, channels, classes }: UnetSizes): LayersModel {
  const [stem, ...stages] = [64, 64, 128, 256, 512].map((size) => Math.floor(size * width));
  const decoder = [256, 128, 64, 32, 16].map((size) => Math.max(4, Math.floor(size * width)));
  const image = input({ shape: [null, null, channels] });
  let x = normalised("stem", convolved("stem", image, stem ?? 0, 7, 2), true);
  const features = [x];
  x = through(maxPool3x3Stride2({ name: "pool" }), x);
  stages.forEach((filters, index) => {
    x = block(`stage${index}.0`, x, filters, index === 0 ? 1 : 2, index > 0);
    x = block(`stage${index}.1`, x, filters, 1, false);
    features.push(x);
  });
  decoder.forEach((filters, index) => {
    const name = `decoder${index}`;
    x = through(upsampleNearest2x({ name: `${name}.up` }), x);
    const skip = features[3 - index];
    if (skip) x = through(concatenate({ name: `${name}.cat` }), [x, skip]);
    x = normalised(`${name}.a`, convolved(`${name}.a`, x, filters, 3, 1), true);
    x = normalised(`${name}.b`, convolved(`${name}.b`, x, filters, 3, 1), true);
  });
  const head = convolution({ name: "head", filters: classes, kernelSize: 3, padding: 1, useBias: true });
  const network = model({ inputs: image, outputs: through(head, x) });
  initialise(network);
  return network;
}

function through(layer: Layer, x: SymbolicTensor | SymbolicTensor[]): SymbolicTensor {
  return layer.apply(x) as SymbolicTensor;
}

function convolved(
  name: string,
  x: SymbolicTensor,
  filters: number,
  kernelSize: number,
  strides: number,
): SymbolicTensor {
  const padding = (kernelSize - 1) / 2;
  return through(convolution({ name: `${name}.conv`, filters, kernelSize, strides, padding }), x);
}

function normalised(name: string, x: SymbolicTensor, rectified: boolean): SymbolicTensor {
  const y = through(batchNorm({ name: `${name}.norm` }), x);
  return rectified ? through(relu({ name: `${name}.relu` }), y) : y;
}

function block(
  name: string,
  x: SymbolicTensor,
  filters: number,
  strides: number,
  project: boolean,
): SymbolicTensor {
  let y = normalised(`${name}.a`, convolved(`${name}.a`, x, filters, 3, strides), true);
  y = normalised(`${name}.b`, convolved(`${name}.b`, y, filters, 3, 1), false);
  const shortcut = project
    ? normalised(`${name}.down`, convolved(`${name}.down`, x, filters, 1, strides), false)
    : x;
  return through(relu({ name: `${name}.out` }), through(add({ name: `${name}.add` }), [y, shortcut]));
}

/** Values spread like He's, by a formula: every run starts alike. */
function initialise(network: LayersModel): void {
  for (const { shape, originalName, write } of network.trainableWeights.map((variable) => ({
    shape: variable.shape as number[],
    originalName: variable.originalName,
    write: (values: Float32Array) =>
      tf.tidy(() => void variable.write(tf.tensor(values, variable.shape as number[]))),
  }))) {
    if (shape.length !== 4 || originalName.endsWith("bias")) continue;
    const [height = 1, width = 1, channels = 1, filters = 1] = shape;
    const scale = Math.sqrt(6 / (height * width * channels));
    write(pseudoRandom(height * width * channels * filters, scale));
  }
}

/** Values in (−scale, scale) by a linear congruence. */
export function pseudoRandom(size: number, scale: number): Float32Array {
  let state = 7;
  return Float32Array.from({ length: size }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return scale * ((2 * state) / 4294967296 - 1);
  });
}
