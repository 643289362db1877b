import * as tf from "@tensorflow/tfjs-core";
import type { KernelCase, Tensors } from "../../support/kernel-case.ts";
import type { Spec } from "../../support/numbers.ts";

const IMAGE: Spec = { shape: [2, 5, 7, 3], from: -2, to: 2 };
const POSITIVE: Spec = { ...IMAGE, from: 0.1, to: 3 };
const INTEGERS: Spec = { shape: [2, 5, 7, 3], dtype: "int32", from: -4, to: 4 };

/** A kernel of one operand with a gradient the cpu backend knows. */
function one(kernel: string, run: (x: tf.Tensor) => tf.Tensor, x: Spec = IMAGE): KernelCase {
  return { name: kernel, covers: [kernel], inputs: { x }, run: (inputs) => run(inputs["x"]!) };
}

/** The same without a gradient: steps and truth values. */
function flat(kernel: string, run: (x: tf.Tensor) => tf.Tensor, x: Spec = IMAGE): KernelCase {
  return { ...one(kernel, run, x), gradient: "none" };
}

/** Kernels of one operand, number by number. */
export const unaryCases: readonly KernelCase[] = [
  one("Abs", tf.abs),
  one("Ceil", tf.ceil),
  one("Floor", tf.floor),
  one("Round", tf.round),
  one("Sign", tf.sign),
  one("Cos", tf.cos),
  one("Sin", tf.sin),
  { ...one("Elu", tf.elu), covers: ["Elu", "EluGrad"] },
  one("Selu", tf.selu),
  one("Erf", tf.erf),
  one("Exp", tf.exp),
  one("Expm1", tf.expm1),
  one("Log", tf.log, POSITIVE),
  one("Log1p", tf.log1p, POSITIVE),
  one("Neg", tf.neg),
  one("Reciprocal", tf.reciprocal, POSITIVE),
  one("Relu", tf.relu),
  { ...one("Relu6", tf.relu6, { ...IMAGE, from: -4, to: 9 }), covers: ["Relu6"] },
  { ...one("LeakyRelu", (x) => tf.leakyRelu(x, 0.13)), covers: ["LeakyRelu"] },
  one("Sigmoid", tf.sigmoid),
  one("Softplus", tf.softplus),
  one("Sqrt", tf.sqrt, POSITIVE),
  one("Rsqrt", tf.rsqrt, POSITIVE),
  one("Square", tf.square),
  one("Tanh", tf.tanh),
  one("ClipByValue", (x) => tf.clipByValue(x, -0.7, 1.1)),
  flat("Step", (x) => tf.step(x, 0.25)),
  flat("LogicalNot", (x) => tf.logicalNot(tf.cast(x, "bool")), INTEGERS),
  {
    ...flat("Round", (x) => tf.round(tf.mul(tf.cast(x, "float32"), 0.5)), INTEGERS),
    name: "Round of halves",
  },
  { ...flat("ClipByValue", (x) => tf.clipByValue(x, -2, 3), INTEGERS), name: "ClipByValue of integers" },
  { ...flat("Relu6", tf.relu6, { ...INTEGERS, to: 9 }), name: "Relu6 of integers" },
  { ...flat("Relu", tf.relu, INTEGERS), name: "Relu of integers" },
  { ...flat("Abs", tf.abs, INTEGERS), name: "Abs of integers" },
  {
    ...one("ClipByValue", (x) =>
      tf.add(tf.clipByValue(x, -Infinity, 0), tf.mul(tf.clipByValue(x, 0, Infinity), 3)),
    ),
    name: "ClipByValue with infinite ends",
  },
  {
    ...flat("ClipByValue", (x) => tf.clipByValue(x, -Infinity, 2), INTEGERS),
    name: "ClipByValue of integers from the lowest",
  },
];

const ROW: Spec = { shape: [3], from: 0.5, to: 2 };

function two(
  kernel: string,
  run: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor,
  { a = IMAGE, b = ROW, gradient = "cpu" }: { a?: Spec; b?: Spec; gradient?: KernelCase["gradient"] } = {},
  name = kernel,
): KernelCase {
  return {
    name: `${name} [${a.shape}] [${b.shape}]`,
    covers: [kernel],
    inputs: { a, b },
    run: (inputs) => run(inputs["a"]!, inputs["b"]!),
    gradient: a.dtype === "int32" ? "none" : gradient,
  };
}

const COLUMN: Spec = { shape: [5, 1, 1], from: -2, to: 2 };
const FULL: Spec = { shape: [2, 5, 7, 3], from: -2, to: 2 };
const DIVISORS: Spec = { ...INTEGERS, from: 1, to: 3 };

/** TensorFlow.js's gradients of these forget that an operand was broadcast. */
const SAME_SHAPE = new Set(["Maximum", "Minimum", "SquaredDifference"]);

const ARITHMETIC: readonly [string, (a: tf.Tensor, b: tf.Tensor) => tf.Tensor][] = [
  ["Add", tf.add],
  ["Sub", tf.sub],
  ["Multiply", tf.mul],
  ["RealDiv", (a, b) => tf.div(a, tf.add(tf.abs(b), 0.5))],
  ["Maximum", tf.maximum],
  ["Minimum", tf.minimum],
  ["SquaredDifference", tf.squaredDifference],
  ["Pow", (a, b) => tf.pow(tf.add(tf.abs(a), 0.1), b)],
];

