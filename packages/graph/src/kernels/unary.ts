import type { KernelRules, LowerRule, RecordRule } from "../kernel-rule.ts";

/** Kernels that ONNX has under the same or another name. */
const SAME: Readonly<Record<string, string>> = {
  Abs: "Abs",
  Ceil: "Ceil",
  Cos: "Cos",
  Elu: "Elu",
  Erf: "Erf",
  Exp: "Exp",
  Floor: "Floor",
  Log: "Log",
  LogicalNot: "Not",
  Neg: "Neg",
  Reciprocal: "Reciprocal",
  Relu: "Relu",
  Round: "Round",
  Selu: "Selu",
  Sigmoid: "Sigmoid",
  Sign: "Sign",
  Sin: "Sin",
  Softplus: "Softplus",
  Sqrt: "Sqrt",
  Tanh: "Tanh",
};

const COMPOSED: Readonly<Record<string, LowerRule>> = {
  Square: (value, lowering) => {
    const x = lowering.of(value.inputs[0]!);
    return { ...x, name: lowering.node("Mul", [x.name, x.name]) };
  },
  Rsqrt: (value, lowering) => {
    const root = lowering.unary("Sqrt", value);
    return { ...root, name: lowering.node("Reciprocal", [root.name]) };
  },
  Log1p: (value, lowering) => {
    const x = lowering.of(value.inputs[0]!);
    return { ...x, name: lowering.node("Log", [lowering.node("Add", [x.name, lowering.float(1)])]) };
  },
  Expm1: (value, lowering) => {
    const exponential = lowering.unary("Exp", value);
    return { ...exponential, name: lowering.node("Sub", [exponential.name, lowering.float(1)]) };
  },
  Relu6: (value, lowering) => clipped(value, lowering, 0, 6),
  ClipByValue: (value, lowering) => {
    const { clipValueMin, clipValueMax } = value.attributes as { clipValueMin: number; clipValueMax: number };
    return clipped(value, lowering, clipValueMin, clipValueMax);
  },
  LeakyRelu: (value, lowering) =>
    lowering.unary("LeakyRelu", value, { alpha: { float: (value.attributes["alpha"] as number) ?? 0.2 } }),
  /** 1 above 0, else `alpha`. A slope without end makes one pass of what comparison and cast do in two. */
  Step: (value, lowering) => {
    const steps = lowering.unary("HardSigmoid", value, { alpha: { float: 3e38 }, beta: { float: 0 } });
    const alpha = (value.attributes["alpha"] as number | undefined) ?? 0;
    if (alpha === 0) return steps;
    const scaled = lowering.node("Mul", [steps.name, lowering.float(1 - alpha)]);
    return { ...steps, name: lowering.node("Add", [scaled, lowering.float(alpha)]) };
  },
};

function clipped(...[value, lowering, low, high]: [...Parameters<LowerRule>, number, number]) {
  const x = lowering.of(value.inputs[0]!);
  const ends = [low, high].map((end) => lowering.number(end, value.dtype));
  return { ...x, name: lowering.node("Clip", [x.name, ...ends]) };
}

const NAMES = [...Object.keys(SAME), ...Object.keys(COMPOSED)];

/** Kernels of one operand, number by number. */
export const unary: KernelRules = {
  record: {
    ...Object.fromEntries(
      NAMES.map((name): [string, RecordRule] => [
        name,
        ({ x }, attributes, recorder) => recorder.elementwise(name, [x!], attributes, x!.dtype),
      ]),
    ),
    LogicalNot: ({ x }, _, recorder) => recorder.elementwise("LogicalNot", [x!], {}, "bool"),
    EluGrad: ({ dy, y }, _, recorder) => {
      const slope = recorder.elementwise(
        "Minimum",
        [recorder.add(y!, recorder.scalar(1)), recorder.scalar(1)],
        {},
        "float32",
      );
      return recorder.multiply(dy!, slope);
    },
  },
  lower: {
    ...Object.fromEntries(
      Object.entries(SAME).map(([name, operator]): [string, LowerRule] => [
        name,
        (value, lowering) => lowering.unary(operator, value),
      ]),
    ),
    ...COMPOSED,
  },
};
