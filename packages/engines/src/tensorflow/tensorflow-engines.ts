import type { EngineDefinition } from "../engine-definition.ts";
import { type Device, engineNameOf } from "./versions.ts";

/** Native TensorFlow on the processor, installed by its own command. */
export const tensorflowEngine: EngineDefinition = definition(
  "cpu",
  "native TensorFlow on the processor, with threads",
);

/** Native TensorFlow on an NVIDIA GPU, installed by its own command. */
export const tensorflowGpuEngine: EngineDefinition = definition("gpu", "native TensorFlow on an NVIDIA GPU");

function definition(device: Device, description: string): EngineDefinition {
  return {
    name: engineNameOf(device),
    description,
    automatic: false,
    missing: async () =>
      typeof process === "object"
        ? (await import("./missing-parts.ts")).missingParts(device)
        : "it needs Node.js",
    start: async ({ threads }) => (await import("./start-tensorflow.ts")).startTensorflow(device, threads),
  };
}
