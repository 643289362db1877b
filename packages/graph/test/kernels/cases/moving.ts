import * as tf from "@tensorflow/tfjs-core";
import type { KernelCase } from "../../support/kernel-case.ts";
import type { Spec } from "../../support/numbers.ts";

const IMAGE: Spec = { shape: [2, 5, 7, 3], from: -2, to: 2 };
const INTEGERS: Spec = { ...IMAGE, dtype: "int32", from: -4, to: 4 };

function one(kernel: string, run: (x: tf.Tensor) => tf.Tensor, name = kernel, x: Spec = IMAGE): KernelCase {
  return { name, covers: [kernel], inputs: { x }, run: (inputs) => run(inputs["x"]!) };
}

function flat(...parameters: Parameters<typeof one>): KernelCase {
  return { ...one(...parameters), gradient: "none" };
}

const PADS: [number, number][] = [
  [0, 0],
  [1, 2],
  [0, 1],
  [1, 0],
];

/** The kernel itself, which `tf.broadcastTo` does not call. */
function broadcast(x: tf.Tensor, shape: number[]): tf.Tensor {
  return tf.engine().runKernel("BroadcastTo", { x }, { shape }) as tf.Tensor;
}

/** Kernels that move no number. */
export const shapeCases: readonly KernelCase[] = [
  one("Identity", (x) => tf.mul(tf.clone(x), x)),
  one("Reshape", (x) => tf.square(tf.reshape(x, [2, 35, -1]))),
  one(
    "Reshape",
    (x) => tf.square(tf.reshape(tf.relu(x), [2, 1, 35, 3])),
    "Reshape that mixes rows and columns",
  ),
  one("ExpandDims", (x) => tf.square(tf.expandDims(x, -2))),
  one("Fill", (x) => tf.mul(x, tf.fill([5, 1, 3], 1.5))),
  flat("ZerosLike", (x) => tf.add(tf.zerosLike(x), tf.mul(x, 0))),
  flat("OnesLike", (x) => tf.concat([tf.onesLike(x), tf.onesLike(tf.square(x))], 3)),
  one("Tile", (x) => tf.square(tf.broadcastTo(x, [2, 5, 7, 3])), "broadcastTo", { shape: [1, 7, 1] }),
  {
    ...flat("BroadcastTo", (x) => tf.square(broadcast(x, [2, 5, 7, 3])), "BroadcastTo", { shape: [7, 1] }),
    reference: ({ x }) => tf.square(tf.broadcastTo(x!, [2, 5, 7, 3])),
  },
  one("Transpose", (x) => tf.mul(tf.transpose(x, [0, 2, 1, 3]), 2)),
  one("Transpose", (x) => tf.square(tf.transpose(tf.reshape(tf.sin(x), [10, 21]))), "Transpose of a matrix"),
  one(
    "Transpose",
    (x) => tf.reshape(tf.transpose(tf.relu(x), [3, 1, 0, 2]), [15, 14]),
    "Transpose then reshape",
  ),
  flat("Cast", (x) => tf.cast(tf.mul(x, 3), "int32"), "Cast to integers"),
  flat("Cast", (x) => tf.cast(tf.cast(x, "bool"), "float32"), "Cast to bool and back", INTEGERS),
  one("Cast", (x) => tf.cast(tf.cast(x, "float32"), "float32"), "Cast to its own type"),
];

