import * as tf from "@tensorflow/tfjs-core";
import {
  adaptiveAveragePool,
  currentEngine,
  type Layer,
  maxPool3x3Stride2,
  type ResampleMode,
  resample,
  upsampleBilinear,
  upsampleNearest2x,
} from "@undercoat/tensor";
import { describeShared, type GoldenArray, type GoldenCase, goldenCases } from "@undercoat/test-utils";
import { describe, expect, test } from "vitest";
import { type EngineName, useEngine } from "../src/index.ts";

/** PyTorch computed these in float64 from float32; here float32 throughout, at unit scale. */
const FLOAT32_RESAMPLE = 2e-6;

interface ResampleCase extends GoldenCase {
  readonly mode?: ResampleMode;
  readonly alignCorners?: boolean | null;
  readonly size?: readonly [number, number] | number;
  readonly kernel?: number;
  readonly stride?: number;
  readonly padding?: number;
  readonly offset?: number;
  readonly input: GoldenArray;
  readonly output: GoldenArray;
  readonly upstreamGradient: GoldenArray;
  readonly inputGradient: GoldenArray;
}

type Operation = (x: tf.Tensor4D) => tf.Tensor;

/** Our operations for a case, by name; none for a kind that we do not have. */
function operationsOf(golden: ResampleCase): [string, Operation][] {
  const applied = (layer: Layer, x: tf.Tensor) => layer.apply(x) as tf.Tensor;
  const { kind, size } = golden;
  if (kind === "maxPool" && `${[golden.kernel, golden.stride, golden.padding]}` === "3,2,1") {
    const pooled: Operation = (x) =>
      applied(maxPool3x3Stride2({ name: "pool" }), tf.add(x, golden.offset ?? 0));
    return [["maxPool3x3Stride2", pooled]];
  }
  if (kind === "adaptiveAveragePool" && typeof size === "number") {
    return [["adaptiveAveragePool", (x) => applied(adaptiveAveragePool({ name: "pool", size }), x)]];
  }
  return kind === "interpolate" && typeof size === "object" ? interpolations(golden, size) : [];
}

/** `resample`, and the shorter way where there is one. */
function interpolations(golden: ResampleCase, size: readonly [number, number]): [string, Operation][] {
  const { mode = "nearest", alignCorners, input } = golden;
  const [, , height = 0, width = 0] = input.shape;
  const options = { mode, alignCorners: alignCorners ?? false };
  const general: [string, Operation] = ["resample", (x) => resample(x, size, options)];
  const factor = size[0] / height;
  if (size[1] !== factor * width || !Number.isInteger(factor)) return [general];
  if (mode === "nearest" && factor === 2)
    return [general, ["upsampleNearest2x", (x) => upsampleNearest2x(x)]];
  const halfPixel = mode === "bilinear" && !options.alignCorners;
  return halfPixel ? [general, ["upsampleBilinear", (x) => upsampleBilinear(x, factor)]] : [general];
}

const channelsLast = ({ data, shape }: GoldenArray) =>
  tf.transpose(
    tf.tensor4d(Float32Array.from(data), [...shape] as [number, number, number, number]),
    [0, 2, 3, 1],
  );

function expectClose(actual: tf.Tensor, expected: GoldenArray): void {
  expect(actual.shape).toEqual([0, 2, 3, 1].map((axis) => expected.shape[axis]));
  const difference = tf.max(tf.abs(tf.sub(actual, channelsLast(expected))));
  expect(difference.dataSync()[0]).toBeLessThan(FLOAT32_RESAMPLE);
}

/** Output and gradient, compiled where the engine compiles. */
function computed(operation: Operation, golden: ResampleCase): [tf.Tensor, tf.Tensor] {
  const [x, upstream] = [channelsLast(golden.input) as tf.Tensor4D, channelsLast(golden.upstreamGradient)];
  const compiler = currentEngine()?.compiler;
  if (compiler === undefined) {
    const gradient = tf.grad((v: tf.Tensor) => operation(v as tf.Tensor4D));
    return [operation(x), gradient(x, upstream)];
  }
  const variable = tf.variable(x);
  const step = compiler.compileTrainStep({
    step: () => {
      const y = operation(variable as tf.Tensor as tf.Tensor4D);
      return { loss: tf.sum(tf.mul(y, upstream)), y };
    },
    inputs: {},
    trained: [variable],
  });
  const { y } = step.run({});
  const [{ gradient, toVariableOrder }] = step.parameters as [(typeof step.parameters)[0]];
  const results: [tf.Tensor, tf.Tensor] = [
    tf.tensor(y!.slice(), upstream.shape),
    tf.tensor(toVariableOrder(gradient!), x.shape),
  ];
  step.dispose();
  variable.dispose();
  return results;
}

describe.each(["wasm", "cpu", "onnxruntime"] satisfies EngineName[])("engine %s", (engine) => {
  describeShared("resampling equals PyTorch's, gradients included", ["golden", "resample"], () => {
    test.each(goldenCases<ResampleCase>("resample").cases)("$id", async (golden) => {
      await useEngine(engine);
      const operations = operationsOf(golden);
      expect(operations, `operations for ${golden.kind}`).not.toEqual([]);
      tf.tidy(() => {
        for (const [, operation] of operations) {
          const [output, gradient] = computed(operation, golden);
          expectClose(output, golden.output);
          expectClose(gradient, golden.inputGradient);
        }
      });
    });
  });
});
