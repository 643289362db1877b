import type { KernelRules } from "../kernel-rule.ts";
import type { Recorder } from "../record/recorder.ts";
import type { Value } from "../record/value.ts";
import { sizeOf } from "../shapes.ts";
import { channelSums } from "./reduce.ts";

const MEAN = "mean";
const VARIANCE = "variance";

/** `1 / √(variance + epsilon)`. */
function inverseDeviation(variance: Value, epsilon: number, recorder: Recorder): Value {
  return recorder.elementwise("Rsqrt", [recorder.add(variance, recorder.scalar(epsilon))], {}, "float32");
}

/** Σ a · b per channel, `[c]`. */
function channelProducts(a: Value, b: Value, recorder: Recorder): Value {
  return channelSums(recorder.multiply(a, b), recorder);
}

/**
 * Batch normalisation as `@undercoat/tensor` asks for it by name, in training and at inference, and
 * TensorFlow.js's own at inference.
 */
export const normalisation: KernelRules = {
  record: {
    UndercoatBatchNorm: ({ x0, x1, x2 }, { epsilon }, recorder) => {
      const [x, weight, bias] = [x0!, x1!, x2!];
      const y = recorder.operation("BatchNormTraining", [x, weight, bias], { epsilon }, x.shape, "float32");
      const [mean, variance] = [MEAN, VARIANCE].map((what) =>
        recorder.operation("BatchStatistic", [y], { what }, weight.shape, "float32"),
      );
      return [y, mean!, variance!];
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
    /** One pass, and at inference with constant weights the runtime folds it into the convolution before it. */
    UndercoatNormalise: ({ x0, x1, x2, x3 }, _, recorder) => {
      const [x, mean, scale, shift] = [x0!, x1!, x2!, x3!];
      return recorder.operation("Normalise", [x, mean, scale, shift], {}, x.shape, "float32");
    },
    UndercoatColumnSums: ({ x0 }, _, recorder) => channelSums(x0!, recorder),
    UndercoatRelu: ({ x0 }, _, recorder) => recorder.elementwise("Relu", [x0!], {}, "float32"),
    UndercoatReluGrad: ({ x0, x1 }, _, recorder) =>
      recorder.multiply(x0!, recorder.elementwise("Step", [x1!], {}, "float32")),
    UndercoatRelu6: ({ x0 }, _, recorder) => recorder.elementwise("Relu6", [x0!], {}, "float32"),
    UndercoatRelu6Grad: ({ x0, x1 }, _, recorder) => {
      const below = recorder.subtract(recorder.scalar(6), x1!);
      const inside = [x1!, below].map((part) => recorder.elementwise("Step", [part], {}, "float32"));
      return recorder.multiply(x0!, recorder.multiply(inside[0]!, inside[1]!));
    },
    FusedBatchNorm: ({ x, mean, variance, offset, scale }, attributes, recorder) => {
      const inverse = inverseDeviation(variance!, attributes["varianceEpsilon"] as number, recorder);
      const factor = scale ? recorder.multiply(scale, inverse) : inverse;
      const y = recorder.multiply(recorder.subtract(x!, mean!), factor);
      return offset ? recorder.add(y, offset) : y;
    },
  },
  lower: {
    /** ONNX's operator in training mode: statistics and result in four passes, six fewer than composed. */
    BatchNormTraining: (value, lowering) => {
      const [x, weight, bias] = value.inputs as [Value, Value, Value];
      const [w, b] = [lowering.plain(weight), lowering.plain(bias)];
      // the former statistics, which count nothing: computed, because the runtime writes the new ones over
      // their memory, and equal constants share theirs
      const [zeros, noughts] = [w, b].map((name) => lowering.node("Sub", [name, name]));
      const inputs = [lowering.images(x), w, b, zeros!, noughts!];
      const epsilon = { float: value.attributes["epsilon"] as number };
      const attributes = { epsilon, momentum: { float: 0 }, training_mode: 1 }; // 0: the batch's own statistics
      const [y, mean, variance] = lowering.model.node("BatchNormalization", inputs, attributes, {
        outputs: 3,
      });
      lowering.keep(value, MEAN, mean!);
      lowering.keep(value, VARIANCE, variance!);
      return lowering.imageResult(value, y!);
    },
    Normalise: (value, lowering) => {
      const [x, mean, scale, shift] = value.inputs as [Value, Value, Value, Value];
      const ones = lowering.model.constant(new Float32Array(sizeOf(mean.shape)).fill(1), mean.shape);
      const inputs = [
        lowering.images(x),
        ...[scale, shift, mean].map((vector) => lowering.plain(vector)),
        ones,
      ];
      const name = lowering.node("BatchNormalization", inputs, { epsilon: { float: 0 } });
      return lowering.imageResult(value, name);
    },
    BatchStatistic: (value, lowering) =>
      lowering.plainResult(value, lowering.kept(value.inputs[0]!, value.attributes["what"] as string)),
  },
};
