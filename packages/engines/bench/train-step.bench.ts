import { beforeAll, describe, expect, test } from "vitest";
import { useEngine } from "../src/index.ts";
import { chooseWasmKernels } from "../src/wasm/register-kernels.ts";
import { trainStep } from "./train-step.ts";

beforeAll(async () => {
  await useEngine("wasm");
});

describe.each([64, 128])("ResNet-18 U-Net, width ¼, batch 4, forward and backward, one thread", (size) => {
  test(`train step at ${size}²`, async ({ bench }) => {
    const step = trainStep({ width: 0.25, channels: 4, classes: 5, batch: 4, size });
    const run = (kernels: "simd" | "composed") => () => {
      chooseWasmKernels(kernels);
      step.run();
    };
    const results = await bench.compare(
      bench("SIMD kernels", run("simd")),
      bench("tfjs kernels, composed", run("composed")),
      { iterations: 10, time: 1000, warmupIterations: 2 },
    );
    const median = (name: "SIMD kernels" | "tfjs kernels, composed") => results.get(name).latency.p50;
    const [fast, slow] = [median("SIMD kernels"), median("tfjs kernels, composed")];
    process.stdout.write(
      `train step ${size}²: ${fast.toFixed(1)} ms, composed ${slow.toFixed(1)} ms, ratio ${(slow / fast).toFixed(1)}\n`,
    );
    chooseWasmKernels("simd");
    step.dispose();
    expect(slow / fast).toBeGreaterThan(1);
  });
});
