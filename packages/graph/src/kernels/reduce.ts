import type { KernelRules, LowerRule, RecordRule } from "../kernel-rule.ts";
import { plainOrder } from "../lower/layout.ts";
import type { Lowered, Lowering } from "../lower/lowering.ts";
import type { Recorder } from "../record/recorder.ts";
import { type DType, uniformNumber, type Value } from "../record/value.ts";
import { axisOf, range, sizeOf } from "../shapes.ts";
import { ELEMENT_TYPES } from "../write/onnx-model.ts";

/** Operators that take their axes as an attribute; `ReduceSum` takes them as an input since version 13. */
const OPERATORS: Readonly<Record<string, string>> = {
  Sum: "ReduceSum",
  Mean: "ReduceMean",
  Max: "ReduceMax",
  Min: "ReduceMin",
  Prod: "ReduceProd",
  All: "ReduceMin",
  Any: "ReduceMax",
  ArgMax: "ArgMax",
  ArgMin: "ArgMin",
};

const isArg = (op: string) => op.startsWith("Arg");

/** A reduction over axes; the reduced axes stay with length 1 in the value and are dropped by a reshape. */
function reduction(
  op: string,
  x: Value,
  axes: readonly number[],
  keepDims: boolean,
  recorder: Recorder,
): Value {
  const kept = x.shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
  const wanted = keepDims ? kept : x.shape.filter((_, axis) => !axes.includes(axis));
  const number = uniformNumber(x);
  const count = sizeOf(axes.map((axis) => x.shape[axis]!));
  if (number !== null && x.dtype === "float32" && (op === "Sum" || op === "Mean"))
    return recorder.expand(recorder.scalar(op === "Sum" ? number * count : number), wanted);
  const dtype = resultType(op, x);
  if (count === 1 && !isArg(op) && dtype === x.dtype) return recorder.reshape(x, wanted);
  return recorder.reshape(recorder.operation(op, [x], { axes }, kept, dtype), wanted);
}

function resultType(op: string, x: Value): DType {
  if (isArg(op)) return "int32";
  if (op === "Mean") return "float32";
  return x.dtype === "bool" && op === "Sum" ? "int32" : x.dtype;
}

const recorded =
  (op: string): RecordRule =>
  ({ x }, attributes, recorder) => {
    // Max calls its axes otherwise than the rest
    const given = (attributes["reductionIndices"] ?? attributes["axis"]) as
      | number
      | number[]
      | null
      | undefined;
    const rank = x!.shape.length;
    const axes = given == null ? range(rank) : [given].flat().map((axis) => axisOf(axis, rank));
    return reduction(
      op,
      x!,
      axes.toSorted((a, b) => a - b),
      Boolean(attributes["keepDims"]),
      recorder,
    );
  };

const lowered =
  (op: string): LowerRule =>
  (value, lowering) => {
    const axes = value.attributes["axes"] as number[];
    const x = asNumbers(lowering.of(value.inputs[0]!), op === "Mean" ? "float32" : "int32", lowering);
    const places = axes.map((axis) => x.order.indexOf(axis)).toSorted((a, b) => a - b);
    const name = isArg(op)
      ? lowering.node("Cast", [lowering.node(op, [x.name], { axis: places[0]! })], {
          to: ELEMENT_TYPES.int32,
        })
      : reduced(OPERATORS[op]!, x.name, places, lowering);
    const result = { ...x, shape: value.shape, name, dtype: value.dtype };
    if (value.dtype !== "bool") return result;
    return { ...result, name: lowering.node("Cast", [name], { to: ELEMENT_TYPES.bool }) };
  };

function reduced(operator: string, name: string, axes: readonly number[], lowering: Lowering): string {
  if (operator === "ReduceSum") return lowering.node(operator, [name, lowering.integers(axes)]);
  return lowering.node(operator, [name], { axes });
}

/** Truth values as integers, and what is averaged as floats. */
function asNumbers(x: Lowered, wanted: "float32" | "int32", lowering: Lowering): Lowered {
  if (x.dtype === wanted || x.dtype === "float32") return x;
  return { ...x, dtype: wanted, name: lowering.node("Cast", [x.name], { to: ELEMENT_TYPES[wanted] }) };
}

/** Reductions, running sums and the softmax family. */
export const reduce: KernelRules = {
  record: {
    ...Object.fromEntries(Object.keys(OPERATORS).map((op) => [op, recorded(op)])),
    Softmax: ({ logits }, attributes, recorder) =>
      recorder.operation(
        "Softmax",
        [logits!],
        { axis: axisOf(attributes["dim"] as number, logits!.shape.length) },
        logits!.shape,
        "float32",
      ),
    LogSoftmax: ({ logits }, attributes, recorder) =>
      recorder.operation(
        "LogSoftmax",
        [logits!],
        { axis: axisOf(attributes["axis"] as number, logits!.shape.length) },
        logits!.shape,
        "float32",
      ),
    Cumsum: ({ x }, attributes, recorder) => {
      const { axis, exclusive, reverse } = attributes as {
        axis: number;
        exclusive: boolean;
        reverse: boolean;
      };
      const settings = { axis: axisOf(axis, x!.shape.length), exclusive: +exclusive, reverse: +reverse };
      return recorder.operation("Cumsum", [x!], settings, x!.shape, x!.dtype);
    },
  },
  lower: {
    ...Object.fromEntries(Object.keys(OPERATORS).map((op) => [op, lowered(op)])),
    Softmax: (value, lowering) => alongAxis("Softmax", value, lowering),
    LogSoftmax: (value, lowering) => alongAxis("LogSoftmax", value, lowering),
    Cumsum: (value, lowering) => {
      const { axis, exclusive, reverse } = value.attributes as Record<string, number>;
      const x = lowering.of(value.inputs[0]!);
      const place = lowering.model.constant(BigInt64Array.of(BigInt(x.order.indexOf(axis!))), []);
      return {
        ...x,
        name: lowering.node("CumSum", [x.name, place], { exclusive: exclusive!, reverse: reverse! }),
      };
    },
  },
};

function alongAxis(operator: string, value: Value, lowering: Lowering): Lowered {
  const x = lowering.of(value.inputs[0]!);
  const axis = x.order.indexOf(value.attributes["axis"] as number);
  return { ...x, name: lowering.node(operator, [x.name], { axis }) };
}

/** Σ over all axes but the last: one number a channel, `[c]`. */
export function channelSums(x: Value, recorder: Recorder): Value {
  return reduction("Sum", x, plainOrder(x.shape.length - 1), false, recorder);
}
