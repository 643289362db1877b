import { isNoiseEstimationError, NoiseEstimationError } from "../../errors.ts";

/** An estimate that the data cannot support, and why. */
export interface NoEstimate {
  readonly kind: "no-estimate";
  /** One line for people. */
  readonly reason: string;
}

/** `NOT_SUPPORTED`: the input is fine, but holds too little. */
export function refusal(
  what: string,
  reason: string,
  context: Readonly<Record<string, unknown>> = {},
): NoiseEstimationError {
  return new NoiseEstimationError("NOT_SUPPORTED", {
    message: `no estimate of ${what}: ${reason}`,
    context: { what, reason, ...context },
  });
}

/** What `estimate` gives, or its refusal as a value where that is one part of several. */
export function orNoEstimate<T>(estimate: () => T): T | NoEstimate {
  try {
    return estimate();
  } catch (error) {
    if (!isNoiseEstimationError(error, "NOT_SUPPORTED", "ONE_CLASS")) throw error;
    return Object.freeze({ kind: "no-estimate", reason: error.message });
  }
}
