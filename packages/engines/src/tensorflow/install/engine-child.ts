// A process of its own: starts the engine of a cache folder and writes what it found, as JSON, to a file.
import { writeFileSync } from "node:fs";
import { backend, type KernelBackend } from "@tensorflow/tfjs-core";
import { gradientReport } from "@undercoat/tensor";
import type { NodeBackend } from "../node-backend.ts";
import { startTensorflow } from "../start-tensorflow.ts";

const THREADS = 2;
const [part, device, cache, answer = ""] = process.argv.slice(2);

await startTensorflow(device === "gpu" ? "gpu" : "cpu", THREADS, cache);
const { binding, isUsingGpuDevice } = backend() as KernelBackend as NodeBackend;
const found =
  part === "load" ? { version: binding.TF_Version, gpu: isUsingGpuDevice } : await gradientReport();
writeFileSync(answer, JSON.stringify(found));
