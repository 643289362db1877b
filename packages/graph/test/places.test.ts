import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { beforeAll, expect, test } from "vitest";
import { compileTrainStep } from "../src/compile-train-step.ts";
import { floats } from "./support/numbers.ts";
import { IMAGES, smallNetwork, stepOf } from "./support/small-network.ts";
import { useCpu } from "./support/use-cpu.ts";

beforeAll(useCpu);

const FROM_SOURCE = "--conditions=@undercoat/source";
const SEEDS = [1, 2];

test("two worker threads at once compute what this one computes", async () => {
  const step = compileTrainStep(stepOf(smallNetwork()));
  const expected = SEEDS.map((seed) => step.run({ x: floats(IMAGES, seed) })["loss"]![0]);
  step.dispose();
  const found = await Promise.all(
    [1, 2].map(async () => {
      const worker = new Worker(new URL("support/in-worker.ts", import.meta.url), {
        execArgv: [FROM_SOURCE],
        workerData: SEEDS,
      });
      const ended = once(worker, "exit"); // a busy machine tells of both at once
      const [losses] = await once(worker, "message");
      await ended;
      return losses;
    }),
  );
  expect(found).toEqual([expected, expected]);
});

/** Half a second on a quiet machine; the rest is for a busy one. */
const MILLISECONDS = 2000;

function imported(specifier: string): { milliseconds: number; loaded: string[] } {
  const script = `
    await import("@tensorflow/tfjs-core");
    await import("@tensorflow/tfjs-layers");
    const start = performance.now();
    await import(${JSON.stringify(specifier)});
    const milliseconds = performance.now() - start;
    const { createRequire } = await import("node:module");
    const loaded = Object.keys(createRequire(import.meta.url).cache).filter((path) => path.includes("onnxruntime"));
    console.log(JSON.stringify({ milliseconds, loaded }));`;
  const { stdout, stderr } = spawnSync(process.execPath, [FROM_SOURCE, "--input-type=module", "-e", script], {
    cwd: new URL("..", import.meta.url),
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

test("importing the package takes little time and does not load ONNX Runtime", ({ annotate }) => {
  const { milliseconds, loaded } = imported("@undercoat/graph");
  void annotate(`import took ${milliseconds.toFixed(0)} ms`);
  expect(loaded).toEqual([]);
  expect(milliseconds).toBeLessThan(MILLISECONDS);
});
