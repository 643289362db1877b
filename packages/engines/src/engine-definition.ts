import type { StepCompiler } from "@undercoat/tensor";
import type { EngineName } from "./engine-name.ts";

/** How an engine is started. */
export interface EngineOptions {
  /** Processor threads the engine may use, where it can use several; 1 if omitted. */
  readonly threads?: number;
}

/** An engine: what it is, whether it can be had here, and how to start it. */
export interface EngineDefinition {
  readonly name: Exclude<EngineName, "auto">;
  /** One sentence. */
  readonly description: string;
  /** Whether `"auto"` may take it. */
  readonly automatic: boolean;
  /** `null` where it can be started, else one line: what is missing and how to get it. Loads nothing large. */
  missing(): Promise<string | null>;
  /** Makes it TensorFlow.js's backend; returns its compiler where it has one. */
  start(options: Required<EngineOptions>): Promise<StepCompiler | null>;
}
