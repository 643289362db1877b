import type { KernelRules } from "../kernel-rule.ts";
import { NCHW } from "../lower/layout.ts";
import type { Recorder } from "../record/recorder.ts";
import type { Value } from "../record/value.ts";
import { sizeOf } from "../shapes.ts";
import { channelSums } from "./reduce.ts";

/** `1 / √(variance + epsilon)`. */
function inverseDeviation(variance: Value, epsilon: number, recorder: Recorder): Value {
  return recorder.elementwise("Rsqrt", [recorder.add(variance, recorder.scalar(epsilon))], {}, "float32");
}

/** Σ a · b per channel, `[c]`, without a full-size product. */
function channelProducts(a: Value, b: Value, recorder: Recorder): Value {
  return recorder.operation("ChannelProducts", [a, b], {}, [a.shape.at(-1)!], "float32");
}

/** `x · scale + shift` per channel. */
function affine(x: Value, scale: Value, shift: Value, recorder: Recorder): Value {
  return recorder.add(recorder.multiply(x, scale), shift);
}

/**
 * Batch normalisation as `@undercoat/tensor` asks for it by name, in training and at inference, and
 * TensorFlow.js's own at inference. Written so that the centred input is computed once for both passes.
 */
export const normalisation: KernelRules = {
  record: {
    UndercoatBatchNorm: ({ x0, x1, x2 }, { epsilon }, recorder) => {
      const [x, weight, bias] = [x0!, x1!, x2!];
      const share = recorder.scalar(sizeOf(weight.shape) / sizeOf(x.shape));
      const mean = recorder.multiply(channelSums(x, recorder), share);
      const centred = recorder.subtract(x, mean);
      const variance = recorder.multiply(channelProducts(centred, centred, recorder), share);
      const scale = recorder.multiply(weight, inverseDeviation(variance, epsilon as number, recorder));
      return [affine(centred, scale, bias, recorder), mean, variance];
    },
    /** dx = k · (dy − mean(dy)) − (x − mean) · k · σ⁻² · mean(dy · (x − mean)), with k = weight / σ. */
    UndercoatBatchNormGrad: ({ x0, x1, x2, x3, x4 }, { epsilon }, recorder) => {
      const [dy, x, weight, mean, variance] = [x0!, x1!, x2!, x3!, x4!];
      const share = recorder.scalar(sizeOf(weight.shape) / sizeOf(x.shape));
      const inverse = inverseDeviation(variance, epsilon as number, recorder);
      const centred = recorder.subtract(x, mean);
      const dBias = channelSums(dy, recorder);
      const dWeight = recorder.multiply(channelProducts(dy, centred, recorder), inverse);
      const factor = recorder.multiply(weight, inverse);
      const minus = recorder.multiply(factor, recorder.scalar(-1));
      const shift = recorder.multiply(recorder.multiply(dBias, share), minus);
      const slope = recorder.multiply(recorder.multiply(recorder.multiply(dWeight, inverse), share), minus);
      const dx = recorder.add(
        recorder.multiply(dy, factor),
        recorder.add(recorder.multiply(centred, slope), shift),
      );
      return [dx, dWeight, dBias];
    },
    UndercoatNormalise: ({ x0, x1, x2, x3 }, _, recorder) => {
      const [x, mean, scale, shift] = [x0!, x1!, x2!, x3!];
      return affine(x, scale, recorder.subtract(shift, recorder.multiply(mean, scale)), recorder);
    },
    UndercoatColumnSums: ({ x0 }, _, recorder) => channelSums(x0!, recorder),
    UndercoatRelu: ({ x0 }, _, recorder) => recorder.elementwise("Relu", [x0!], {}, "float32"),
    UndercoatReluGrad: ({ x0, x1 }, _, recorder) =>
      recorder.multiply(x0!, recorder.elementwise("Step", [x1!], {}, "float32")),
    FusedBatchNorm: ({ x, mean, variance, offset, scale }, attributes, recorder) => {
      const inverse = inverseDeviation(variance!, attributes["varianceEpsilon"] as number, recorder);
      const factor = scale ? recorder.multiply(scale, inverse) : inverse;
      const y = recorder.multiply(recorder.subtract(x!, mean!), factor);
      return offset ? recorder.add(y, offset) : y;
    },
  },
  lower: {
    /** A product of a row and a column for every image and channel: no full-size temporary. */
    ChannelProducts: (value, lowering) => {
      const [a, b] = value.inputs as [Value, Value];
      if (a.shape.length !== 4) {
        const product = lowering.elementwise("Mul", { ...value, shape: a.shape }, [a, b]);
        const axes = product.order.flatMap((axis, place) => (axis === a.shape.length - 1 ? [] : [place]));
        const sums = lowering.node("ReduceSum", [product.name, lowering.integers(axes)], { keepdims: 0 });
        return lowering.plainResult(value, sums);
      }
      const [batch, height, width, channels] = a.shape as [number, number, number, number];
      const row = lowering.reshape(lowering.inOrder(a, NCHW).name, [batch, channels, 1, height * width]);
      const column = lowering.reshape(lowering.inOrder(b, NCHW).name, [batch, channels, height * width, 1]);
      const products = lowering.node("MatMul", [row, column]);
      const sums = lowering.node("ReduceSum", [products, lowering.integers([0, 2, 3])], { keepdims: 0 });
      return lowering.plainResult(value, sums);
    },
  },
};
