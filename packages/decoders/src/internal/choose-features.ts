import type { SymbolicTensor } from "@tensorflow/tfjs-layers";
import type { FeatureInfo } from "@undercoat/segmentation";
import { DecodersError } from "../errors.ts";

/** A feature and what the encoder says of it. */
export interface Feature {
  readonly tensor: SymbolicTensor;
  readonly channels: number;
  readonly reduction: number;
}

/** What the encoder gives, as a decoder is connected to it. */
export interface EncoderOutputs {
  readonly features: readonly SymbolicTensor[];
  readonly info: readonly FeatureInfo[];
}

/**
 * The deepest features, one for each of `reductions`, shallow to deep.
 *
 * @throws {DecodersError} `FEATURE_COUNT` where there are fewer, `REDUCTION_MISMATCH` where they have other reductions.
 */
export function deepestFeatures(
  decoder: string,
  { features, info }: EncoderOutputs,
  reductions: readonly number[],
): Feature[] {
  const missing = features.length - reductions.length;
  if (missing < 0) {
    throw new DecodersError("FEATURE_COUNT", {
      message: `decoder "${decoder}" got ${features.length} features, expected ${reductions.length} of reductions ${reductions.join(", ")}; use an encoder with more levels`,
      context: { count: features.length, expected: reductions.length },
    });
  }
  const found = info.slice(missing).map(({ reduction }) => reduction);
  if (found.join() !== reductions.join()) throw otherReductions(decoder, found, reductions);
  return features.slice(missing).map((tensor, index) => featureOf(tensor, info[missing + index]!));
}

/**
 * The feature of one reduction; the deepest, where several have it.
 *
 * @throws {DecodersError} `REDUCTION_MISMATCH` where there is none.
 */
export function featureOfReduction(
  decoder: string,
  { features, info }: EncoderOutputs,
  reduction: number,
): Feature {
  const index = info.findLastIndex((feature) => feature.reduction === reduction);
  if (index >= 0) return featureOf(features[index]!, info[index]!);
  const found = info.map((feature) => feature.reduction);
  throw otherReductions(decoder, found, [reduction]);
}

function featureOf(tensor: SymbolicTensor, { channels, reduction }: FeatureInfo): Feature {
  return { tensor, channels, reduction };
}

function otherReductions(
  decoder: string,
  found: readonly number[],
  expected: readonly number[],
): DecodersError {
  const dilated = found.length > 1 && found.at(-1) === found.at(-2);
  const remedy = dilated
    ? "make the encoder with outputStride: 32"
    : "use an encoder whose features shrink by two at every level";
  return new DecodersError("REDUCTION_MISMATCH", {
    message: `decoder "${decoder}" got features of reductions ${found.join(", ")}, expected ${expected.join(", ")}; ${remedy}`,
    context: { found, expected },
  });
}
