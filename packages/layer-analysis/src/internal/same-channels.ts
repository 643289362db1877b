import { LayerAnalysisError } from "../errors.ts";

/** The number of channels that both models have. */
export function requireSameChannels({
  reference,
  candidate,
}: {
  readonly reference: number;
  readonly candidate: number;
}): number {
  if (reference === candidate) return reference;
  throw new LayerAnalysisError("LAYER_MISMATCH", {
    message: `the reference's features have ${reference} channels, but the candidate's ${candidate}; compare models of one architecture, or by linear CKA`,
    context: { reference, candidate },
  });
}
