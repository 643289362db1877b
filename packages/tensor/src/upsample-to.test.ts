import "@tensorflow/tfjs-backend-cpu";
import { randomNormal, setBackend, type Tensor, type Tensor4D, tidy, zeros } from "@tensorflow/tfjs-core";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { gradientError } from "./gradient-error.ts";
import { upsampleBilinear } from "./upsample-bilinear.ts";
import { upsampleNearest2x } from "./upsample-nearest.ts";
import { type Interpolation, upsampleTo } from "./upsample-to.ts";

/** Finite differences of a linear layer in float32. */
const DIFFERENCES = 1e-3;

beforeAll(() => setBackend("cpu"));

function enlarge(x: Tensor, height: number, width: number, interpolation: Interpolation): Tensor {
  const layer = upsampleTo({ name: "larger", interpolation });
  return tidy(() => layer.apply([x, zeros([x.shape[0]!, height, width, 1])]) as Tensor);
}

test("at twice the size it is nearest-neighbour or bilinear upsampling", () => {
  const x = randomNormal([2, 3, 4, 2], 0, 1, "float32", 3) as Tensor4D;
  expect(enlarge(x, 6, 8, "nearest").dataSync()).toEqual(upsampleNearest2x(x).dataSync());
  expect(enlarge(x, 6, 8, "bilinear").dataSync()).toEqual(upsampleBilinear(x, 2).dataSync());
});

test("one less than twice: nearest cuts, bilinear stretches between the same edges", () => {
  const x = tidy(() => randomNormal([1, 1, 4, 1], 0, 1, "float32", 3));
  const [a, b, c, d] = x.dataSync() as unknown as [number, number, number, number];
  expect([...enlarge(x, 1, 7, "nearest").dataSync()]).toEqual([a, a, b, b, c, c, d]);
  const stretched = enlarge(x, 1, 7, "bilinear").dataSync();
  expect(stretched[0]).toBe(a);
  expect(stretched[3]).toBeCloseTo((b + c) / 2, 6);
  expect(stretched[6]).toBe(d);
});

test.each([
  ["nearest", 5, 7],
  ["nearest", 6, 8],
  ["bilinear", 5, 7],
  ["bilinear", 5, 8],
] as const)(
  "gradient of %s to %i × %i agrees with finite differences, and nothing leaks",
  async (kind, height, width) => {
    await expectNoTensorLeak(() => {
      const x = randomNormal([2, 3, 4, 2], 0, 1, "float32", 3);
      expect(gradientError((input) => enlarge(input, height, width, kind), x)).toBeLessThan(DIFFERENCES);
      x.dispose();
    });
  },
);
