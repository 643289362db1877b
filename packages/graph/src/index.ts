/**
 * Traces a TensorFlow.js function into one ONNX graph and runs it in ONNX Runtime: compiled training and
 * prediction, and ONNX files.
 *
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs-core";
 * import { compileTrainStep } from "@undercoat/graph";
 *
 * const weight = tf.variable(tf.scalar(2));
 * const step = compileTrainStep({
 *   step: ({ x }) => ({ loss: tf.mean(tf.square(tf.mul(x as tf.Tensor, weight))) }),
 *   inputs: { x: { shape: [4], dtype: "float32" } },
 *   trained: [weight],
 * });
 * console.log(step.run({ x: Float32Array.of(1, 2, 3, 4) })["loss"]);
 * ```
 *
 * @packageDocumentation
 */
export {
  type CompiledFunction,
  type CompileOptions,
  compileFunction,
  type FunctionOptions,
} from "./compile-function.ts";
export { compilePredict } from "./compile-predict.ts";
export { compileTrainStep } from "./compile-train-step.ts";
export { GraphError, type GraphErrorCode, isGraphError } from "./errors.ts";
export type { ExportLayout } from "./export/lower-for-export.ts";
export { type ExportOnnxOptions, exportOnnx, type OnnxFile } from "./export-onnx.ts";
export { onnxRuntimeMissing, onnxRuntimeVersion } from "./run/onnxruntime.ts";
export { type OnnxArray, runOnnx } from "./run-onnx.ts";
