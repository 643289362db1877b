// Value and gradient of every loss for 8 patches of 256² and 4 classes, on wasm with one thread.
import { createRequire } from "node:module";
import { dirname, sep } from "node:path";
import { setThreadsCount, setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, test } from "vitest";
import { LossName, namedLoss } from "../src/index.ts";

const SHAPE: [number, number, number, number] = [8, 256, 256, 4];

beforeAll(async () => {
  setWasmPaths(dirname(createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm")) + sep);
  setThreadsCount(1);
  await tf.setBackend("wasm");
});

test("every loss", { timeout: 600_000 }, async ({ bench }) => {
  const size = SHAPE.reduce((product, length) => product * length, 1);
  const logits = tf.tensor4d(
    Float32Array.from({ length: size }, (_, i) => 3 * Math.sin(1.7 * i)),
    SHAPE,
  );
  const labels = tf.tensor3d(
    Int32Array.from({ length: size / 4 }, (_, i) => (i % 11 === 0 ? 255 : (i >> 4) % 4)),
    [8, 256, 256],
    "int32",
  );
  const step = (name: LossName) => {
    const loss = namedLoss(name);
    return () => {
      const evaluate = (x: tf.Tensor) => loss.evaluate(x as tf.Tensor4D, labels);
      const { value, grad } = tf.valueAndGrad(evaluate)(logits);
      value.dataSync();
      tf.dispose([value, grad]);
    };
  };
  for (const name of LossName.options) {
    const { latency } = await bench(name, step(name)).run({ iterations: 5, time: 300, warmupIterations: 1 });
    process.stdout.write(`${name}: ${latency.p50.toFixed(0)} ms\n`);
  }
});
