import { cpuEngine } from "./cpu/cpu-engine.ts";
import type { EngineDefinition } from "./engine-definition.ts";
import { onnxruntimeEngine } from "./onnxruntime/onnxruntime-engine.ts";
import { tensorflowEngine, tensorflowGpuEngine } from "./tensorflow/tensorflow-engines.ts";
import { wasmEngine } from "./wasm/wasm-engine.ts";

/** Every engine, best first. */
export const ENGINES: readonly EngineDefinition[] = [
  onnxruntimeEngine,
  tensorflowGpuEngine,
  tensorflowEngine,
  wasmEngine,
  cpuEngine,
];

/** An engine of {@link engineList}. */
export interface EngineListing extends Pick<EngineDefinition, "name" | "description"> {
  /** `null` where the engine can be started here, else what is missing and how to get it. */
  readonly missing: string | null;
}

/** The engines this package knows, best first, and whether they can be started here. Loads none of them. */
export async function engineList(): Promise<EngineListing[]> {
  return Promise.all(
    ENGINES.map(async ({ name, description, missing }) => ({ name, description, missing: await missing() })),
  );
}
