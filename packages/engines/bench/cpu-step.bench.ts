import { beforeAll, expect, test } from "vitest";
import { chooseCpuKernels } from "../src/cpu/register-kernels.ts";
import { useEngine } from "../src/index.ts";
import { trainStep } from "./train-step.ts";

beforeAll(async () => {
  await useEngine("cpu");
});

test("ResNet-18 U-Net, width ¼, batch 2, 64², forward and backward, plain JavaScript", () => {
  const step = trainStep({ width: 0.25, channels: 4, classes: 5, batch: 2, size: 64 });
  const seconds = (kernels: "own" | "tfjs") => {
    chooseCpuKernels(kernels);
    const began = process.cpuUsage();
    step.run();
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1e6;
  };
  seconds("own"); // compiled while it runs
  const [own, tfjs] = [seconds("own"), seconds("tfjs")];
  chooseCpuKernels("own");
  step.dispose();
  process.stdout.write(
    `train step on cpu: ${own.toFixed(2)} s, with tfjs's convolutions ${tfjs.toFixed(2)} s, ratio ${(tfjs / own).toFixed(1)} (processor time)\n`,
  );
  expect(tfjs / own).toBeGreaterThan(1);
});
