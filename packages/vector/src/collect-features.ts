import type { Feature } from "./feature.ts";

/**
 * All features of a stream as a list, in their order, as `rasterize` takes them.
 *
 * @example
 * ```ts
 * const buildings = await collectFeatures(source.features());
 * ```
 */
export async function collectFeatures(features: AsyncIterable<Feature>): Promise<Feature[]> {
  const all: Feature[] = [];
  for await (const feature of features) all.push(feature);
  return all;
}
