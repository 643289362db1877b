import { tensor, tidy } from "@tensorflow/tfjs-core";
import { createRng, heNormal, type Rng } from "@undercoat/random";
import { DROPOUT_COUNTERS } from "@undercoat/tensor";
import type { Parameter, SegmentationModel } from "./model.ts";

/** Options of {@link initialise}. */
export interface InitialiseOptions {
  readonly seed: number;
  /** Name of a kernel's stream of random numbers. Omitted: the parameter's own name. */
  readonly streamName?: (parameterName: string) => string;
  /** Which parameters, by name; the others keep their values. Omitted: all. */
  readonly only?: (parameterName: string) => boolean;
}

/**
 * Gives every tensor its initial value: kernels are He-normal over their fan-in (gain 2; gain 1 in the
 * head), biases 0, weights of norms 1, running statistics 0 and 1, states of dropouts drawn. Each kernel has its own stream
 * `init/<name>`, drawn in PyTorch's order [out, in, row, column], so its values depend on nothing else.
 *
 * @see {@link https://arxiv.org/abs/1502.01852 | He et al., ICCV 2015}
 */
export function initialise(
  model: SegmentationModel,
  { seed, streamName = (name) => name, only = () => true }: InitialiseOptions,
): void {
  const rng = createRng(seed).fork("init");
  for (const parameter of model.parameters()) {
    if (!only(parameter.name)) continue;
    const stream = rng.fork(streamName(parameter.name));
    const values = isDepthwise(model, parameter)
      ? depthwiseKernel(parameter.shape, stream)
      : initialValues(parameter, stream);
    tidy(() => parameter.variable.assign(tensor(values, [...parameter.shape])));
  }
}

function initialValues({ name, group, shape }: Parameter, rng: Rng): Float32Array {
  const count = shape.reduce((product, size) => product * size, 1);
  if (shape.length === 4) return initialKernel(shape, group === "head" ? 1 : 2, rng);
  if (name.endsWith(".draws")) return Float32Array.from(DROPOUT_COUNTERS, (bound) => rng.int(bound));
  const ones = name.endsWith(".weight") || name.endsWith(".running_var");
  return new Float32Array(count).fill(name.endsWith(".gamma") ? LAYER_SCALE : ones ? 1 : 0);
}

/** Of ConvNeXt: a residual branch begins by adding almost nothing. */
const LAYER_SCALE = 1e-6;

function isDepthwise({ network }: SegmentationModel, { layer, shape }: Parameter): boolean {
  return shape.length === 4 && network.getLayer(layer).getClassName() === "UndercoatDepthwiseConvolution";
}

/** Every channel has one input: PyTorch's order [channel, 1, row, column], ours [row, column, channel, 1]. */
function depthwiseKernel([rows, columns, channels]: readonly number[], rng: Rng): Float32Array {
  return initialKernel([rows!, columns!, 1, channels!], 2, rng);
}

function initialKernel(shape: readonly number[], gain: number, rng: Rng): Float32Array {
  const [rows, columns, inputs, outputs] = shape as [number, number, number, number];
  const fanIn = rows * columns * inputs;
  const drawn = heNormal({ count: fanIn * outputs, fanIn, gain }, rng);
  const values = new Float32Array(drawn.length);
  let next = 0;
  for (let output = 0; output < outputs; output++)
    for (let input = 0; input < inputs; input++)
      for (let cell = 0; cell < rows * columns; cell++)
        values[(cell * inputs + input) * outputs + output] = drawn[next++]!;
  return values;
}
