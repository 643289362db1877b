import type { Trace } from "../record/trace.ts";
import type { DType, Value } from "../record/value.ts";
import { OnnxModel } from "../write/onnx-model.ts";
import { inMemory, type Order, plainOrder } from "./layout.ts";
import { type Liveness, liveness } from "./liveness.ts";
import { Lowering } from "./lowering.ts";
import { variableOrder } from "./variable-orders.ts";

/** An input or output of a finished graph. */
export interface Port {
  /** Name in the graph. */
  readonly name: string;
  /** TensorFlow.js's shape. */
  readonly shape: readonly number[];
  readonly order: Order;
  readonly dtype: DType;
}

/** A traced function as ONNX, and where everything is in it. */
export interface LoweredTrace {
  readonly model: Uint8Array;
  /** By input name; an input nothing depends on is absent. */
  readonly inputs: ReadonlyMap<string, Port>;
  readonly outputs: ReadonlyMap<string, Port>;
  /** In the order of the traced variables; `read` where its value is an input, `written` where it is assigned. */
  readonly variables: readonly { readonly read: Port | null; readonly written: Port | null }[];
}

/** What {@link lowerTrace} may be told. */
export interface LowerOptions {
  /** Outputs that shall lie as a variable lies: by output name, the index of the variable. */
  readonly likeVariable?: ReadonlyMap<string, number>;
}

/** Lowers a trace to one ONNX graph. */
export function lowerTrace(trace: Trace, { likeVariable = new Map() }: LowerOptions = {}): LoweredTrace {
  const assigned = trace.variables.filter(({ before, after }) => before !== after);
  const alive = liveness([...trace.outputs.values(), ...assigned.map(({ after }) => after)]);
  const model = new OnnxModel();
  const lowering = new Lowering(model, alive);
  const isLive = (value: Value) => alive.users.has(value);
  const variables = trace.variables.map(({ before }, index) =>
    before.op === "Variable" ? variablePort(before, index, alive) : null,
  );
  const inputs = bindInputs(trace, lowering, isLive);
  trace.variables.forEach(({ before }, index) => {
    const port = variables[index];
    if (port && isLive(before)) bindPort(before, port, lowering);
  });
  for (const value of alive.live) if (value.data === null && value.op !== "Expand") lowering.of(value);
  const outputs = new Map<string, Port>();
  for (const [name, value] of trace.outputs) {
    const like = likeVariable.get(name);
    const order = (like === undefined ? null : variables[like]?.order) ?? plainOrder(value.shape.length);
    outputs.set(name, outputPort(`output.${name}`, value, order, lowering));
  }
  const states = trace.variables.map(({ before, after }, index) => {
    const port = variables[index] ?? null;
    if (port === null) return { read: null, written: null };
    const written = before === after ? null : outputPort(`next.${port.name}`, after, port.order, lowering);
    return { read: isLive(before) ? port : null, written };
  });
  return { model: model.bytes(), inputs, outputs, variables: states };
}

function variablePort(value: Value, index: number, { users }: Liveness): Port {
  const order = variableOrder(value, users.get(value) ?? []);
  return { name: `variable.${index}`, shape: value.shape, order, dtype: value.dtype };
}

function bindInputs(trace: Trace, lowering: Lowering, isLive: (value: Value) => boolean): Map<string, Port> {
  const ports = new Map<string, Port>();
  for (const [name, value] of trace.inputs) {
    if (!isLive(value)) continue;
    const order = plainOrder(value.shape.length);
    const port = { name: `input.${name}`, shape: value.shape, order, dtype: value.dtype };
    bindPort(value, port, lowering);
    ports.set(name, port);
  }
  return ports;
}

/** Makes a value an input of the graph. */
export function bindPort(value: Value, port: Port, lowering: Lowering): void {
  lowering.model.input(port.name, inMemory(port.shape, port.order), port.dtype);
  lowering.bind(value, port);
}

/** Names a value as an output of the graph. */
export function outputPort(name: string, value: Value, order: Order, lowering: Lowering): Port {
  const found = lowering.inOrder(value, order);
  lowering.model.node("Identity", [found.name], {}, { names: [name] });
  lowering.model.output(name, inMemory(value.shape, order), value.dtype);
  return { name, shape: value.shape, order, dtype: value.dtype };
}
