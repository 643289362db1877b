import type { KernelRules } from "../kernel-rule.ts";
import { NCHW, OIHW } from "../lower/layout.ts";
import { sizeOf } from "../shapes.ts";
import { activated } from "./activation.ts";
import { inputGradient } from "./convolution-input-gradient.ts";
import { weightGradient } from "./convolution-weight-gradient.ts";
import { convolutionGeometry, type WindowGeometry, windowAttributes } from "./window-geometry.ts";

const geometry = (attributes: object) => attributes as unknown as WindowGeometry;

/** The convolution and both its gradients. Images lie as NCHW, kernels as OIHW. */
export const convolution: KernelRules = {
  record: {
    Conv2D: ({ x, filter }, attributes, recorder) => {
      const window = convolutionGeometry(x!.shape, filter!.shape, attributes);
      return recorder.operation("Conv2D", [x!, filter!], { ...window }, window.outShape, "float32");
    },
    FusedConv2D: (inputs, attributes, recorder) => {
      const { x, filter } = inputs;
      const window = convolutionGeometry(x!.shape, filter!.shape, attributes);
      const y = recorder.operation("Conv2D", [x!, filter!], { ...window }, window.outShape, "float32");
      return activated(y, inputs, attributes, recorder);
    },
    Conv2DBackpropInput: ({ dy, filter }, attributes, recorder) => {
      const shape = attributes["inputShape"] as number[];
      const window = convolutionGeometry(shape, filter!.shape, attributes);
      return recorder.operation("Conv2DBackpropInput", [dy!, filter!], { ...window }, shape, "float32");
    },
    Conv2DBackpropFilter: ({ x, dy }, attributes, recorder) => {
      const shape = attributes["filterShape"] as number[];
      const window = convolutionGeometry(x!.shape, shape, attributes);
      return recorder.operation("Conv2DBackpropFilter", [x!, dy!], { ...window }, shape, "float32");
    },
  },
  lower: {
    Conv2D: (value, lowering) => {
      const [x, filter] = value.inputs;
      const names = [lowering.images(x!), lowering.inOrder(filter!, OIHW).name];
      return lowering.imageResult(
        value,
        lowering.node("Conv", names, windowAttributes(geometry(value.attributes))),
      );
    },
    Conv2DBackpropInput: (value, lowering) => {
      const [dy, filter] = value.inputs;
      const names = { dy: lowering.images(dy!), kernel: lowering.inOrder(filter!, OIHW).name };
      const window = geometry(value.attributes);
      return lowering.imageResult(
        value,
        inputGradient({ ...names, window, outChannels: filter!.shape[3]! }, lowering),
      );
    },
    Conv2DBackpropFilter: (value, lowering) => {
      const [x, dy] = value.inputs;
      const window = geometry(value.attributes);
      const [batch, , , inChannels] = x!.shape as [number, number, number, number];
      const sizes = { batch, inChannels, outChannels: dy!.shape[3]!, pixels: sizeOf(window.output) };
      const name = weightGradient(
        { x: lowering.inOrder(x!, NCHW).name, dy: lowering.inOrder(dy!, NCHW).name, window, ...sizes },
        lowering,
      );
      return { name, shape: value.shape, order: OIHW, dtype: "float32" };
    },
  },
};
