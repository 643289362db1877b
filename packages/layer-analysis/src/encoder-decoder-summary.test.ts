import { expect, test } from "vitest";
import { row } from "../test/support.ts";
import { encoderDecoderSummary } from "./encoder-decoder-summary.ts";
import { ratioToNull } from "./ratio-to-null.ts";

const layers = ["encoder.stem", "encoder.stage1", "decoder.block1", "head"];

function seed(values: readonly number[]) {
  return layers.map((layer, i) => row(layer, values[i]!));
}

const nulls = [seed([1, 1, 1, 1]), seed([1, 1, 1, 1]), seed([1, 1, 1, 1])];

test("each layer counts once: geometric means of the ratios and their quotient", () => {
  const noisy = [seed([1, 4, 4, 16]), seed([1, 4, 4, 16]), seed([1, 4, 4.1, 16])];
  const summary = encoderDecoderSummary(ratioToNull(noisy, nulls));
  expect(summary.encoder).toBeCloseTo(2, 12);
  expect(summary.decoder).toBeCloseTo(8, 1);
  expect(summary.quotient).toBeCloseTo(4, 1);
  expect(summary.verdict).toBe("above");
  expect(summary.encoderLayers).toEqual(["encoder.stem", "encoder.stage1"]);
  expect(summary.rule).toContain("Geometric mean");
});

test("layers without a ratio are left out by name", () => {
  const noisy = [seed([1, Number.NaN, 4, 16])];
  const summary = encoderDecoderSummary(ratioToNull(noisy, [nulls[0]!]));
  expect(summary.leftOut).toEqual(["encoder.stage1"]);
  expect(summary.encoder).toBe(1);
  expect(summary.interval).toBeNull();
});

test("a side without any ratio is an error", () => {
  const noisy = [seed([0, 0, 4, 16])];
  expect(() => encoderDecoderSummary(ratioToNull(noisy, [nulls[0]!]))).toThrowErrorMatchingInlineSnapshot(
    `[LayerAnalysisError: 0 encoder layers and 2 decoder or head layers have a ratio in every seed, expected at least 1 of both; compare more layers (left out: encoder.stem, encoder.stage1)]`,
  );
});
