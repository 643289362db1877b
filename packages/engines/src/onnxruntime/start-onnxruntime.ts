import { compilePredict, compileTrainStep, onnxRuntimeVersion } from "@undercoat/graph";
import type { StepCompiler } from "@undercoat/tensor";
import type { EngineOptions } from "../engine-definition.ts";
import { startWasm } from "../wasm/start-wasm.ts";

/** Makes wasm the backend for what is not compiled, loads ONNX Runtime and returns the compiler. */
export async function startOnnxruntime({ threads }: Required<EngineOptions>): Promise<StepCompiler> {
  onnxRuntimeVersion(); // loads it: a machine it does not run on is told now
  await startWasm();
  return {
    compileTrainStep: (options) => compileTrainStep(options, { threads }),
    compilePredict: (options) => compilePredict(options, { threads }),
  };
}
