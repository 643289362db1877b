import * as tf from "@tensorflow/tfjs-core";
import type { InputSpec, InputValues } from "@undercoat/tensor";
import { checkInputs } from "../check-inputs.ts";
import { GraphError } from "../errors.ts";
import { inMemory, inverse, permuted } from "../lower/layout.ts";
import type { LoweredTrace, Port } from "../lower/lower-trace.ts";
import type { Trace } from "../record/trace.ts";
import type { DType } from "../record/value.ts";
import { sizeOf } from "../shapes.ts";
import type { RuntimeSession, RuntimeTensor } from "./onnxruntime.ts";
import { runSession, runtimeTensor } from "./session.ts";

type Numbers = Float32Array | Int32Array | Uint8Array;
type Values = Float32Array | Int32Array;

/** A variable's numbers between runs, in memory order. */
export interface BoundVariable {
  readonly variable: tf.Variable;
  readonly port: Port;
  readonly data: Numbers;
  /** Where a run leaves the next value; `null` where it assigns none. */
  readonly next: Numbers | null;
}

/** What a graph is bound to. */
export interface BindOptions {
  readonly trace: Pick<Trace, "variables">;
  readonly lowered: LoweredTrace;
  readonly session: RuntimeSession;
  readonly inputs: Readonly<Record<string, InputSpec>>;
  /** Where float arrays of variables and outputs like variables lie. */
  readonly allocate: (length: number) => Float32Array;
  readonly release: () => void;
}

/** A graph with arrays for its inputs, outputs and variables; arrays are allocated once and reused. */
export class BoundGraph {
  readonly outputs: Readonly<Record<string, Values>>;
  readonly variables: readonly (BoundVariable | null)[];
  private readonly options: BindOptions;
  private readonly feeds: Record<string, RuntimeTensor> = {};
  private readonly fetches: Record<string, RuntimeTensor> = {};
  private released = false;

  constructor(options: BindOptions) {
    const { lowered, allocate, trace } = options;
    this.options = options;
    const outputs: Record<string, Values> = {};
    for (const [name, port] of lowered.outputs) {
      const data =
        port.dtype === "float32" ? allocate(sizeOf(port.shape)) : numbers(port.dtype, sizeOf(port.shape));
      outputs[name] = data as Values;
      this.fetches[port.name] = bound(port, data);
    }
    this.outputs = outputs;
    this.variables = lowered.variables.map(({ read, written }, index) => {
      const port = read ?? written;
      if (port === null) return null;
      const size = sizeOf(port.shape);
      const data = port.dtype === "float32" ? allocate(size) : numbers(port.dtype, size);
      const next = written === null ? null : numbers(written.dtype, size);
      if (read !== null) this.feeds[read.name] = bound(read, data);
      if (written !== null && next !== null) this.fetches[written.name] = bound(written, next);
      return { variable: trace.variables[index]!.variable, port, data, next };
    });
    this.reload();
  }

  /** Computes the outputs; assigned variables take their next value. */
  run(values: InputValues): Readonly<Record<string, Values>> {
    if (this.released)
      throw new GraphError("STEP_REFUSED", { message: "this graph was disposed; compile it again" });
    const { inputs, lowered, session } = this.options;
    checkInputs(inputs, values);
    for (const [name, port] of lowered.inputs) this.feeds[port.name] = bound(port, values[name]!);
    runSession(session, this.feeds, this.fetches);
    for (const variable of this.variables) if (variable?.next) variable.data.set(variable.next);
    return this.outputs;
  }

  /** Takes the present values of the TensorFlow.js variables. */
  reload(): void {
    for (const bound of this.variables) {
      if (bound === null) continue;
      const { variable, port, data } = bound;
      data.set(permuted(variable.dataSync<"float32">(), port.shape, port.order));
    }
  }

  /** Copies assigned variables, and those of the first `trained`, into their TensorFlow.js variables. */
  writeBack(trained = 0): void {
    for (const [index, bound] of this.variables.entries()) {
      if (bound === null || (bound.next === null && index >= trained)) continue;
      const { variable, port, data } = bound;
      const values = permuted(data, inMemory(port.shape, port.order), inverse(port.order));
      tf.tidy(() => variable.assign(tf.tensor(values, variable.shape, variable.dtype)));
    }
  }

  dispose(): void {
    if (this.released) return;
    this.released = true;
    this.options.release();
  }
}

function bound({ shape, order, dtype }: Port, data: Numbers): RuntimeTensor {
  return runtimeTensor({ data, shape: inMemory(shape, order), dtype });
}

function numbers(dtype: DType, length: number): Numbers {
  if (dtype === "float32") return new Float32Array(length);
  return dtype === "bool" ? new Uint8Array(length) : new Int32Array(length);
}