/** Kernels that cut and join. */
export const cuttingCases: readonly KernelCase[] = [
  one("Slice", (x) => tf.square(tf.slice(x, [0, 1, 2, 0], [2, 3, -1, 2]))),
  flat("StridedSlice", (x) => tf.stridedSlice(x, [0, 1, 0, 0], [2, 5, 7, 3], [1, 2, 3, 1])),
  flat(
    "StridedSlice",
    (x) => tf.stridedSlice(x, [1, 4, 6], [-3, 0, 0], [-1, -2, -3]),
    "StridedSlice backwards",
  ),
  {
    ...flat(
      "StridedSlice",
      (x) => tf.stridedSlice(x, [0, 1, 0], [2, 2, 7], [1, 1, 2], 0, 0, 0, 0, 2),
      "StridedSlice that drops an axis",
    ),
    // the cpu backend reads other rows where an axis is dropped
    reference: ({ x }) => tf.squeeze(tf.stridedSlice(x!, [0, 1, 0, 0], [2, 2, 7, 3], [1, 1, 2, 1]), [1]),
  },
  one("Concat", (x) => tf.concat([tf.square(x), x, tf.slice(x, [0, 0, 0, 1], [2, 5, 7, 2])], -1)),
  one(
    "Concat",
    (x) => tf.concat([tf.square(x), tf.slice(x, [0, 0, 0, 0], [2, 2, 7, 3])], 1),
    "Concat of rows",
  ),
  flat("Concat", (x) => tf.concat([x, tf.zeros([2, 5, 7, 2], "int32")], 3), "Concat of integers", INTEGERS),
  one("Concat", (x) => tf.concat([x, tf.ones([2, 5, 7, 2])], 3), "Concat with a constant"),
  one("SplitV", (x) => {
    const [a, b] = tf.split(x, [3, 4], 2) as [tf.Tensor, tf.Tensor];
    return tf.concat([tf.square(b), a], 2);
  }),
  one("SplitV", (x) => tf.addN(tf.split(tf.square(x), 3, -1)), "SplitV into equal parts"),
  one("Pack", (x) => tf.square(tf.stack([x, tf.relu(x)], -2))),
  one("Unpack", (x) => {
    const [a, b, c] = tf.unstack(x, -1) as [tf.Tensor, tf.Tensor, tf.Tensor];
    return tf.mul(tf.add(a, tf.mul(b, 2)), c);
  }),
  one("PadV2", (x) => tf.square(tf.pad(x, PADS, 0.5))),
  one("PadV2", (x) => tf.square(tf.pad(tf.square(x), PADS)), "PadV2 with zeros"),
  flat("PadV2", (x) => tf.pad(x, PADS, 255), "PadV2 of integers", INTEGERS),
  flat(
    "PadV2",
    (x) => tf.concat([tf.pad(x, PADS, Infinity), tf.pad(x, PADS, -Infinity)], 0),
    "PadV2 differing in the infinity only",
  ),
  {
    ...one("MirrorPad", (x) =>
      tf.mirrorPad(
        x,
        [
          [0, 0],
          [2, 1],
          [1, 3],
          [0, 0],
        ],
        "reflect",
      ),
    ),
    gradient: "none",
  },
  one("Tile", (x) => tf.square(tf.tile(x, [1, 2, 3, 1]))),
  one("Tile", (x) => tf.mul(tf.tile(tf.mean(x, [1, 2], true), [1, 5, 7, 1]), x), "Tile of axes of length 1"),
  one("Reverse", (x) => tf.mul(tf.reverse(x, [1, -2]), x)),
  flat("Reverse", (x) => tf.reverse(x, [0, 3]), "Reverse of integers", INTEGERS),
  flat("Tile", (x) => tf.tile(x, [1, 2, 1, 2]), "Tile of integers", INTEGERS),
];

const LABELS: Spec = { shape: [2, 5, 7], dtype: "int32", from: -1, to: 5 };

/** Matrix products, look-ups and one-hot rows. */
export const productCases: readonly KernelCase[] = [
  ...[0, 1, 2, 3].map((bits): KernelCase => {
    const [transposeA, transposeB] = [(bits & 1) > 0, bits > 1];
    return {
      name: `BatchMatMul ${transposeA} ${transposeB}`,
      covers: ["BatchMatMul"],
      inputs: {
        a: { shape: transposeA ? [2, 7, 5] : [2, 5, 7] },
        b: { shape: transposeB ? [3, 7] : [7, 3] },
      },
      run: ({ a, b }) => {
        const plain = tf.matMul(a!, tf.tile(tf.expandDims(b!, 0), [2, 1, 1]), transposeA, transposeB);
        const first = tf.squeeze(tf.slice(a!, [0, 0, 0], [1, -1, -1]), [0]) as tf.Tensor2D;
        return tf.add(plain, tf.matMul(first, b! as tf.Tensor2D, transposeA, transposeB));
      },
    };
  }),
  {
    name: "BatchMatMul of transposed matrices",
    covers: ["BatchMatMul", "Transpose"],
    inputs: { a: { shape: [7, 5] }, b: { shape: [3, 7] } },
    run: ({ a, b }) => tf.matMul(tf.transpose(tf.sin(a!)), tf.transpose(b!)),
  },
  ...(["linear", "relu", "relu6", "elu", "sigmoid", "leakyrelu", "prelu"] as const).map(
    (activation): KernelCase => ({
      name: `_FusedMatMul ${activation}`,
      covers: ["_FusedMatMul"],
      inputs: { a: { shape: [5, 7] }, b: { shape: [7, 3] }, bias: { shape: [3] }, slopes: { shape: [3] } },
      run: ({ a, b, bias, slopes }) =>
        tf.fused.matMul({
          a: a as tf.Tensor2D,
          b: b as tf.Tensor2D,
          bias: bias!,
          activation,
          leakyreluAlpha: 0.3,
          ...(activation === "prelu" ? { preluActivationWeights: slopes! } : {}),
        }),
      gradient: "none",
    }),
  ),
  ...[0, 1, 3].map(
    (axis): KernelCase => ({
      name: `GatherV2 along ${axis}`,
      covers: ["GatherV2"],
      inputs: { x: IMAGE, places: { shape: [2, 3], dtype: "int32", from: 0, to: 1 } },
      run: ({ x, places }) => tf.gather(tf.square(x!), places!, axis),
      gradient: "none",
    }),
  ),
  {
    name: "OneHot",
    covers: ["OneHot"],
    inputs: { labels: LABELS },
    run: ({ labels }) => tf.oneHot(labels!, 4),
    gradient: "none",
  },
  {
    name: "OneHot with other numbers",
    covers: ["OneHot"],
    inputs: { labels: LABELS, x: { shape: [2, 5, 7, 5] } },
    run: ({ labels, x }) => tf.mul(tf.oneHot(labels!, 5, 0.9, 0.025, "float32"), x!),
  },
];

