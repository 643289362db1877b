import * as tf from "@tensorflow/tfjs-core";
import type { InputSpec, NamedTensors } from "@undercoat/tensor";
import { GraphError } from "../errors.ts";
import type { KernelInputs, RecordRule } from "../kernel-rule.ts";
import { RECORD_RULES } from "../kernels/kernels.ts";
import { sameNumbers } from "../shapes.ts";
import { Recorder } from "./recorder.ts";
import { notListed, TRACE_BACKEND, TraceBackend } from "./trace-backend.ts";
import type { Attributes, DType, Value } from "./value.ts";

/** A variable of a traced function. */
export interface TracedVariable {
  readonly variable: tf.Variable;
  /** The placeholder of its value before the function ran, or a constant. */
  readonly before: Value;
  /** Its value afterwards; `before` where nothing was assigned. */
  readonly after: Value;
}

/** A function recorded once: what it returns and assigns, as values of its placeholders. */
export interface Trace {
  readonly inputs: ReadonlyMap<string, Value>;
  readonly outputs: ReadonlyMap<string, Value>;
  readonly variables: readonly TracedVariable[];
}

/** What {@link trace} is given. */
export interface TraceOptions {
  readonly inputs: Readonly<Record<string, InputSpec>>;
  /** Every variable the function reads or assigns. */
  readonly variables: readonly tf.Variable[];
  /** `true`: present values of the variables become constants. */
  readonly constantVariables: boolean;
}

/**
 * Runs a TensorFlow.js function once on placeholders and records it.
 *
 * @throws {GraphError} `KERNEL_UNSUPPORTED`, `VALUE_READ`, `RANDOM_OPERATION`, `VARIABLE_NOT_LISTED`.
 */
export function trace(run: (inputs: NamedTensors) => NamedTensors, options: TraceOptions): Trace {
  const backend = traceBackend();
  if (backend.recorder !== null) {
    throw new GraphError("STEP_REFUSED", {
      message: "a function is compiled while another one is being compiled; compile them one after the other",
    });
  }
  refuseRepeated(options.variables);
  const listed = new Set(options.variables);
  const others = Object.values(tf.engine().registeredVariables).filter((variable) => !listed.has(variable));
  const recorder = new Recorder();
  const values = options.constantVariables ? options.variables.map((variable) => variable.dataSync()) : [];
  const previous = tf.getBackend();
  const restore: (() => void)[] = [];
  backend.recorder = recorder;
  void tf.setBackend(TRACE_BACKEND); // registered, so at once
  try {
    restore.push(refuseAssignments(others));
    const placeholders = options.variables.map((variable, index) => {
      const { shape, dtype, name } = variable;
      const before = options.constantVariables
        ? recorder.constant((values[index] as Float32Array).slice(), shape, dtype as DType)
        : recorder.fresh("Variable", { index, name }, shape, dtype as DType);
      restore.push(standIn(variable, before, backend));
      return before;
    });
    const { inputs, outputs } = record(run, options.inputs, recorder, backend);
    const variables = options.variables.map((variable, index) => {
      const { dataId, shape, dtype } = variable;
      return { variable, before: placeholders[index]!, after: backend.valueBehind({ dataId, shape, dtype }) };
    });
    refuseMade([...options.variables, ...others]);
    return { inputs, outputs, variables };
  } catch (error) {
    throw named(error);
  } finally {
    for (const undo of restore) undo();
    backend.recorder = null;
    void tf.setBackend(previous);
  }
}

function record(
  run: (inputs: NamedTensors) => NamedTensors,
  specs: Readonly<Record<string, InputSpec>>,
  recorder: Recorder,
  backend: TraceBackend,
): Pick<Trace, "inputs" | "outputs"> {
  const engine = tf.engine();
  const inputs = new Map<string, Value>();
  const outputs = new Map<string, Value>();
  engine.startScope("graph");
  try {
    // a mark: what the function makes has higher numbers
    const first = engine.makeTensorFromTensorInfo(backend.put(recorder.scalar(0)), backend);
    const tensors: Record<string, tf.Tensor> = {};
    for (const [name, { shape, dtype }] of Object.entries(specs)) {
      const value = recorder.fresh("Input", { name }, [...shape], dtype);
      inputs.set(name, value);
      tensors[name] = engine.makeTensorFromTensorInfo(backend.put(value), backend);
    }
    const results = run(tensors);
    for (const [name, tensor] of Object.entries(results)) outputs.set(name, backend.valueBehind(tensor));
    const made = Object.values(results).filter(({ id }) => id > first.id);
    tf.dispose(made.filter((tensor) => !(tensor instanceof tf.Variable))); // kept ones too
    return { inputs, outputs };
  } finally {
    engine.endScope();
  }
}

