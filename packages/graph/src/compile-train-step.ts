import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of tfjs's own operations
import type {
  CompiledParameter,
  CompiledTrainStep,
  InputValues,
  NamedTensors,
  TrainStepOptions,
} from "@undercoat/tensor";
import type { CompileOptions } from "./compile-function.ts";
import { GraphError } from "./errors.ts";
import { inMemory, inverse, permuted } from "./lower/layout.ts";
import { lowerTrace } from "./lower/lower-trace.ts";
import { type Trace, trace } from "./record/trace.ts";
import { BoundGraph } from "./run/bound-graph.ts";
import { sharedSession } from "./run/session-cache.ts";

const GRADIENT = "gradient.";

/**
 * Compiles a training step to one ONNX graph for one set of input shapes: forward pass, loss and gradients.
 * What the step assigns to variables that are not trained becomes part of it; the update of the trained ones
 * is the caller's, in place, on the arrays of {@link CompiledTrainStep.parameters}. Steps with equal graphs
 * share a session, so a second model of one architecture costs only the tracing.
 *
 * @throws {GraphError} `KERNEL_UNSUPPORTED`, `VALUE_READ`, `RANDOM_OPERATION`, `VARIABLE_NOT_LISTED`,
 *   `STEP_REFUSED` for a loss that is no scalar or a step that assigns a trained variable,
 *   `RUNTIME_MISSING`, `OUT_OF_MEMORY`.
 *
 * @example
 * ```ts
 * const step = compileTrainStep({
 *   step: ({ x }) => ({ loss: tf.mean(tf.square(tf.mul(x, weight))) }),
 *   inputs: { x: { shape: [4], dtype: "float32" } },
 *   trained: [weight],
 * });
 * const { loss } = step.run({ x: Float32Array.of(1, 2, 3, 4) });
 * ```
 */
export function compileTrainStep(
  options: TrainStepOptions,
  { threads = 1 }: CompileOptions = {},
): CompiledTrainStep {
  const { inputs, trained, others = [], allocate = (length) => new Float32Array(length) } = options;
  const recorded = trace((tensors) => withGradients(options, tensors), {
    inputs,
    variables: [...trained, ...others],
    constantVariables: false,
  });
  refuseAssigned(recorded, trained.length);
  const likeVariable = new Map(trained.map((_, index) => [`${GRADIENT}${index}`, index]));
  const lowered = lowerTrace(recorded, { likeVariable });
  const { session, release } = sharedSession(lowered.model, { threads, constantWeights: false });
  const graph = new BoundGraph({ trace: recorded, lowered, session, inputs, allocate, release });
  return new TrainStep(graph, trained);
}

/** What the step returns, and a gradient for every trained variable that the loss depends on. */
function withGradients({ step, trained }: TrainStepOptions, inputs: NamedTensors): NamedTensors {
  let results: NamedTensors = {};
  const { grads } = tf.variableGrads(() => {
    const { loss, ...rest } = step(inputs);
    if (loss === undefined || loss.size !== 1) {
      throw new GraphError("STEP_REFUSED", {
        message: `"loss" of the step is ${loss === undefined ? "missing" : `of shape [${loss.shape}]`}, expected a scalar; return { loss }`,
      });
    }
    results = { loss: loss.clone(), ...rest };
    for (const tensor of Object.values(results)) tf.keep(tensor);
    return loss as tf.Scalar;
  }, [...trained]);
  const gradients = trained.flatMap(({ name }, index): [string, tf.Tensor][] => {
    const gradient = grads[name] as tf.Tensor | undefined;
    return gradient ? [[`${GRADIENT}${index}`, gradient]] : [];
  });
  return { ...results, ...Object.fromEntries(gradients) };
}

function refuseAssigned({ variables }: Trace, trainedCount: number): void {
  const assigned = variables.slice(0, trainedCount).find(({ before, after }) => before !== after);
  if (!assigned) return;
  throw new GraphError("STEP_REFUSED", {
    message: `the step assigns the trained variable "${assigned.variable.name}", but updates are the caller's; leave the assignment out, or use compileFunction`,
    context: { variable: assigned.variable.name },
  });
}

class TrainStep implements CompiledTrainStep {
  readonly parameters: readonly CompiledParameter[];
  private readonly graph: BoundGraph;
  private readonly results: Record<string, Float32Array> = {};

  constructor(graph: BoundGraph, trained: readonly tf.Variable[]) {
    this.graph = graph;
    this.parameters = trained.map((variable, index) => parameterOf(graph, variable, index));
    for (const [name, data] of Object.entries(graph.outputs))
      if (!name.startsWith(GRADIENT)) this.results[name] = data as Float32Array;
  }

  run(inputs: InputValues): Readonly<Record<string, Float32Array>> {
    this.graph.run(inputs);
    return this.results;
  }

  writeBack(): void {
    this.graph.writeBack(this.parameters.length);
  }

  dispose(): void {
    this.graph.dispose();
  }
}

function parameterOf(graph: BoundGraph, variable: tf.Variable, index: number): CompiledParameter {
  const bound = graph.variables[index];
  const gradient = (graph.outputs[`${GRADIENT}${index}`] as Float32Array | undefined) ?? null;
  if (!bound) {
    const copy = (values: Float32Array) => values.slice();
    const weights = Float32Array.from(variable.dataSync<"float32">());
    return { variable, weights, gradient, toVariableOrder: copy, fromVariableOrder: copy };
  }
  const { shape, order } = bound.port;
  return {
    variable,
    weights: bound.data as Float32Array,
    gradient,
    toVariableOrder: (values) => permuted(values, inMemory(shape, order), inverse(order)),
    fromVariableOrder: (values) => permuted(values, shape, order),
  };
}
