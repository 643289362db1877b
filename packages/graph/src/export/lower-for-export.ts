import { inMemory, NCHW, type Order, plainOrder } from "../lower/layout.ts";
import { liveness } from "../lower/liveness.ts";
import { Lowering } from "../lower/lowering.ts";
import type { Trace } from "../record/trace.ts";
import type { DType, Value } from "../record/value.ts";
import { type Dimension, OnnxModel, OPSET } from "../write/onnx-model.ts";

/** How images lie in a file. */
export type ExportLayout = "nhwc" | "nchw";

type Shapes = Readonly<Record<string, readonly number[]>>;

/** Dimensions of inputs and outputs by name. */
export interface Dimensions {
  readonly inputs: Readonly<Record<string, readonly Dimension[]>>;
  readonly outputs: Readonly<Record<string, readonly Dimension[]>>;
}

/** A trace lowered for one set of sizes, before its dimensions are named. */
export interface Measured {
  /** What it computes, without the sizes of inputs and outputs. */
  readonly body: Uint8Array;
  readonly inputs: Shapes;
  readonly outputs: Shapes;
  finish(
    dimensions: Dimensions,
    about: { name?: string; description?: string; metadata?: Readonly<Record<string, string>> },
  ): { bytes: Uint8Array; opset: number };
}

/** Lowers a trace to standard operators, with inputs and outputs under the caller's names. */
export function lowerForExport(
  trace: Trace,
  { layout, names }: { layout: ExportLayout; names: ReadonlyMap<Value, string> },
): Measured {
  const alive = liveness(trace.outputs.values());
  const model = new OnnxModel();
  const lowering = new Lowering(model, alive, { portable: true, names });
  const order = ({ shape }: Value): Order =>
    layout === "nchw" && shape.length === 4 ? NCHW : plainOrder(shape.length);
  const types = new Map<string, DType>();
  const inputs: Record<string, readonly number[]> = {};
  for (const [name, value] of trace.inputs) {
    inputs[name] = inMemory(value.shape, order(value));
    types.set(name, value.dtype);
    lowering.bind(value, { name, shape: value.shape, order: order(value), dtype: value.dtype });
  }
  const outputs: Record<string, readonly number[]> = {};
  for (const [name, value] of trace.outputs) {
    const found = lowering.inOrder(value, order(value));
    model.node("Identity", [found.name], {}, { names: [name] });
    outputs[name] = inMemory(value.shape, order(value));
    types.set(name, value.dtype);
  }
  return {
    body: model.body(),
    inputs,
    outputs,
    finish: (dimensions, { name, description, metadata = {} }) => {
      for (const [input, shape] of Object.entries(dimensions.inputs))
        model.input(input, shape, types.get(input)!);
      for (const [output, shape] of Object.entries(dimensions.outputs))
        model.output(output, shape, types.get(output)!);
      for (const [key, text] of Object.entries(metadata)) model.describe(key, text);
      const about = {
        ...(name === undefined ? {} : { name }),
        ...(description === undefined ? {} : { description }),
      };
      return { bytes: model.bytes(about), opset: OPSET };
    },
  };
}

const AXES: Readonly<Record<ExportLayout, readonly string[]>> = {
  nhwc: ["batch", "height", "width", "channels"],
  nchw: ["batch", "channels", "height", "width"],
};

/** Lengths that differ between two sets of sizes get names; one that follows an input's length gets its name. */
export function dimensionNames(own: Measured, other: Measured, layout: ExportLayout): Dimensions {
  const known = new Map<string, string>();
  const named = (shapes: Shapes, others: Shapes) =>
    Object.fromEntries(
      Object.entries(shapes).map(([name, shape]) => [
        name,
        shape.map((length, axis): Dimension => {
          const varied = others[name]![axis]!;
          if (varied === length) return length;
          const key = `${length} ${varied}`;
          const word = known.get(key) ?? (shape.length === 4 ? AXES[layout][axis] : undefined);
          known.set(key, word ?? `${name}_${axis}`);
          return known.get(key)!;
        }),
      ]),
    );
  return { inputs: named(own.inputs, other.inputs), outputs: named(own.outputs, other.outputs) };
}
