import { expect, test } from "vitest";
import { checkInputs } from "../src/check-inputs.ts";

const SPECS = {
  images: { shape: [1, 2, 3], dtype: "float32" },
  labels: { shape: [1, 2], dtype: "int32" },
} as const;
const good = { images: new Float32Array(6), labels: new Int32Array(2) };

test("arrays of the right type and length pass", () => {
  expect(() => checkInputs(SPECS, good)).not.toThrow();
  expect(() => checkInputs({}, {})).not.toThrow();
});

test("what is wrong is said in one line, with both lengths and what to do", () => {
  expect(() => checkInputs(SPECS, { labels: good.labels })).toThrowErrorMatchingInlineSnapshot(
    `[GraphError: input "images" is not given, but the graph was compiled for a Float32Array of 6 ([1,2,3]); give that, or compile for the other shape]`,
  );
  expect(() =>
    checkInputs(SPECS, { ...good, images: new Float32Array(5) }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[GraphError: input "images" is a Float32Array of 5 numbers, but the graph was compiled for a Float32Array of 6 ([1,2,3]); give that, or compile for the other shape]`,
  );
  expect(() =>
    checkInputs(SPECS, { ...good, labels: new Float32Array(2) }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[GraphError: input "labels" is a Float32Array of 2 numbers, but the graph was compiled for a Int32Array of 2 ([1,2]); give that, or compile for the other shape]`,
  );
  expect(() =>
    checkInputs(SPECS, { ...good, extra: new Float32Array(2) }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[GraphError: input "extra" is not known; the graph was compiled for images, labels]`,
  );
});
