import * as tf from "@tensorflow/tfjs-core";
import {
  batchNormalisation,
  type ResampleOptions,
  resample,
  upsampleBilinear,
  upsampleNearest2x,
} from "@undercoat/tensor";
import type { KernelCase } from "../../support/kernel-case.ts";
import type { Spec } from "../../support/numbers.ts";

const IMAGE: Spec = { shape: [2, 5, 7, 3] };
const WIDE: Spec = { shape: [2, 9, 12, 3] };
const INTEGERS: Spec = { ...IMAGE, dtype: "int32", from: 0, to: 9 };

type Image = (x: tf.Tensor4D) => tf.Tensor;

function one(covers: string[], name: string, run: Image, x: Spec = WIDE): KernelCase {
  return { name, covers, inputs: { x }, run: (inputs) => run(inputs["x"] as tf.Tensor4D) };
}

const MAX = ["MaxPool", "MaxPoolGrad"];
const AVERAGE = ["AvgPool", "AvgPoolGrad"];
const PADS = [
  [2, 2, "valid"],
  [3, 2, 1],
  [3, 1, "same"],
  [2, 3, "valid"],
  [[3, 2], [2, 1], "same"],
  [1, 2, "valid"],
] as const;

type Size = number | [number, number];

/** Max and average pooling and their gradients. */
export const poolingCases: readonly KernelCase[] = [
  ...PADS.flatMap(([size, strides, pad]) => [
    one(MAX, `max ${size} ${strides} ${pad}`, (x) => tf.maxPool(x, size as Size, strides as Size, pad)),
    {
      ...one(AVERAGE, `average ${size} ${strides} ${pad}`, (x) =>
        tf.avgPool(x, size as Size, strides as Size, pad),
      ),
      // the cpu backend's gradient divides by the whole window, its forward pass by what lies inside
      gradient: pad === "valid" ? ("cpu" as const) : ("finite" as const),
    },
  ]),
  one(MAX, "max of a ReLU, with equals", (x) => tf.maxPool(tf.relu(x), 3, 2, 1)),
  one(MAX, "max of negative numbers", (x) => tf.maxPool(x, 2, 2, "valid"), { ...WIDE, from: -3, to: -1 }),
  {
    ...one(["MaxPool"], "max, rounded up", (x) => tf.maxPool(x, 3, 2, 0, "ceil"), { shape: [2, 8, 10, 3] }),
    gradient: "none",
  },
  {
    ...one(["AvgPool"], "average, rounded up", (x) => tf.avgPool(x, 3, 2, 0, "ceil"), {
      shape: [2, 8, 10, 3],
    }),
    gradient: "none",
  },
];

const CORNERS = [
  [false, false],
  [true, false],
  [false, true],
] as const;

const SIZES: readonly [number, number][] = [
  [10, 14],
  [13, 5],
  [4, 9],
  [5, 7],
  [1, 1],
];

const RULES: readonly ResampleOptions[] = [
  { mode: "nearest" },
  { mode: "bilinear" },
  { mode: "bilinear", alignCorners: true },
  { mode: "bicubic" },
  { mode: "average" },
];

/** Resampling of @undercoat/tensor, whose gradient is right on the cpu backend. */
const resampleCases: readonly KernelCase[] = RULES.flatMap((rule) =>
  SIZES.filter(([height, width]) => height !== 5 || width !== 7).map((size) =>
    one(
      ["UndercoatResample", "UndercoatResampleGrad"],
      `resample ${rule.mode} ${size}${rule.alignCorners ? ", aligned corners" : ""}`,
      (x) => resample(x, size, rule),
      IMAGE,
    ),
  ),
);

