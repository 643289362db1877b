import { memory } from "@tensorflow/tfjs-core";
import { gradientReport } from "@undercoat/tensor";
import { expect, test } from "vitest";
import { useEngine } from "../src/index.ts";

/** Float32 sums in another order than cpu's, divided by a step of 1e-2 or, at kinks, 1e-3. */
const WASM_DIFFERENCES = 4e-3;

test("every gradient of tensor agrees with finite differences on wasm, and nothing leaks", async () => {
  await useEngine("wasm");
  const before = memory().numTensors;
  const rows = await gradientReport();
  expect(rows.filter(({ error }) => !(error < WASM_DIFFERENCES))).toEqual([]);
  expect(memory().numTensors).toBe(before);
});
