import type { StepCompiler } from "./step-compiler.ts";

/** What computes: the name of an engine and one sentence about it. */
export interface Engine {
  readonly name: string;
  readonly description: string;
  /** Turns whole steps into one graph; absent where the engine works operation by operation. */
  readonly compiler?: StepCompiler;
}

let current: Engine | null = null;

/** The engine in use, or `null` before one was chosen. */
export function currentEngine(): Engine | null {
  return current;
}

/** Records the engine in use. Only `@undercoat/engines` calls it. */
export function setEngine(engine: Engine | null): void {
  current = engine;
}
