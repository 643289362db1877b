import type * as tf from "@tensorflow/tfjs-core";
import { convolution } from "../convolution.ts";
import { depthwiseConvolution } from "../depthwise-convolution.ts";
import { gelu } from "../gelu.ts";
import { layerNorm } from "../layer-norm.ts";
import { layerScale } from "../layer-scale.ts";
import type { Layer } from "../layers/stateless-layer.ts";
import { averagePool, maxPool } from "../pool.ts";
import { relu6 } from "../relu6.ts";

/** How the self-test makes a case of a layer without weights, and cases of a layer with weights. */
export interface CaseMakers<Case> {
  readonly input: (name: string, layer: Layer, inputs: (x: tf.Tensor) => tf.Tensor, step?: number) => Case;
  readonly parameters: (name: string, make: () => Layer, kwargs: object) => Case[];
}

const KINK_STEP = 1e-3;
const WINDOWS = [
  { kernelSize: 2, strides: 2, padding: 0 },
  { kernelSize: 3, strides: 2, padding: 1 },
];

/** The layers that encoders beside ResNet are made of, and dilated convolutions. */
export function encoderGradientCases<Case>({ input, parameters }: CaseMakers<Case>): Case[] {
  const same = (x: tf.Tensor) => x;
  const check = { name: "check" };
  return [
    input("relu6", relu6(check), same, KINK_STEP),
    input("gelu", gelu(check), same),
    ...WINDOWS.flatMap((window) => {
      const title = `${window.kernelSize}×${window.kernelSize} stride ${window.strides}`;
      return [
        input(`maxPool ${title}, negative values too`, maxPool({ ...check, ...window }), same, KINK_STEP),
        input(`averagePool ${title}`, averagePool({ ...check, ...window }), same),
      ];
    }),
    ...parameters("layerNorm", () => layerNorm({ ...check, epsilon: 1e-6 }), {}),
    ...parameters("layerScale", () => layerScale(check), {}),
    ...[2, 3].flatMap((dilation) => dilatedCases(dilation, parameters)),
    ...[1, 2].flatMap((strides) =>
      [3, 7].flatMap((kernelSize) => {
        const options = { ...check, kernelSize, strides, padding: (kernelSize - 1) / 2, useBias: true };
        const title = `depthwiseConvolution ${kernelSize}×${kernelSize} stride ${strides}`;
        return parameters(title, () => depthwiseConvolution(options), {});
      }),
    ),
  ];
}

function dilatedCases<Case>(dilation: number, parameters: CaseMakers<Case>["parameters"]): Case[] {
  const options = { name: "check", kernelSize: 3, dilation, padding: dilation };
  return [
    ...parameters(`convolution dilation ${dilation}`, () => convolution({ ...options, filters: 5 }), {}),
    ...parameters(`depthwiseConvolution dilation ${dilation}`, () => depthwiseConvolution(options), {}),
  ];
}
