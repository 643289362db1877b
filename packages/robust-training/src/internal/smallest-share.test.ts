import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { createRng } from "@undercoat/random";
import { expect, test } from "vitest";
import { boundOfShare } from "./smallest-share.ts";

test.each([0.1, 0.5, 0.77, 1])(
  "the bound of share %d is the value that sorting finds, in every column",
  async (share) => {
    await tf.setBackend("cpu");
    const rng = createRng(5);
    const values = Float32Array.from({ length: 300 }, () => -Math.log(rng.next() + 1e-6));
    const members = [0, 1].map((column) => values.map((_, pixel) => (pixel % 3 === column ? 1 : 0)));
    const table = Float32Array.from({ length: 600 }, (_, i) => members[i % 2]![i >> 1]!);
    const bounds = tf.tidy(() =>
      boundOfShare(
        tf.tensor2d(values, [300, 1]),
        tf.tensor2d(table, [300, 2]),
        tf.tensor2d([share], [1, 1]),
      ).dataSync(),
    );
    for (const column of [0, 1]) {
      const sorted = [...values].filter((_, pixel) => pixel % 3 === column).toSorted((a, b) => a - b);
      const wanted = sorted[Math.ceil(Math.fround(share) * sorted.length - 1e-4) - 1]!;
      expect(bounds[column]).toBeCloseTo(wanted, 5);
      expect(sorted.filter((value) => value <= bounds[column]!)).toHaveLength(sorted.indexOf(wanted) + 1);
    }
  },
);

test("a column without members has the bound 0", () => {
  const bounds = tf.tidy(() =>
    boundOfShare(tf.tensor2d([1, 2], [2, 1]), tf.zeros([2, 1]), tf.tensor2d([0.5], [1, 1])).dataSync(),
  );
  expect([...bounds]).toEqual([0]);
});
