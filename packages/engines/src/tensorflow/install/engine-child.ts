// A process of its own: starts the engine of a cache folder and prints one line of JSON.
import { backend, type KernelBackend } from "@tensorflow/tfjs-core";
import type { NodeBackend } from "../node-backend.ts";
import { startTensorflow } from "../start-tensorflow.ts";

const THREADS = 2;
const [part, device, cache] = process.argv.slice(2);

await startTensorflow(device === "gpu" ? "gpu" : "cpu", THREADS, cache);
const { binding, isUsingGpuDevice } = backend() as KernelBackend as NodeBackend;
if (part === "load") print({ version: binding.TF_Version, gpu: isUsingGpuDevice });
else print(await (await import("@undercoat/tensor")).gradientReport());

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