/** Resampling: the cpu backend's gradients are wrong, so differences of the traced forward pass count. */
export const resizingCases: readonly KernelCase[] = [
  ...resampleCases,
  ...CORNERS.flatMap(([aligned, half]) =>
    SIZES.flatMap((size): KernelCase[] => {
      const name = `${size}${aligned ? ", aligned corners" : ""}${half ? ", half-pixel centres" : ""}`;
      const bilinear: Image = (x) => tf.image.resizeBilinear(x, size, aligned, half);
      const nearest: Image = (x) => tf.image.resizeNearestNeighbor(x, size, aligned, half);
      return [
        {
          ...one(["ResizeBilinear", "ResizeBilinearGrad"], `bilinear ${name}`, bilinear, IMAGE),
          gradient: "finite",
        },
        {
          ...one(["ResizeNearestNeighbor", "ResizeNearestNeighborGrad"], `nearest ${name}`, nearest, IMAGE),
          gradient: "finite",
        },
      ];
    }),
  ),
  {
    ...one(
      ["ResizeNearestNeighbor"],
      "nearest of integers",
      (x) => tf.image.resizeNearestNeighbor(x, [9, 4]),
      INTEGERS,
    ),
    gradient: "none",
  },
  {
    ...one(
      ["ResizeNearestNeighbor"],
      "nearest of integers, doubled",
      (x) => tf.image.resizeNearestNeighbor(x, [10, 14]),
      INTEGERS,
    ),
    gradient: "none",
  },
  {
    ...one(["ResizeBilinear"], "bilinear of integers", (x) => tf.image.resizeBilinear(x, [9, 4]), INTEGERS),
    gradient: "none",
  },
  one(
    ["UndercoatUpsampleNearest2x", "UndercoatUpsampleNearest2xGrad"],
    "upsampleNearest2x",
    upsampleNearest2x,
    IMAGE,
  ),
  ...[2, 4].map((factor) =>
    one(
      ["UndercoatUpsampleBilinear", "UndercoatUpsampleBilinearGrad"],
      `upsampleBilinear ${factor}`,
      (x) => upsampleBilinear(x, factor),
      IMAGE,
    ),
  ),
];

const VECTOR: Spec = { shape: [3], from: 0.5, to: 2 };

function vector(x: tf.Tensor | undefined): tf.Tensor1D {
  return x as tf.Tensor1D;
}

/** TensorFlow.js's batch normalisation and that of @undercoat/tensor. */
export const normalisationCases: readonly KernelCase[] = [
  ...[0, 5].map(
    (offset): KernelCase => ({
      name: `batchNormalisation, mean near ${offset}`,
      covers: ["UndercoatBatchNorm", "UndercoatBatchNormGrad"],
      inputs: { x: { ...WIDE, from: offset - 2, to: offset + 2 }, w: VECTOR, b: VECTOR },
      run: ({ x, w, b }) => batchNormalisation(x as tf.Tensor4D, w as tf.Tensor1D, b as tf.Tensor1D, 1e-5),
      tolerance: 1e-4,
    }),
  ),
  {
    name: "two batch normalisations of one input",
    covers: ["UndercoatBatchNorm", "UndercoatBatchNormGrad"],
    inputs: { x: WIDE, w: VECTOR, b: VECTOR },
    run: ({ x, w, b }) => {
      const normalised = (epsilon: number) =>
        batchNormalisation(x as tf.Tensor4D, w as tf.Tensor1D, b as tf.Tensor1D, epsilon);
      return tf.mul(normalised(1e-5), tf.tanh(normalised(1e-2)));
    },
    tolerance: 1e-4,
  },
  {
    name: "FusedBatchNorm, given statistics",
    covers: ["FusedBatchNorm"],
    inputs: { x: IMAGE, w: VECTOR, b: VECTOR, m: VECTOR, v: VECTOR },
    run: ({ x, w, b, m, v }) => tf.batchNorm(x!, vector(m), vector(v), vector(b), vector(w), 1e-3),
    tolerance: 1e-4,
  },
  {
    name: "FusedBatchNorm, statistics of the batch",
    covers: ["FusedBatchNorm"],
    inputs: { x: IMAGE, w: VECTOR, b: VECTOR },
    run: ({ x, w, b }) => {
      const { mean, variance } = tf.moments(x!, [0, 1, 2]);
      return tf.batchNorm(x!, vector(mean), vector(variance), vector(b), vector(w), 1e-3);
    },
    tolerance: 1e-4,
  },
  {
    name: "FusedBatchNorm without scale and offset",
    covers: ["FusedBatchNorm"],
    inputs: { x: IMAGE, m: VECTOR, v: VECTOR },
    run: ({ x, m, v }) => tf.batchNorm(x!, vector(m), vector(v)),
    gradient: "none",
  },
];
