import * as tf from "@tensorflow/tfjs-core";
import type { EngineName } from "@undercoat/engines/options";
import { onnxRuntimeVersion } from "@undercoat/graph";

/** Name and version of the library that computes on the engine in use. */
export async function libraryOf(engine: string): Promise<string> {
  const tfjs = `TensorFlow.js ${tf.version_core}`;
  switch (engine as EngineName) {
    case "onnxruntime":
      return `ONNX Runtime ${onnxRuntimeVersion()}, ${tfjs}`;
    case "tensorflow":
    case "tensorflow-gpu": {
      const { binding } = tf.backend() as unknown as { binding?: { TF_Version?: string } };
      return `TensorFlow ${binding?.TF_Version ?? "of unknown version"}, ${tfjs}`;
    }
    default:
      return tfjs;
  }
}
