import { expect } from "vitest";

/**
 * Runs `run` and expects that as many tensors live afterwards as before; hands back what `run` returns.
 * `run` disposes the tensors it is given. TensorFlow.js is loaded when this is called, not before.
 *
 * @example
 * ```ts
 * await expectNoTensorLeak(() => tf.zeros([2]).dispose());
 * ```
 */
export async function expectNoTensorLeak<T>(run: () => T | Promise<T>): Promise<T> {
  const { memory } = await import("@tensorflow/tfjs-core");
  const before = memory().numTensors;
  const result = await run();
  const left = memory().numTensors - before;
  expect(left, `${left} tensors more than before: dispose what was made`).toBe(0);
  return result;
}
