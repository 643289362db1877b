import { expect, test } from "vitest";
import { spatialPrior } from "./spatial-prior.ts";

test("labels of one class give that class everywhere, and patches do not touch each other", () => {
  const labels = Uint8Array.from([...new Array(12).fill(1), ...new Array(12).fill(0)]);
  const prior = spatialPrior({ labels, size: 2, height: 3, width: 4 }, 2, 1);
  const expected = [...labels].flatMap((label) => (label === 1 ? [0, 1] : [1, 0]));
  expect([...prior]).toEqual(expected);
});

test("shares are those of a Gaussian over the labels that are there", () => {
  const labels = Uint8Array.of(0, 1, 255, 1);
  const prior = spatialPrior({ labels, size: 1, height: 1, width: 4 }, 2, 2);
  const g = (distance: number) => Math.exp(-(distance ** 2) / 8);
  const share = (pixel: number) => {
    const [zero, one] = [g(pixel), g(pixel - 1) + g(pixel - 3)];
    return one / (zero + one);
  };
  for (const pixel of [0, 1, 2, 3]) expect(prior[2 * pixel + 1]).toBeCloseTo(share(pixel), 6);
});

test("where nothing near is labelled there is no share", () => {
  const labels = new Uint8Array(40).fill(255);
  labels[0] = 1;
  const prior = spatialPrior({ labels, size: 1, height: 1, width: 40 }, 2, 1);
  expect(prior[2 * 4 + 1]).toBe(1);
  expect([...prior.slice(2 * 5)]).toEqual(new Array(70).fill(0));
});
