import { memory, ones, setBackend } from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { expectNoTensorLeak } from "./expect-no-tensor-leak.ts";

test("a function that disposes what it makes passes, and its result is handed on", async () => {
  await useCpu();
  expect(await expectNoTensorLeak(() => 7)).toBe(7);
});

test("a function that leaves a tensor behind fails and says how many", async () => {
  await useCpu();
  const before = memory().numTensors;
  await expect(expectNoTensorLeak(() => void ones([2]))).rejects.toThrow("1 tensors more than before");
  expect(memory().numTensors).toBe(before + 1);
});

async function useCpu(): Promise<void> {
  await import("@tensorflow/tfjs-backend-cpu");
  await setBackend("cpu");
}
