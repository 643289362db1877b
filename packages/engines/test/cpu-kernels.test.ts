import * as tf from "@tensorflow/tfjs-core";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import * as fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { chooseCpuKernels } from "../src/cpu/register-kernels.ts";
import { useEngine } from "../src/index.ts";

/** float32 rounding of sums of some hundred products below 1. */
const FLOAT32_SUMS = 1e-4;

const wave = (shape: number[], salt: number) => {
  const size = shape.reduce((product, length) => product * length, 1);
  const values = Float32Array.from({ length: size }, (_, i) => Math.sin(salt * (i + 1) * 12.9898));
  return tf.tensor(values, shape);
};

const upTo = (max: number, min = 1) => fc.integer({ min, max });
const Window = fc
  .record({
    batch: upTo(3),
    height: upTo(13),
    width: upTo(13),
    channels: upTo(7),
    filters: upTo(9),
    rows: upTo(5),
    columns: upTo(4),
    strides: fc.tuple(upTo(3), upTo(3)),
    dilation: upTo(3),
    pad: fc.oneof(
      fc.constantFrom("same" as const, "valid" as const),
      upTo(3, 0),
      fc.constant("sides" as const),
    ),
    depthwise: fc.boolean(),
  })
  .map((window) => (Math.max(...window.strides) > 1 ? { ...window, dilation: 1 } : window))
  .filter(({ height, width, rows, columns, dilation, pad }) => {
    const squareOnly = typeof pad === "number"; // tfjs counts its output by the rows of an undilated kernel
    if (squareOnly && (rows !== columns || dilation > 1)) return false;
    return (rows - 1) * dilation < height && (columns - 1) * dilation < width;
  });
type Window = typeof Window extends fc.Arbitrary<infer T> ? T : never;

/** One explicit padding per side, as tfjs takes it. */
const SIDES: [[number, number], [number, number], [number, number], [number, number]] = [
  [0, 0],
  [1, 2],
  [0, 3],
  [0, 0],
];

/** Output and, where tfjs has gradients, both gradients; the kernels are called by name, as dilation needs. */
function computed({
  batch,
  height,
  width,
  channels,
  filters,
  rows,
  columns,
  ...rest
}: Window): Float32Array[] {
  const { strides, dilation: dilations, depthwise } = rest;
  const pad = rest.pad === "sides" ? SIDES : rest.pad;
  const run = (name: string, inputs: tf.NamedTensorMap, attrs: object) =>
    tf.engine().runKernel(name, inputs, {
      strides,
      dilations,
      pad,
      dataFormat: "NHWC",
      ...attrs,
    } as never) as tf.Tensor;
  const [forward, toInput, toFilter] = depthwise
    ? ["DepthwiseConv2dNative", "DepthwiseConv2dNativeBackpropInput", "DepthwiseConv2dNativeBackpropFilter"]
    : ["Conv2D", "Conv2DBackpropInput", "Conv2DBackpropFilter"];
  return tf.tidy(() => {
    const x = wave([batch, height, width, channels], 1);
    const filter = wave([rows, columns, channels, depthwise ? 1 + (filters % 2) : filters], 2);
    const y = run(forward as string, { x, filter }, {});
    const results = [y];
    if (dilations === 1) {
      const dy = wave(y.shape, 3);
      results.push(run(toInput as string, { dy, filter }, { inputShape: x.shape }));
      results.push(run(toFilter as string, { x, dy }, { filterShape: filter.shape }));
    }
    return results.map((tensor) => tensor.dataSync<"float32">().slice());
  });
}

beforeAll(async () => {
  await useEngine("cpu");
});

test("convolutions and their gradients equal tfjs's own on cpu, for any window", async () => {
  const check = (window: Window) => {
    chooseCpuKernels("tfjs");
    const expected = computed(window);
    chooseCpuKernels("own");
    computed(window).forEach((values, which) => {
      expect(values.length).toBe(expected[which]!.length);
      const wrong = values.findIndex((value, i) => !(Math.abs(value - expected[which]![i]!) < FLOAT32_SUMS));
      expect(wrong, `first wrong value of result ${which}`).toBe(-1);
    });
  };
  await expectNoTensorLeak(() => fc.assert(fc.property(Window, check), { seed: 7, numRuns: 300 }));
});

test("long sums and many pixels are cut into parts and come together again", () => {
  const base = { batch: 2, rows: 3, columns: 3, pad: "same" as const, depthwise: false };
  const strides: [number, number] = [1, 1];
  const window = { ...base, strides, dilation: 1, height: 13, width: 17, channels: 65, filters: 5 };
  const own = computed(window);
  chooseCpuKernels("tfjs");
  const expected = computed(window);
  chooseCpuKernels("own");
  own.forEach((values, which) => {
    const worst = values.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - expected[which]![i]!)),
      0,
    );
    expect(worst).toBeLessThan(10 * FLOAT32_SUMS); // 585 products each
  });
});

test("sums are exact where tfjs's float32 sums round, and channels first are left to tfjs", () => {
  tf.tidy(() => {
    const big = tf.tensor4d([2 ** 24, 1, 1, -(2 ** 24)], [1, 1, 1, 4]);
    expect([...tf.conv2d(big, tf.ones([1, 1, 4, 1]), 1, 0).dataSync()]).toEqual([2]);
    const first = tf.tensor4d([1, 2, 3, 4], [1, 2, 1, 2]);
    expect([...tf.conv2d(first, tf.ones([1, 1, 2, 1]), 1, 0, "NCHW").dataSync()]).toEqual([4, 6]);
  });
});
