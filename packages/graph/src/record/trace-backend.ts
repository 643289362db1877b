import * as tf from "@tensorflow/tfjs-core";
import { GraphError } from "../errors.ts";
import { sizeOf } from "../shapes.ts";
import { type Recorder, typedArray } from "./recorder.ts";
import { type ConstantData, type DType, uniformNumber, type Value } from "./value.ts";

/** Name of the backend that records instead of computing. */
export const TRACE_BACKEND = "undercoat-graph";

/** Operations of TensorFlow.js that draw random numbers; traced, they would be the same numbers in every step. */
const RANDOM = /^(dropout|random\w*|truncatedNormal|rand|multinomial)$/i;

interface Entry {
  readonly value: Value;
  /** Of the trace the value belongs to: values of two traces must not meet. */
  readonly recorder: Recorder | null;
  references: number;
}

/** A backend whose data are recorded values. */
export class TraceBackend extends tf.KernelBackend {
  private readonly entries = new Map<object, Entry>();
  private current: Recorder | null = null;
  /** Constants of the present trace whose tensors were made before it, and stay where they are. */
  private readonly captured = new Map<object, Value>();

  /** The recorder of the function being traced, or `null` between traces. */
  get recorder(): Recorder | null {
    return this.current;
  }

  set recorder(recorder: Recorder | null) {
    this.current = recorder;
    this.captured.clear();
  }

  /** A tensor's data that stand for `value`. */
  put(value: Value, references = 1): tf.TensorInfo {
    const dataId = {};
    this.entries.set(dataId, { value, recorder: this.recorder, references });
    return { dataId, shape: [...value.shape], dtype: value.dtype };
  }

  /** Whether these data are recorded values, not another backend's numbers. */
  holds(dataId: object): boolean {
    return this.entries.has(dataId);
  }

  /** The value of a tensor, recorded as a constant if the tensor was made outside the function. */
  valueBehind(tensor: tf.TensorInfo): Value {
    const { dataId, shape, dtype } = tensor;
    const entry = this.entries.get(dataId);
    if (entry && entry.recorder === this.recorder) return entry.value;
    const known = this.captured.get(dataId);
    if (known) return known;
    if (entry && numbersOf(entry.value) === null) {
      throw new GraphError("STEP_REFUSED", {
        message: `the result of "${entry.value.op}" [${shape}] belongs to an earlier trace; make tensors inside the function, and keep none`,
        context: { operation: entry.value.op, shape },
      });
    }
    if (tensor instanceof tf.Variable) throw notListed(tensor);
    const value = this.constantOf(tf.engine().readSync(dataId), shape, dtype);
    this.captured.set(dataId, value);
    return value;
  }

  override write(values: tf.backend_util.BackendValues, shape: number[], dtype: tf.DataType): tf.DataId {
    this.refuseRandom();
    return this.put(this.constantOf(values, shape, dtype)).dataId;
  }

  override readSync(dataId: object): tf.backend_util.BackendValues {
    const value = this.entries.get(dataId)?.value;
    if (!value) throw new GraphError("STEP_REFUSED", { message: "the tensor was disposed; keep it" });
    const numbers = numbersOf(value);
    if (numbers !== null) return numbers;
    const operation = sourceOf(value).op;
    throw new GraphError("VALUE_READ", {
      message:
        `the compiled function reads the result of "${operation}" [${value.shape}] (dataSync, data, array or print), ` +
        "which is only known when it runs; return it as an output or compute with tensors",
      context: { operation, shape: value.shape },
    });
  }

  override async read(dataId: object): Promise<tf.backend_util.BackendValues> {
    return this.readSync(dataId);
  }

  override disposeData(dataId: object, force = false): boolean {
    const entry = this.entries.get(dataId);
    if (!entry) return true;
    entry.references -= 1;
    if (!force && entry.references > 0) return false;
    this.entries.delete(dataId);
    return true;
  }

  override incRef(dataId: object): void {
    const entry = this.entries.get(dataId);
    if (entry) entry.references += 1;
    else this.ownerOf(dataId)?.incRef(dataId); // the engine asks the backend at work, whoever the data belong to
  }

  override refCount(dataId: object): number {
    return this.entries.get(dataId)?.references ?? 0;
  }

  override numDataIds(): number {
    return this.entries.size;
  }

  override memory(): { unreliable: boolean } {
    return { unreliable: true };
  }

  override timerAvailable(): boolean {
    return false;
  }

  override floatPrecision(): 16 | 32 {
    return 32;
  }

  override epsilon(): number {
    return 1e-7;
  }

  override dispose(): void {
    this.entries.clear();
  }

  /** The backend that holds the numbers of a tensor made outside. */
  ownerOf(dataId: object): tf.KernelBackend | null {
    const owner = tf.engine().state.tensorInfo.get(dataId)?.backend;
    return owner === undefined || owner === this ? null : owner;
  }

  private constantOf(values: tf.backend_util.BackendValues, shape: number[], dtype: tf.DataType): Value {
    if (dtype === "string" || dtype === "complex64" || this.recorder === null) {
      throw new GraphError("KERNEL_UNSUPPORTED", {
        message: `a tensor of type ${dtype} has no form in a graph; use float32, int32 or bool`,
        context: { dtype },
      });
    }
    return this.recorder.constant(typedArray(values as Float32Array, dtype as DType).slice(), shape, dtype);
  }

  private refuseRandom(): void {
    const name = runningOperations().find((operation) => RANDOM.test(operation));
    if (name === undefined) return;
    throw new GraphError("RANDOM_OPERATION", {
      message: `"${name}" draws random numbers inside the compiled function, which would be the same in every step; draw them outside and give them as an input`,
      context: { operation: name },
    });
  }
}

/** Says that a variable is missing in the list. */
export function notListed({ name }: tf.Variable): GraphError {
  return new GraphError("VARIABLE_NOT_LISTED", {
    message: `the compiled function uses the variable "${name}", but it is not in the list of variables; its value would be frozen: make it before, and add it`,
    context: { variable: name },
  });
}

/** What computed the numbers of a value: reductions end in a reshape of ours. */
function sourceOf(value: Value): Value {
  return value.op === "Reshape" || value.op === "Expand" ? sourceOf(value.inputs[0]!) : value;
}

/** The numbers of a constant, else `null`. */
function numbersOf(value: Value): ConstantData | null {
  const number = uniformNumber(value);
  if (number !== null) return typedArray(new Array(sizeOf(value.shape)).fill(number), value.dtype);
  return value.data;
}

/** Names of the operations of TensorFlow.js that are at work, outermost first. */
function runningOperations(): string[] {
  return tf.engine().state.scopeStack.map(({ name }) => name.replace(/__op$/, ""));
}
