import { onnxRuntimeMissing } from "@undercoat/graph/runtime";
import type { EngineDefinition } from "../engine-definition.ts";

/** Whole steps compiled to one ONNX graph; what is not compiled runs on the engine `wasm`. */
export const onnxruntimeEngine: EngineDefinition = {
  name: "onnxruntime",
  description: "whole steps compiled to one graph for ONNX Runtime: native speed, the rest on wasm",
  automatic: true,
  missing: async () => onnxRuntimeMissing(),
  start: async (options) => (await import("./start-onnxruntime.ts")).startOnnxruntime(options),
};
