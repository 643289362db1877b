import { getBackend } from "@tensorflow/tfjs-core";
import { currentEngine } from "@undercoat/tensor";

/** What computes here: the engine in use, or TensorFlow.js's backend where none was chosen. */
export function engineName(): string {
  return currentEngine()?.name ?? getBackend();
}
