import { sha256OfFloats } from "./internal/sha256-of-floats.ts";
import type { SegmentationModel } from "./model.ts";
import { weightsOf } from "./weights.ts";

/**
 * SHA-256 of every tensor by parameter name, input to output: of its float32 bytes, little-endian,
 * in tfjs's order (kernels [row, column, in, out]). 64 lower-case hexadecimal digits each.
 */
export async function tensorHashes(model: SegmentationModel): Promise<Record<string, string>> {
  const entries = [...weightsOf(model)].map(
    async ([name, { data }]): Promise<[string, string]> => [name, await sha256OfFloats(data)],
  );
  return Object.fromEntries(await Promise.all(entries));
}
