import { expect, test } from "vitest";
import { row } from "../test/support.ts";
import { isLayerAnalysisError } from "./errors.ts";
import { ratioToNull } from "./ratio-to-null.ts";

test("one seed gives a ratio and no interval", () => {
  const [ratio] = ratioToNull([[row("head", 0.6)]], [[row("head", 0.2)]]);
  expect(ratio?.ratio).toBeCloseTo(3, 12);
  expect(ratio?.interval).toBeNull();
  expect(ratio?.verdict).toBe("cannot tell");
});

test("several seeds give the geometric mean and a t interval on the logarithm", () => {
  const noisy = [0.2, 0.4, 0.8].map((value) => [row("head", value)]);
  const nulls = [0.1, 0.1, 0.1].map((value) => [row("head", value)]);
  const [ratio] = ratioToNull(noisy, nulls);
  expect(ratio?.ratio).toBeCloseTo(4, 12);
  // logarithms ln 2, ln 4, ln 8: standard error ln 2 / √3, t(0.975, 2) = 4.302653
  const reach = (4.30265273 * Math.LN2) / Math.sqrt(3);
  expect(ratio?.interval?.[0]).toBeCloseTo(4 / Math.exp(reach), 6);
  expect(ratio?.interval?.[1]).toBeCloseTo(4 * Math.exp(reach), 5);
});

test("the verdict follows the interval", () => {
  const seeds = (values: readonly number[]) => values.map((value) => [row("head", value)]);
  expect(ratioToNull(seeds([2, 2.1, 2.2]), seeds([1, 1, 1]))[0]?.verdict).toBe("above");
  expect(ratioToNull(seeds([0.2, 0.21, 0.22]), seeds([1, 1, 1]))[0]?.verdict).toBe("below");
  expect(ratioToNull(seeds([0.5, 1, 2]), seeds([1, 1, 1]))[0]?.verdict).toBe("cannot tell");
});

test("undefined divergences and a null of 0 are NaN, not hidden", () => {
  const [ratio] = ratioToNull(
    [[row("head", Number.NaN)], [row("head", 1)]],
    [[row("head", 1)], [row("head", 0)]],
  );
  expect(ratio?.perSeed).toEqual([Number.NaN, Number.NaN]);
  expect(ratio?.ratio).toBeNaN();
});

test("seeds and rows must match", () => {
  const code = (run: () => unknown) => {
    try {
      run();
    } catch (error) {
      return isLayerAnalysisError(error) ? error.code : String(error);
    }
    return "accepted";
  };
  const head = [row("head", 1)];
  expect(code(() => ratioToNull([head, head], [head]))).toBe("SEED_MISMATCH");
  expect(code(() => ratioToNull([], []))).toBe("EMPTY_INPUT");
  expect(code(() => ratioToNull([head], [[row("encoder.stem", 1)]]))).toBe("LAYER_MISMATCH");
  expect(code(() => ratioToNull([head], [[...head, row("encoder.stem", 1)]]))).toBe("LAYER_MISMATCH");
  expect(code(() => ratioToNull([head], [head], { level: 95 }))).toBe("OPTIONS_REFUSED");
});
