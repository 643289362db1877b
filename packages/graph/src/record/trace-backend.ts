import * as tf from "@tensorflow/tfjs-core";
import { GraphError } from "../errors.ts";
import { sizeOf } from "../shapes.ts";
import { type Recorder, typedArray } from "./recorder.ts";
import { type DType, uniformNumber, type Value } from "./value.ts";

/** Name of the backend that records instead of computing. */
export const TRACE_BACKEND = "undercoat-graph";

/** Operations of TensorFlow.js that draw random numbers; traced, they would be the same numbers in every step. */
const RANDOM = /^(dropout|random\w*|truncatedNormal|rand|multinomial)$/i;

interface Entry {
  readonly value: Value;
  references: number;
  /** Numbers that came from another backend and go back to it. */
  readonly moved: tf.backend_util.BackendValues | null;
}

/** A backend whose data are recorded values. */
export class TraceBackend extends tf.KernelBackend {
  /** The recorder of the function being traced, or `null` between traces. */
  recorder: Recorder | null = null;
  private readonly entries = new Map<object, Entry>();

  /** A tensor's data that stand for `value`. */
  put(value: Value, references = 1): tf.TensorInfo {
    const dataId = {};
    this.entries.set(dataId, { value, references, moved: null });
    return { dataId, shape: [...value.shape], dtype: value.dtype };
  }

  /** The value a tensor's data stand for. */
  valueBehind(dataId: object): Value {
    const entry = this.entries.get(dataId);
    if (entry) return entry.value;
    throw new GraphError("STEP_REFUSED", {
      message:
        "a tensor of an earlier trace is used, but its value is gone; make tensors inside the function",
    });
  }

  override write(values: tf.backend_util.BackendValues, shape: number[], dtype: tf.DataType): tf.DataId {
    this.refuseRandom();
    return this.put(this.constantOf(values, shape, dtype)).dataId;
  }

  override move(
    dataId: tf.DataId,
    values: tf.backend_util.BackendValues,
    shape: number[],
    dtype: tf.DataType,
    references: number,
  ): void {
    // stored before anything is refused: the other backend has forgotten the numbers
    this.entries.set(dataId, { value: this.constantOf(values, shape, dtype), references, moved: values });
    this.refuseVariable(dataId);
  }

  override readSync(dataId: object): tf.backend_util.BackendValues {
    const entry = this.entries.get(dataId);
    if (entry?.moved) return entry.moved;
    const value = this.valueBehind(dataId);
    const number = uniformNumber(value);
    if (number !== null) return typedArray(new Array(sizeOf(value.shape)).fill(number), value.dtype);
    if (value.data !== null) return value.data;
    throw new GraphError("VALUE_READ", {
      message:
        `the compiled function reads the result of "${value.op}" [${value.shape}] (dataSync, data, array or print), ` +
        "which is only known when it runs; return it as an output or compute with tensors",
      context: { operation: value.op, shape: value.shape },
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

  private refuseVariable(dataId: object): void {
    const variables = Object.values(tf.engine().registeredVariables);
    const variable = variables.find((each) => each.dataId === dataId);
    if (!variable) return;
    throw new GraphError("VARIABLE_NOT_LISTED", {
      message: `the compiled function uses the variable "${variable.name}", but it is not in the list of variables; its value would be frozen: add it`,
      context: { variable: variable.name },
    });
  }
}

/** Names of the operations of TensorFlow.js that are at work, outermost first. */
function runningOperations(): string[] {
  return tf.engine().state.scopeStack.map(({ name }) => name);
}