/** Reductions, running sums and the softmax family. */
export const reduceCases: readonly KernelCase[] = [
  ...(
    [
      [[1, 2], true],
      [[0, 1, 2], false],
      [-1, false],
      [undefined, false],
      [[0, 3], true],
    ] as const
  ).flatMap(([axes, keep]): KernelCase[] => {
    const axis = typeof axes === "object" ? [...axes] : axes;
    const name = (kernel: string) => `${kernel} over ${axes ?? "all"} ${keep}`;
    return [
      one("Sum", (x) => tf.square(tf.sum(tf.sin(x), axis, keep)), name("Sum")),
      one("Mean", (x) => tf.square(tf.mean(tf.sin(x), axis, keep)), name("Mean")),
      one("Max", (x) => tf.square(tf.max(x, axis, keep)), name("Max")),
      one("Min", (x) => tf.square(tf.min(x, axis, keep)), name("Min")),
      flat("Prod", (x) => tf.prod(tf.add(tf.mul(x, 0.1), 1), axis, keep), name("Prod")),
      flat("All", (x) => tf.all(tf.cast(x, "bool"), axis, keep), name("All"), INTEGERS),
      flat("Any", (x) => tf.any(tf.cast(x, "bool"), axis, keep), name("Any"), {
        ...INTEGERS,
        from: 0,
        to: 1,
      }),
      flat("Sum", (x) => tf.sum(x, axis, keep), name("Sum of integers"), INTEGERS),
      flat("Sum", (x) => tf.sum(tf.greater(x, 0), axis, keep), name("Sum of truths"), INTEGERS),
      flat("Mean", (x) => tf.mean(x, axis, keep), name("Mean of integers"), INTEGERS),
      flat("Max", (x) => tf.max(x, axis, keep), name("Max of integers"), INTEGERS),
    ];
  }),
  ...[0, 1, -1].flatMap((axis) => [
    flat("ArgMax", (x) => tf.argMax(x, axis), `ArgMax ${axis}`),
    flat("ArgMin", (x) => tf.argMin(tf.relu(x), axis), `ArgMin ${axis}`),
    flat("ArgMax", (x) => tf.argMax(x, axis), `ArgMax of equals ${axis}`, { ...INTEGERS, from: 0, to: 1 }),
  ]),
  flat("Mean", (x) => tf.mean(tf.slice(x, [0, 0, 0, 0], [2, 1, 7, 3]), 1), "Mean of one integer", INTEGERS),
  one("Softmax", (x) => tf.softmax(x)),
  one("Exp", (x) => tf.logSoftmax(x), "LogSoftmax as TensorFlow.js composes it"),
  ...[-1, 1].map((axis): KernelCase => {
    const { inputs } = one("LogSoftmax", tf.relu);
    return {
      name: `LogSoftmax along ${axis}`,
      covers: ["LogSoftmax"],
      inputs,
      run: ({ x }) => tf.engine().runKernel("LogSoftmax", { logits: x! }, { axis }) as tf.Tensor,
      reference: ({ x }) => tf.sub(x!, tf.logSumExp(x!, axis, true)),
    };
  }),
  ...[0, 1].flatMap((bits) => [
    one("Cumsum", (x) => tf.cumsum(tf.square(x), 3, bits === 1, true), `Cumsum of channels ${bits}`),
    flat("Cumsum", (x) => tf.cumsum(tf.square(x), 1, bits === 1, false), `Cumsum of rows ${bits}`),
    flat("Cumsum", (x) => tf.cumsum(x, 2, bits === 1, true), `Cumsum of integers ${bits}`, INTEGERS),
  ]),
];
