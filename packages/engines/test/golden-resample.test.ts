import * as tf from "@tensorflow/tfjs-core";
import { maxPool3x3Stride2, upsampleBilinear, upsampleNearest2x } from "@undercoat/tensor";
import { describeShared, type GoldenArray, goldenCases } from "@undercoat/test-utils";
import { describe, expect, test } from "vitest";
import { type EngineName, useEngine } from "../src/index.ts";

/** PyTorch computed these in float64 from float32; here float32 throughout, at unit scale. */
const FLOAT32_RESAMPLE = 2e-6;

interface ResampleCase {
  readonly mode?: string;
  readonly alignCorners?: boolean | null;
  readonly size?: readonly [number, number];
  readonly kernel?: number;
  readonly stride?: number;
  readonly padding?: number;
  readonly offset?: number;
  readonly input: GoldenArray;
  readonly output: GoldenArray;
  readonly upstreamGradient: GoldenArray;
  readonly inputGradient: GoldenArray;
}

/** Our operation for a case, or `null` where the package has none. */
function operationOf(golden: ResampleCase & { kind: string }): ((x: tf.Tensor4D) => tf.Tensor) | null {
  const { kind, mode, alignCorners, size, input } = golden;
  const [, , height = 0, width = 0] = input.shape;
  if (kind === "maxPool" && golden.kernel === 3 && golden.stride === 2 && golden.padding === 1) {
    return (x) => maxPool3x3Stride2({ name: "pool" }).apply(tf.add(x, golden.offset ?? 0)) as tf.Tensor;
  }
  const factor = (size?.[0] ?? 0) / height;
  if (kind !== "interpolate" || size?.[1] !== factor * width || !Number.isInteger(factor)) return null;
  if (mode === "nearest" && factor === 2) return (x) => upsampleNearest2x(x);
  return mode === "bilinear" && alignCorners === false ? (x) => upsampleBilinear(x, factor) : null;
}

const channelsLast = ({ data, shape }: GoldenArray) =>
  tf.transpose(
    tf.tensor4d(Float32Array.from(data), [...shape] as [number, number, number, number]),
    [0, 2, 3, 1],
  );

function expectClose(actual: tf.Tensor, expected: GoldenArray): void {
  const difference = tf.max(tf.abs(tf.sub(actual, channelsLast(expected))));
  expect(difference.dataSync()[0]).toBeLessThan(FLOAT32_RESAMPLE);
}

describe.each(["wasm", "cpu"] satisfies EngineName[])("engine %s", (engine) => {
  describeShared("resampling equals PyTorch's, gradients included", ["golden", "resample"], () => {
    const cases = goldenCases<ResampleCase>("resample").cases.flatMap((golden) => {
      const operation = operationOf(golden);
      return operation ? [{ golden, operation }] : [];
    });
    test("there are cases of every operation", () => expect(cases.length).toBeGreaterThan(6));
    test.each(cases)("$golden.id", async ({ golden, operation }) => {
      await useEngine(engine);
      tf.tidy(() => {
        const x = channelsLast(golden.input) as tf.Tensor4D;
        expectClose(operation(x), golden.output);
        const gradient = tf.grad((v: tf.Tensor) => operation(v as tf.Tensor4D));
        expectClose(gradient(x, channelsLast(golden.upstreamGradient)), golden.inputGradient);
      });
    });
  });
});
