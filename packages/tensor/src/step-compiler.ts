import type * as tf from "@tensorflow/tfjs-core";

/** Shape and type of one input of a compiled function. */
export interface InputSpec {
  readonly shape: readonly number[];
  readonly dtype: "float32" | "int32";
}

/** Numbers handed to a compiled function: `Float32Array` for float32, `Int32Array` for int32. */
export type InputValues = Readonly<Record<string, Float32Array | Int32Array>>;

/** Named tensors, as a compiled function takes and returns them. */
export type NamedTensors = Readonly<Record<string, tf.Tensor>>;

/** What {@link StepCompiler.compileTrainStep} is given. */
export interface TrainStepOptions {
  /**
   * Ordinary TensorFlow.js: the scalar `loss`, which is differentiated, and anything else to be read
   * after each step. It is run once, on placeholders, when it is compiled: numbers that JavaScript
   * works out inside are frozen, so what changes from step to step must be an input.
   */
  readonly step: (inputs: NamedTensors) => NamedTensors & { readonly loss: tf.Tensor };
  readonly inputs: Readonly<Record<string, InputSpec>>;
  /** Variables that get a gradient. */
  readonly trained: readonly tf.Variable[];
  /** Further variables that the step reads or assigns, such as running statistics. */
  readonly others?: readonly tf.Variable[];
  /** Where weights and gradients shall lie; omitted: ordinary arrays. */
  readonly allocate?: (length: number) => Float32Array;
}

/** A trained variable of a compiled step. */
export interface CompiledParameter {
  readonly variable: tf.Variable;
  /** The values the next step computes with; an optimiser overwrites them in place. */
  readonly weights: Float32Array;
  /** After a step: the gradient, element by element in the order of `weights`. `null` where none arrives. */
  readonly gradient: Float32Array | null;
  /** Brings values from the order of `weights` to that of the variable, as a copy. */
  toVariableOrder(values: Float32Array): Float32Array;
  /** Brings values from the order of the variable to that of `weights`, as a copy. */
  fromVariableOrder(values: Float32Array): Float32Array;
}

/** A training step as one graph, for one set of input shapes. */
export interface CompiledTrainStep {
  /** In the order of {@link TrainStepOptions.trained}. */
  readonly parameters: readonly CompiledParameter[];
  /**
   * Computes outputs and gradients and updates assigned variables other than the trained ones. The
   * returned arrays are overwritten by the next call.
   */
  run(inputs: InputValues): Readonly<Record<string, Float32Array>>;
  /** Copies weights and assigned variables into their TensorFlow.js variables. */
  writeBack(): void;
  dispose(): void;
}

/** What {@link StepCompiler.compilePredict} is given. */
export interface PredictOptions {
  /** Ordinary TensorFlow.js without side effects; see {@link TrainStepOptions.step}. */
  readonly predict: (inputs: NamedTensors) => NamedTensors;
  readonly inputs: Readonly<Record<string, InputSpec>>;
  /** Variables it reads; their present values become constants of the graph. */
  readonly variables: readonly tf.Variable[];
}

/** A prediction as one graph, for one set of input shapes. */
export interface CompiledPredict {
  /** The returned arrays are overwritten by the next call. */
  run(inputs: InputValues): Readonly<Record<string, Float32Array | Int32Array>>;
  dispose(): void;
}

/** Compiles TensorFlow.js functions; an engine may have one. */
export interface StepCompiler {
  /** @throws An error with code `KERNEL_UNSUPPORTED` where an operation has no graph form. */
  compileTrainStep(options: TrainStepOptions): CompiledTrainStep;
  /** @throws An error with code `KERNEL_UNSUPPORTED` where an operation has no graph form. */
  compilePredict(options: PredictOptions): CompiledPredict;
}

/** Codes of errors that say: not in a graph, but operation by operation it works. */
const UNCOMPILED = ["KERNEL_UNSUPPORTED", "RANDOM_OPERATION", "VALUE_READ"];

/** Whether a compiler refused a function that can still be run operation by operation. */
export function runsUncompiled(error: unknown): boolean {
  return error instanceof Error && "code" in error && UNCOMPILED.includes(String(error.code));
}
