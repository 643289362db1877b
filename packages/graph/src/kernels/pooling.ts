import type { KernelRules } from "../kernel-rule.ts";
import { inMemory, NCHW } from "../lower/layout.ts";
import type { Value } from "../record/value.ts";
import { sizeOf } from "../shapes.ts";
import { inputGradient } from "./convolution-input-gradient.ts";
import { poolGeometry, type WindowGeometry, windowAttributes } from "./window-geometry.ts";

const geometry = (attributes: object) => attributes as unknown as WindowGeometry;
const WHERE = "places of the maxima";

/** Max and average pooling and their gradients. Cells outside the image never win and never count. */
export const pooling: KernelRules = {
  record: {
    MaxPool: ({ x }, attributes, recorder) => {
      const window = poolGeometry(x!.shape, attributes);
      return recorder.operation("MaxPool", [x!], { ...window }, window.outShape, "float32");
    },
    AvgPool: ({ x }, attributes, recorder) => {
      const window = poolGeometry(x!.shape, attributes);
      return recorder.operation("AvgPool", [x!], { ...window }, window.outShape, "float32");
    },
    MaxPoolGrad: ({ dy, input }, attributes, recorder) => {
      const window = poolGeometry(input!.shape, attributes);
      const pooled = recorder.operation("MaxPool", [input!], { ...window }, window.outShape, "float32");
      return recorder.operation("MaxPoolGrad", [dy!, pooled], { ...window }, input!.shape, "float32");
    },
    AvgPoolGrad: ({ dy, input }, attributes, recorder) => {
      const window = poolGeometry(input!.shape, attributes);
      return recorder.operation("AvgPoolGrad", [dy!], { ...window }, input!.shape, "float32");
    },
  },
  lower: {
    MaxPool: (value, lowering) => {
      const wanted = lowering.isUsedBy(value, "MaxPoolGrad") ? 2 : 1;
      const attributes = windowAttributes(geometry(value.attributes));
      const x = lowering.images(value.inputs[0]!);
      const [pooled, places] = lowering.model.node("MaxPool", [x], attributes, { outputs: wanted });
      if (places !== undefined) lowering.keep(value, WHERE, places);
      return lowering.imageResult(value, pooled!);
    },
    /** Every maximum's gradient is added where the maximum was: the first of equals, as in PyTorch. */
    MaxPoolGrad: (value, lowering) => {
      const [dy, pooled] = value.inputs as [Value, Value];
      const places = lowering.kept(pooled, WHERE);
      const { kernel, stride } = geometry(value.attributes);
      const overlapping = kernel[0] > stride[0] || kernel[1] > stride[1];
      const zeros = lowering.node("ConstantOfShape", [lowering.integers([sizeOf(value.shape)])]);
      const flat = (name: string) => lowering.reshape(name, [-1]);
      const inputs = [zeros, flat(places), flat(lowering.images(dy))];
      const attributes = overlapping ? { axis: 0, reduction: "add" } : { axis: 0 };
      const sums = lowering.node("ScatterElements", inputs, attributes);
      return lowering.imageResult(value, lowering.reshape(sums, inMemory(value.shape, NCHW)));
    },
    AvgPool: (value, lowering) => {
      const attributes = { ...windowAttributes(geometry(value.attributes)), count_include_pad: 0 };
      const { dilations: _one, ...pool } = attributes;
      return lowering.imageResult(
        value,
        lowering.node("AveragePool", [lowering.images(value.inputs[0]!)], pool),
      );
    },
    /** A depthwise transposed convolution with ones, after dividing by the number of cells inside the image. */
    AvgPoolGrad: (value, lowering) => {
      const window = geometry(value.attributes);
      const channels = value.shape[3]!;
      const shares = lowering.model.constant(cellShares(window), [1, 1, ...window.output]);
      const dy = lowering.node("Mul", [lowering.images(value.inputs[0]!), shares]);
      const ones = new Float32Array(channels * sizeOf(window.kernel)).fill(1);
      const kernel = lowering.model.constant(ones, [channels, 1, ...window.kernel]);
      const options = { dy, kernel, window, outChannels: channels, groups: channels };
      return lowering.imageResult(value, inputGradient(options, lowering));
    },
  },
};

/** One over the number of image cells that each window covers. */
function cellShares({ kernel, stride, padding, input, output }: WindowGeometry): Float32Array {
  const covered = (axis: 0 | 1, place: number) => {
    const start = place * stride[axis] - padding[axis];
    return Math.min(input[axis], start + kernel[axis]) - Math.max(0, start);
  };
  const [rows, columns] = output;
  return Float32Array.from(
    { length: rows * columns },
    (_, index) => 1 / (covered(0, Math.floor(index / columns)) * covered(1, index % columns)),
  );
}
