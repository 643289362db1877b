import type { CompiledPredict, PredictOptions } from "@undercoat/tensor";
import type { CompileOptions } from "./compile-function.ts";
import { lowerTrace } from "./lower/lower-trace.ts";
import { trace } from "./record/trace.ts";
import { refuseAssignment } from "./refuse-assignment.ts";
import { BoundGraph } from "./run/bound-graph.ts";
import { openSession } from "./run/session.ts";

/**
 * Compiles a prediction to one ONNX graph for one set of input shapes, with the present weights as constants:
 * the runtime then folds batch normalisation into convolutions and rearranges kernels.
 *
 * @throws {GraphError} `KERNEL_UNSUPPORTED`, `VALUE_READ`, `RANDOM_OPERATION`, `VARIABLE_NOT_LISTED`,
 *   `STEP_REFUSED` for a function that assigns a variable, `RUNTIME_MISSING`, `OUT_OF_MEMORY`.
 *
 * @example
 * ```ts
 * const predict = compilePredict({
 *   predict: ({ images }) => ({ logits: network.apply(images) as tf.Tensor }),
 *   inputs: { images: { shape: [1, 256, 256, 4], dtype: "float32" } },
 *   variables: network.weights.map((weight) => weight.read() as tf.Variable),
 * });
 * const { logits } = predict.run({ images: pixels });
 * ```
 */
export function compilePredict(
  { predict, inputs, variables }: PredictOptions,
  { threads = 1 }: CompileOptions = {},
): CompiledPredict {
  const recorded = trace(predict, { inputs, variables, constantVariables: true });
  refuseAssignment(recorded);
  const lowered = lowerTrace(recorded);
  const session = openSession(lowered.model, { threads, constantWeights: true });
  const allocate = (length: number) => new Float32Array(length);
  const release = () => session.dispose();
  return new BoundGraph({ trace: recorded, lowered, session, inputs, allocate, release });
}
