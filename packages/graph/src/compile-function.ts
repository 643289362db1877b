import type * as tf from "@tensorflow/tfjs-core";
import type { InputSpec, InputValues, NamedTensors } from "@undercoat/tensor";
import { lowerTrace } from "./lower/lower-trace.ts";
import { trace } from "./record/trace.ts";
import { BoundGraph } from "./run/bound-graph.ts";
import { sharedSession } from "./run/session-cache.ts";

/** How a compiled function is run. */
export interface CompileOptions {
  /** Processor threads of one run; 1 if omitted. */
  readonly threads?: number;
}

/** What {@link compileFunction} is given. */
export interface FunctionOptions {
  /** Ordinary TensorFlow.js; run once, on placeholders, when it is compiled. */
  readonly run: (inputs: NamedTensors) => NamedTensors;
  readonly inputs: Readonly<Record<string, InputSpec>>;
  /** Every variable it reads or assigns, such as weights and the slots of an optimiser. */
  readonly variables: readonly tf.Variable[];
}

/** A function as one graph, for one set of input shapes; assigned variables are part of it. */
export interface CompiledFunction {
  /** The returned arrays are overwritten by the next call. */
  run(inputs: InputValues): Readonly<Record<string, Float32Array | Int32Array>>;
  /** Copies assigned variables into their TensorFlow.js variables. */
  writeBack(): void;
  /** Takes the present values of the TensorFlow.js variables. */
  reload(): void;
  dispose(): void;
}

/**
 * Compiles any TensorFlow.js function, such as a whole step with `optimizer.minimize`, whose slots must
 * exist and be listed. Numbers that change from step to step (learning rate, step count) must be inputs.
 *
 * @throws {GraphError} `KERNEL_UNSUPPORTED`, `VALUE_READ`, `RANDOM_OPERATION`, `VARIABLE_NOT_LISTED`,
 *   `RUNTIME_MISSING`, `OUT_OF_MEMORY`.
 *
 * @example
 * ```ts
 * const count = tf.variable(tf.scalar(0));
 * const counter = compileFunction({
 *   run: () => ({ count: count.assign(tf.add(count, 1)) ?? count }),
 *   inputs: {},
 *   variables: [count],
 * });
 * ```
 */
export function compileFunction(
  options: FunctionOptions,
  { threads = 1 }: CompileOptions = {},
): CompiledFunction {
  const { inputs, variables } = options;
  const recorded = trace(options.run, { inputs, variables, constantVariables: false });
  const lowered = lowerTrace(recorded);
  const { session, release } = sharedSession(lowered.model, { threads, constantWeights: false });
  const allocate = (length: number) => new Float32Array(length);
  return new BoundGraph({ trace: recorded, lowered, session, inputs, allocate, release });
}
