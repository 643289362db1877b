import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { gradientReport } from "./gradient-report.ts";

/** Float32 outputs at unit scale, divided by a step of 1e-2 or, at kinks, 1e-3. */
const CPU_DIFFERENCES = 2e-3;

test("every gradient of the package agrees with finite differences on cpu, and nothing leaks", async () => {
  await tf.setBackend("cpu");
  const before = tf.memory().numTensors;
  const rows = await gradientReport();
  expect(rows.length).toBeGreaterThan(28);
  expect(rows.filter(({ error }) => !(error < CPU_DIFFERENCES))).toEqual([]);
  expect(tf.memory().numTensors).toBe(before);
});
