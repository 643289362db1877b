import { Worker } from "node:worker_threads";
import { memory } from "@tensorflow/tfjs-core";
import { beforeAll, expect, test } from "vitest";
import { trainStep } from "../bench/train-step.ts";
import { useEngine } from "../src/index.ts";

const SIZES = { width: 0.25, channels: 4, classes: 3, batch: 2, size: 32 };

beforeAll(async () => {
  await useEngine("wasm");
});

test("two steps with the same weights give the same loss and gradients, bit for bit, and leave no tensor", () => {
  const step = trainStep(SIZES);
  const first = step.run();
  const { numTensors, numBytes } = memory();
  const second = step.run();
  expect(memory()).toMatchObject({ numTensors, numBytes });
  expect(second.loss).toBe(first.loss);
  expect([...second.gradients.values()]).toEqual([...first.gradients.values()]);
  expect(first.gradients.size).toBe(92);
  step.dispose();
});

test("two workers at once give the same numbers as this thread", async () => {
  const step = trainStep(SIZES);
  const here = step.run().loss;
  step.dispose();
  const script = `
    const { parentPort, workerData } = require("node:worker_threads");
    (async () => {
      const { useEngine } = await import(workerData.engines);
      const { trainStep } = await import(workerData.step);
      await useEngine("wasm");
      parentPort.postMessage(trainStep(workerData.sizes).run().loss);
    })();`;
  const workerData = {
    engines: new URL("../src/index.ts", import.meta.url).href,
    step: new URL("../bench/train-step.ts", import.meta.url).href,
    sizes: SIZES,
  };
  const execArgv = ["-C", "@undercoat/source"];
  const losses = [0, 1].map(
    () =>
      new Promise<number>((resolve, reject) => {
        const worker = new Worker(script, { eval: true, workerData, execArgv });
        worker.once("message", resolve);
        worker.once("error", reject);
      }),
  );
  expect(await Promise.all(losses)).toEqual([here, here]);
});
