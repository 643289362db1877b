import type { WeightTensor } from "../layer-measure.ts";

/** The weights of every output filter: the slices along the last axis. */
export function filtersOf({ shape, data }: WeightTensor): Float32Array[] {
  const filterCount = shape.at(-1) ?? 1;
  const size = data.length / filterCount;
  return Array.from({ length: filterCount }, (_, filter) =>
    Float32Array.from({ length: size }, (_value, i) => data[i * filterCount + filter]!),
  );
}
