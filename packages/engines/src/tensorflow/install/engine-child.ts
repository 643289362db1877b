// A process of its own: starts the engine of a cache folder and writes what it found, as JSON, to a file.
import { writeFileSync } from "node:fs";
import { backend, type KernelBackend } from "@tensorflow/tfjs-core";
import { gradientReport } from "@undercoat/tensor";
import type { NodeBackend } from "../node-backend.ts";
import { startTensorflow } from "../start-tensorflow.ts";

const THREADS = 2;
const [part, device, cache, answer = ""] = process.argv.slice(2);

writeFileSync(answer, JSON.stringify(await found().catch((error: Error) => ({ failed: error.message }))));

async function found(): Promise<unknown> {
  await startTensorflow(device === "gpu" ? "gpu" : "cpu", THREADS, cache);
  if (part === "gradients") return gradientReport();
  const { binding, isUsingGpuDevice } = backend() as KernelBackend as NodeBackend;
  return { version: binding.TF_Version, gpu: isUsingGpuDevice };
}
