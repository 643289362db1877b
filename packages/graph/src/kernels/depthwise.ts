import type { KernelRules } from "../kernel-rule.ts";
import { IMHW } from "../lower/layout.ts";
import type { Lowering } from "../lower/lowering.ts";
import type { Value } from "../record/value.ts";
import { activated } from "./activation.ts";
import { inputGradient } from "./convolution-input-gradient.ts";
import { fitted } from "./convolution-weight-gradient.ts";
import { convolutionGeometry, type WindowGeometry, windowAttributes } from "./window-geometry.ts";

const geometry = (attributes: object) => attributes as unknown as WindowGeometry;

/** The depthwise convolution and both its gradients: grouped convolutions of ONNX. */
export const depthwise: KernelRules = {
  record: {
    DepthwiseConv2dNative: ({ x, filter }, attributes, recorder) => {
      const window = convolutionGeometry(x!.shape, filter!.shape, attributes, true);
      return recorder.operation(
        "DepthwiseConv2dNative",
        [x!, filter!],
        { ...window },
        window.outShape,
        "float32",
      );
    },
    FusedDepthwiseConv2D: (inputs, attributes, recorder) => {
      const { x, filter } = inputs;
      const window = convolutionGeometry(x!.shape, filter!.shape, attributes, true);
      const y = recorder.operation(
        "DepthwiseConv2dNative",
        [x!, filter!],
        { ...window },
        window.outShape,
        "float32",
      );
      return activated(y, inputs, attributes, recorder);
    },
    DepthwiseConv2dNativeBackpropInput: ({ dy, filter }, attributes, recorder) => {
      const shape = attributes["inputShape"] as number[];
      const window = convolutionGeometry(shape, filter!.shape, attributes, true);
      return recorder.operation(
        "DepthwiseConv2dNativeBackpropInput",
        [dy!, filter!],
        { ...window },
        shape,
        "float32",
      );
    },
    DepthwiseConv2dNativeBackpropFilter: ({ x, dy }, attributes, recorder) => {
      const shape = attributes["filterShape"] as number[];
      const window = convolutionGeometry(x!.shape, shape, attributes, true);
      return recorder.operation(
        "DepthwiseConv2dNativeBackpropFilter",
        [x!, dy!],
        { ...window },
        shape,
        "float32",
      );
    },
  },
  lower: {
    DepthwiseConv2dNative: (value, lowering) => {
      const [x, filter] = value.inputs as [Value, Value];
      const attributes = { ...windowAttributes(geometry(value.attributes)), group: x.shape[3]! };
      return lowering.imageResult(
        value,
        lowering.node("Conv", [lowering.images(x), kernels(filter, lowering)], attributes),
      );
    },
    DepthwiseConv2dNativeBackpropInput: (value, lowering) => {
      const [dy, filter] = value.inputs as [Value, Value];
      const options = {
        dy: lowering.images(dy),
        kernel: kernels(filter, lowering),
        window: geometry(value.attributes),
        outChannels: dy.shape[3]!,
        groups: value.shape[3]!,
      };
      return lowering.imageResult(value, inputGradient(options, lowering));
    },
    /** Batch and channels change places: one grouped convolution whose kernel is dy. */
    DepthwiseConv2dNativeBackpropFilter: (value, lowering) => {
      const [x, dy] = value.inputs as [Value, Value];
      const window = geometry(value.attributes);
      const [batch, , , channels] = x.shape as [number, number, number, number];
      const { name, pads, rows, columns } = fitted({ x: lowering.images(x), window }, lowering);
      const byChannel = (source: string) => lowering.node("Transpose", [source], { perm: [1, 0, 2, 3] });
      const image = lowering.reshape(byChannel(name), [1, channels * batch, rows, columns]);
      const result = lowering.node("Conv", [image, byChannel(lowering.images(dy))], {
        kernel_shape: window.output,
        dilations: window.stride,
        strides: window.dilation,
        pads,
        group: channels,
      });
      const shape = [channels, value.shape[3]!, ...window.kernel];
      return { name: lowering.reshape(result, shape), shape: value.shape, order: IMHW, dtype: "float32" };
    },
  },
};

/** The kernels as ONNX wants them: `[in · multiplier, 1, height, width]`. */
function kernels(filter: Value, lowering: Lowering): string {
  const [height, width, channels, multiplier] = filter.shape as [number, number, number, number];
  return lowering.reshape(lowering.inOrder(filter, IMHW).name, [channels * multiplier, 1, height, width]);
}
