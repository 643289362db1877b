import type { MethodState } from "@undercoat/training";
import { RobustTrainingError } from "../errors.ts";

/** The state of a method that remembers nothing. */
export const NO_STATE: MethodState = { json: null, tensors: new Map() };

/** Says that a checkpoint holds the state of another method. */
export function stateMismatch(method: string, expected: string): RobustTrainingError {
  return new RobustTrainingError("STATE_MISMATCH", {
    message: `the checkpoint holds no state of the method "${method}", expected ${expected}; resume with the method it was trained with`,
    context: { method },
  });
}
