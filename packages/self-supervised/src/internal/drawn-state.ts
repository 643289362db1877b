import { type Rng, type RngState, restoreRng } from "@undercoat/random";
import type { MethodState } from "@undercoat/training";
import { SelfSupervisedError } from "../errors.ts";

/** The state of a method whose memory is one stream of random numbers. */
export function drawnState(rng: Rng): MethodState {
  return { json: rng.save(), tensors: new Map() };
}

/** The stream of a saved state. */
export function streamOf({ json }: MethodState, name: string): Rng {
  try {
    return restoreRng(json as RngState);
  } catch (cause) {
    throw new SelfSupervisedError("STATE_MISMATCH", {
      message: `the saved state is none of method "${name}"; start the training again, or resume it with its own method`,
      context: { method: name },
      cause,
    });
  }
}