const COMPARISONS: readonly [string, (a: tf.Tensor, b: tf.Tensor) => tf.Tensor][] = [
  ["Equal", tf.equal],
  ["NotEqual", tf.notEqual],
  ["Greater", tf.greater],
  ["GreaterEqual", tf.greaterEqual],
  ["Less", tf.less],
  ["LessEqual", tf.lessEqual],
];

/** The kernel itself: `tf.where` broadcasts the condition along the last axis instead. */
function rowsOf(condition: tf.Tensor, t: tf.Tensor, e: tf.Tensor): tf.Tensor {
  return tf.engine().runKernel("Select", { condition, t, e }) as tf.Tensor;
}

const selection = ({ x, l }: Tensors) => tf.where(tf.greater(l!, 1), tf.mul(x!, 2), tf.square(x!));

/** Kernels of two operands, number by number, with broadcasting. */
export const binaryCases: readonly KernelCase[] = [
  ...ARITHMETIC.flatMap(([kernel, run]) => {
    const gradient = SAME_SHAPE.has(kernel) ? "none" : "cpu";
    return [
      two(kernel, run, { b: FULL }),
      two(kernel, run, { gradient }),
      two(kernel, run, { b: COLUMN, gradient }),
      two(kernel, run, { a: ROW, b: FULL, gradient }),
      two(kernel, run, { a: { shape: [] }, b: COLUMN, gradient }),
    ];
  }),
  ...ARITHMETIC.filter(([kernel]) => /^(Add|Sub|Mul|Max|Min|Squared)/.test(kernel)).map(([kernel, run]) =>
    two(kernel, run, { a: INTEGERS, b: DIVISORS }, `${kernel} of integers`),
  ),
  ...COMPARISONS.flatMap(([kernel, run]) => [
    two(kernel, run, { gradient: "none" }),
    two(kernel, run, { a: INTEGERS, b: INTEGERS }, `${kernel} of integers`),
  ]),
  two("LogicalAnd", (a, b) => tf.logicalAnd(tf.greater(a, 0), tf.less(b, 1)), { gradient: "none" }),
  two("LogicalOr", (a, b) => tf.logicalOr(tf.greater(a, 0), tf.less(b, 1)), { gradient: "none" }),
  two("FloorDiv", tf.floorDiv, { gradient: "none" }),
  two("FloorDiv", tf.floorDiv, { a: INTEGERS, b: DIVISORS }, "FloorDiv of integers"),
  two("Mod", tf.mod, { gradient: "none" }),
  two("Mod", tf.mod, { b: { ...ROW, from: -2, to: -0.5 }, gradient: "none" }, "Mod by negative numbers"),
  two("Mod", tf.mod, { a: INTEGERS, b: DIVISORS }, "Mod of integers"),
  two("Prelu", tf.prelu, { b: ROW }),
  two("AddN", (a, b) => tf.addN([a, tf.mul(b, 2), a]), { a: FULL, b: FULL }),
  two(
    "RealDiv",
    (a, b) => tf.mul(tf.add(tf.div(a, 3), tf.div(a, tf.fill([3], 7))), b),
    {},
    "RealDiv by constants",
  ),
  two(
    "Multiply",
    (a, b) => tf.mul(tf.mul(tf.add(tf.mul(a, 1), tf.zeros([5, 1, 1])), tf.ones([2, 1, 1, 1])), b),
    {},
    "Multiply by one, add zero",
  ),
  {
    name: "RealDiv by a constant of zero",
    covers: ["RealDiv"],
    inputs: { x: IMAGE },
    run: ({ x }) => tf.div(x!, 0),
    gradient: "none",
  },
  {
    name: "a negative zero is not a zero",
    covers: ["RealDiv"],
    inputs: { x: { shape: [3], from: 1, to: 2 } },
    run: ({ x }) => tf.concat([tf.div(x!, tf.tensor1d([0, 0, 0])), tf.div(x!, tf.tensor1d([-0, 0, -0]))]),
    gradient: "none",
  },
  {
    name: "Select",
    covers: ["Select", "Greater"],
    inputs: { x: IMAGE, l: { ...IMAGE, dtype: "int32", from: 0, to: 3 } },
    run: selection,
  },
  {
    name: "Select by rows",
    covers: ["Select"],
    inputs: { x: { shape: [5, 7] }, y: { shape: [5, 7] }, l: { shape: [5], dtype: "int32", from: 0, to: 1 } },
    run: ({ x, y, l }) => rowsOf(tf.cast(l!, "bool"), x!, y!),
    // the cpu backend repeats the first numbers
    reference: ({ x, y, l }) => tf.where(tf.cast(tf.expandDims(l!, 1), "bool"), x!, y!),
    gradient: "none",
  },
  {
    name: "Select of integers",
    covers: ["Select"],
    inputs: { x: INTEGERS, y: INTEGERS },
    run: ({ x, y }) => tf.where(tf.greater(x!, y!), x!, y!),
    gradient: "none",
  },
];
