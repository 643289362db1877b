/** One tile along one axis. */
export interface AxisTile {
  /** Its first pixel. */
  readonly from: number;
  /** Its part of every pixel from `first` on: over all tiles, the parts of a pixel sum to 1. */
  readonly weights: Float32Array;
  /** The first pixel that it has a part in, and the first one behind the last. */
  readonly first: number;
  readonly last: number;
}

/** The tiles along one axis of a raster. */
export interface TileAxis {
  /** Pixels of the raster. */
  readonly size: number;
  /** Pixels of a tile; the last tile may stick out. */
  readonly length: number;
  readonly tiles: readonly AxisTile[];
}

/** How an axis is cut. */
export interface AxisOptions {
  readonly tile: number;
  readonly overlap: number;
  readonly blend: "cosine" | "centre";
  readonly sizeMultiple: number;
}

/**
 * Cuts an axis. All tiles begin at multiples of what the network divides sizes by, so that a pixel meets the same phase
 * of the network's strides whatever the size of the tiles. The last tile moves back, for as much context as there is.
 */
export function tileAxis(size: number, options: AxisOptions): TileAxis {
  const { tile, overlap, sizeMultiple } = options;
  const upward = (pixels: number) => Math.ceil(pixels / sizeMultiple) * sizeMultiple;
  const length = Math.min(tile, upward(size));
  const step = tile - overlap;
  const count = size <= length ? 1 : Math.ceil((size - tile) / step) + 1;
  const last = upward(size - length);
  const origins = Array.from({ length: count }, (_, index) => (index === count - 1 ? last : index * step));
  const raw = origins.map((_, index) => rawWeights(origins, index, { ...options, length, size }));
  const sums = new Float64Array(size);
  for (const { first, values } of raw) for (const [at, value] of values.entries()) sums[first + at]! += value;
  const tiles = raw.map(({ first, values }, index) => ({
    from: origins[index]!,
    first,
    last: first + values.length,
    weights: Float32Array.from(values, (value, at) => value / sums[first + at]!),
  }));
  return { size, length, tiles };
}

/** Weights before they are made to sum to 1, from the first pixel on that the tile has a part in. */
function rawWeights(
  origins: readonly number[],
  index: number,
  { overlap, blend, length, size }: AxisOptions & { readonly length: number; readonly size: number },
): { readonly first: number; readonly values: Float64Array } {
  const from = origins[index]!;
  const [isFirst, isLast] = [index === 0, index === origins.length - 1];
  const end = Math.min(size, from + length);
  if (blend === "centre" || overlap === 0) {
    const cut = overlap / 2;
    const first = isFirst ? 0 : origins[index - 1]! + length - cut;
    const last = isLast ? size : from + length - cut;
    return { first, values: new Float64Array(last - first).fill(1) };
  }
  const values = Float64Array.from({ length: end - from }, (_, at) => {
    const rise = isFirst ? 1 : ramp(at, overlap);
    const fall = isLast ? 1 : ramp(length - 1 - at, overlap);
    return rise * fall;
  });
  return { first: from, values };
}

/** From nearly 0 at the edge to 1 at the overlap's end; with the opposite ramp of the neighbour it sums to 1. */
function ramp(distance: number, overlap: number): number {
  return distance >= overlap ? 1 : Math.sin(((distance + 0.5) / overlap) * (Math.PI / 2)) ** 2;
}
