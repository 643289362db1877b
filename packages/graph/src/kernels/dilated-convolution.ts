import type { KernelInputs, KernelRules } from "../kernel-rule.ts";
import type { Recorder } from "../record/recorder.ts";
import type { Attributes, Value } from "../record/value.ts";
import { convolutionGeometry } from "./window-geometry.ts";

const KERNELS = {
  plain: ["Conv2D", "Conv2DBackpropInput", "Conv2DBackpropFilter"],
  depthwise: [
    "DepthwiseConv2dNative",
    "DepthwiseConv2dNativeBackpropInput",
    "DepthwiseConv2dNativeBackpropFilter",
  ],
} as const;

/**
 * The dilated convolutions of `@undercoat/tensor` and their gradients: TensorFlow.js never asks for the
 * gradients, ONNX computes all three in one node.
 */
export const dilatedConvolution: KernelRules = {
  record: {
    UndercoatDilatedConvolution: (inputs, attributes, recorder) => {
      const [x, filter] = [inputs["x0"]!, inputs["x1"]!];
      return recorded(0, { inputs, image: x.shape, filter: filter.shape }, attributes, recorder);
    },
    UndercoatDilatedConvolutionInputGrad: (inputs, attributes, recorder) => {
      const image = attributes["inputShape"] as number[];
      return recorded(1, { inputs, image, filter: inputs["x1"]!.shape }, attributes, recorder);
    },
    UndercoatDilatedConvolutionWeightGrad: (inputs, attributes, recorder) => {
      const filter = attributes["filterShape"] as number[];
      return recorded(2, { inputs, image: inputs["x0"]!.shape, filter }, attributes, recorder);
    },
  },
  lower: {},
};

interface Operands {
  readonly inputs: KernelInputs;
  readonly image: readonly number[];
  readonly filter: readonly number[];
}

function recorded(
  which: 0 | 1 | 2,
  { inputs, image, filter }: Operands,
  { padding, dilation, depthwise }: Attributes,
  recorder: Recorder,
): Value {
  const attributes = { strides: 1, pad: padding, dilations: dilation } as Attributes;
  const window = convolutionGeometry(image, filter, attributes, depthwise as boolean);
  const name = KERNELS[depthwise ? "depthwise" : "plain"][which];
  const shape = [window.outShape, image, filter][which]!;
  return recorder.operation(name, [inputs["x0"]!, inputs["x1"]!], { ...window }, shape, "float32");
}
