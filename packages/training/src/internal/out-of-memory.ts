import type { Batch } from "@undercoat/datasets";
import { TrainingError } from "../errors.ts";
import { engineName } from "./engine-name.ts";

/** How engines and JavaScript say that memory is used up. */
const SIGNS =
  /out of memory|allocation failed|failed to allocate|cannot enlarge memory|bad_alloc|ResourceExhausted|\bOOM\b/i;

/** Runs a step; an error that says memory is used up comes with advice. */
export function advisingOnMemory<T>(step: number, batch: Batch, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!isOutOfMemory(error)) throw error;
    const { size, height, width } = batch;
    throw new TrainingError("OUT_OF_MEMORY", {
      message: `step ${step}: memory was used up by ${size} patches of ${width}×${height} pixels on "${engineName()}"; give a smaller batchSize (accumulate keeps the effective one), smaller patches, or another engine`,
      context: { step, size, width, height, engine: engineName() },
      cause: error,
    });
  }
}

function isOutOfMemory(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && error.code === "OUT_OF_MEMORY") || SIGNS.test(error.message);
}