/** Puts a placeholder in the place of a variable's data; the returned function takes it back. */
function standIn(variable: tf.Variable, value: Value, backend: TraceBackend): () => void {
  const engine = tf.engine();
  const own = variable.dataId;
  const info = backend.put(value, 2);
  const holder = engine.makeTensorFromTensorInfo(info, backend);
  tf.keep(holder);
  variable.dataId = info.dataId;
  return () => {
    if (variable.dataId !== info.dataId) release(variable.dataId, backend);
    holder.dispose();
    backend.disposeData(info.dataId, true);
    engine.removeDataId(info.dataId, backend);
    variable.dataId = own;
  };
}

/** Gives back what a variable was assigned: a recorded value, or one reference to a tensor made before. */
function release(dataId: object, backend: TraceBackend): void {
  if (!backend.holds(dataId)) {
    backend.ownerOf(dataId)?.disposeData(dataId);
    return;
  }
  backend.disposeData(dataId, true);
  tf.engine().removeDataId(dataId, backend);
}

/** Lets none of the variables be assigned, which would lose its numbers; returns how to undo that. */
function refuseAssignments(others: readonly tf.Variable[]): () => void {
  for (const variable of others) {
    variable.assign = () => {
      throw notListed(variable);
    };
  }
  return () => {
    for (const variable of others) Reflect.deleteProperty(variable, "assign");
  };
}

/** A variable that the function made would begin anew in every run. */
function refuseMade(before: readonly tf.Variable[]): void {
  const known = new Set(before);
  const made = Object.values(tf.engine().registeredVariables).find((variable) => !known.has(variable));
  if (made) throw notListed(made);
}

function refuseRepeated(variables: readonly tf.Variable[]): void {
  const repeated = variables.find((variable, index) => variables.indexOf(variable) !== index);
  if (!repeated) return;
  throw new GraphError("STEP_REFUSED", {
    message: `the variable "${repeated.name}" is in the list of variables twice; list it once`,
    context: { variable: repeated.name },
  });
}

let registered: TraceBackend | null = null;

/** The recording backend, registered at the first call with a kernel for every rule. */
function traceBackend(): TraceBackend {
  if (registered) return registered;
  const backend = new TraceBackend();
  tf.registerBackend(TRACE_BACKEND, () => backend, 0);
  for (const [kernelName, rule] of Object.entries(RECORD_RULES)) {
    tf.registerKernel({
      kernelName,
      backendName: TRACE_BACKEND,
      kernelFunc: ({ inputs, attrs }) => recordKernel(rule, inputs, attrs ?? {}, backend),
    });
  }
  registered = backend;
  return backend;
}

function recordKernel(
  rule: RecordRule,
  inputs: tf.NamedTensorInfoMap,
  attributes: object,
  backend: TraceBackend,
): tf.TensorInfo | tf.TensorInfo[] {
  const recorder = backend.recorder;
  if (recorder === null) throw new GraphError("STEP_REFUSED", { message: "no function is being compiled" });
  const values: Record<string, Value> = {};
  for (const [name, info] of Object.entries(inputs)) {
    if (info == null) continue;
    const value = backend.valueBehind(info);
    values[name] = sameNumbers(value.shape, info.shape) ? value : recorder.reshape(value, info.shape);
  }
  const result = rule(values as KernelInputs, attributes as Attributes, recorder);
  return isList(result) ? result.map((value) => backend.put(value)) : backend.put(result);
}

function isList(result: Value | readonly Value[]): result is readonly Value[] {
  return Array.isArray(result);
}

/** TensorFlow.js's word for a kernel without a rule, in ours. */
function named(error: unknown): unknown {
  const kernel = /^Kernel '(\w+)' not registered/.exec(error instanceof Error ? error.message : "")?.[1];
  if (kernel === undefined) return error;
  return new GraphError("KERNEL_UNSUPPORTED", {
    message: `TensorFlow.js's kernel "${kernel}" has no form in a graph; run the step uncompiled`,
    context: { kernel },
    cause: error,
  });
}
