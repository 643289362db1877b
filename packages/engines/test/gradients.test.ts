import { memory } from "@tensorflow/tfjs-core";
import { gradientReport } from "@undercoat/tensor";
import { expect, test } from "vitest";
import { useEngine } from "../src/index.ts";

/** Float32 sums in any order, divided by a step of 1e-2 or, at kinks, 1e-3. */
const FLOAT32_DIFFERENCES = 4e-3;

test.each(["cpu", "wasm", "onnxruntime"] as const)(
  "every gradient of tensor agrees with finite differences on %s, and nothing leaks",
  async (engine) => {
    await useEngine(engine);
    const before = memory().numTensors;
    const rows = await gradientReport();
    expect(rows.filter(({ error }) => !(error < FLOAT32_DIFFERENCES))).toEqual([]);
    expect(memory().numTensors).toBe(before);
  },
);
