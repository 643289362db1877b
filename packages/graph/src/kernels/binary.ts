import type { KernelRules, LowerRule, RecordRule } from "../kernel-rule.ts";
import type { Recorder } from "../record/recorder.ts";
import { type DType, uniformNumber, type Value } from "../record/value.ts";

const ARITHMETIC: Readonly<Record<string, string>> = {
  Add: "Add",
  Sub: "Sub",
  Multiply: "Mul",
  RealDiv: "Div",
  Maximum: "Max",
  Minimum: "Min",
  Pow: "Pow",
};

const COMPARISONS: Readonly<Record<string, string>> = {
  Equal: "Equal",
  Greater: "Greater",
  GreaterEqual: "GreaterOrEqual",
  Less: "Less",
  LessEqual: "LessOrEqual",
  LogicalAnd: "And",
  LogicalOr: "Or",
};

const plain =
  (name: string, dtype?: DType): RecordRule =>
  ({ a, b }, _, recorder) =>
    recorder.elementwise(name, [a!, b!], {}, dtype ?? a!.dtype);

const direct =
  (operator: string): LowerRule =>
  (value, lowering) =>
    lowering.elementwise(operator, value);

/** A sum of any number of tensors. */
function sum(inputs: readonly Value[], recorder: Recorder): Value {
  return inputs.reduce((total, input) => recorder.add(total, input));
}

/** `a − ⌊a / b⌋ · b`, with the sign of `b` as in TensorFlow.js. */
const remainder: RecordRule = ({ a, b }, _, recorder) => {
  const quotient = recorder.elementwise("RealDiv", [a!, b!], {}, "float32");
  const whole = recorder.elementwise("Floor", [quotient], {}, "float32");
  return recorder.subtract(a!, recorder.multiply(whole, b!));
};

/** Kernels of two operands, number by number, with broadcasting. */
export const binary: KernelRules = {
  record: {
    ...Object.fromEntries(Object.keys(ARITHMETIC).map((name) => [name, plain(name)])),
    ...Object.fromEntries(Object.keys(COMPARISONS).map((name) => [name, plain(name, "bool")])),
    NotEqual: ({ a, b }, _, recorder) =>
      recorder.elementwise("LogicalNot", [recorder.elementwise("Equal", [a!, b!], {}, "bool")], {}, "bool"),
    Add: ({ a, b }, _, recorder) => recorder.add(a!, b!),
    Sub: ({ a, b }, _, recorder) => recorder.subtract(a!, b!),
    Multiply: ({ a, b }, _, recorder) => recorder.multiply(a!, b!),
    RealDiv: ({ a, b }, _, recorder) => {
      const divisor = uniformNumber(b!);
      if (divisor === null || divisor === 0) return recorder.elementwise("RealDiv", [a!, b!], {}, "float32");
      return recorder.multiply(a!, recorder.expand(recorder.scalar(1 / divisor), b!.shape));
    },
    AddN: (inputs, _, recorder) => sum(Object.values(inputs), recorder),
    SquaredDifference: ({ a, b }, _, recorder) =>
      recorder.elementwise("Square", [recorder.subtract(a!, b!)], {}, a!.dtype),
    FloorDiv: ({ a, b }, _, recorder) => {
      if (a!.dtype === "float32") {
        const quotient = recorder.elementwise("RealDiv", [a!, b!], {}, "float32");
        return recorder.elementwise("Floor", [quotient], {}, "float32");
      }
      const floats = [a!, b!].map((x) => recorder.elementwise("Cast", [x], { dtype: "float32" }, "float32"));
      const quotient = recorder.elementwise("RealDiv", floats, {}, "float32");
      const whole = recorder.elementwise("Floor", [quotient], {}, "float32");
      return recorder.elementwise("Cast", [whole], { dtype: "int32" }, "int32");
    },
    Mod: (inputs, attributes, recorder) =>
      inputs["a"]!.dtype === "float32"
        ? remainder(inputs, attributes, recorder)
        : recorder.elementwise("Mod", [inputs["a"]!, inputs["b"]!], {}, "int32"),
    Prelu: ({ x, alpha }, _, recorder) => recorder.elementwise("Prelu", [x!, alpha!], {}, "float32"),
    Select: ({ condition, t, e }, _, recorder) => {
      const rows = condition!.shape.length === 1 && t!.shape.length > 1;
      const shape = [...condition!.shape, ...t!.shape.slice(1).map(() => 1)];
      const chosen = rows ? recorder.reshape(condition!, shape) : condition!;
      return recorder.elementwise("Select", [chosen, t!, e!], {}, t!.dtype);
    },
  },
  lower: {
    ...Object.fromEntries(
      Object.entries({ ...ARITHMETIC, ...COMPARISONS }).map(([name, operator]) => [name, direct(operator)]),
    ),
    Mod: direct("Mod"),
    Prelu: direct("PRelu"),
    Select: direct("Where"),
  },
};
