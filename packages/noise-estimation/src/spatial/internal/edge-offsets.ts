import type { BinaryMap } from "@undercoat/morphology";
import type { BlockGrid } from "./blocks.ts";

/** Offsets of pixel edges, summed per block. */
export interface OffsetSums {
  readonly blocks: BlockGrid;
  /** Offsets beyond this, in pixels, do not count. */
  readonly reach: number;
  readonly sums: Float64Array;
  readonly distances: Float64Array;
  readonly counts: Float64Array;
}

/** What edges are held against. */
export interface OffsetField {
  /** Signed distance to the other map's edge, as `signedDistance` gives it. */
  readonly distance: Float32Array;
  /** 1 or −1: the offset is this times the distance. */
  readonly sign: 1 | -1;
  /** Squared distance to what is not known; null where all is. */
  readonly unknown: Float64Array | null;
  /** 1 where both maps are known. */
  readonly known: Uint8Array;
}

/** Sums of nothing yet. */
export function offsetSums(blocks: BlockGrid, reach: number): OffsetSums {
  const zeros = () => new Float64Array(blocks.windows.length);
  return { blocks, reach, sums: zeros(), distances: zeros(), counts: zeros() };
}

/** Adds every edge between a pixel inside and one outside, right of and below each pixel. */
export function addOffsets(offsets: OffsetSums, map: BinaryMap, field: OffsetField): void {
  const { width, height, data } = map;
  for (let row = 0, pixel = 0; row < height; row++) {
    for (let column = 0; column < width; column++, pixel++) {
      if (column + 1 < width && data[pixel] !== data[pixel + 1]) addEdge(pixel, pixel + 1);
      if (row + 1 < height && data[pixel] !== data[pixel + width]) addEdge(pixel, pixel + width);
    }
  }

  function addEdge(pixel: number, other: number): void {
    if (field.known[pixel] === 0 || field.known[other] === 0) return;
    const offset = (toEdge(field.distance[pixel]!) + toEdge(field.distance[other]!)) / 2;
    const length = Math.abs(offset);
    if (length > offsets.reach || length >= toUnknown(pixel, map, field.unknown)) return;
    const block = offsets.blocks.blockOf(pixel % width, Math.floor(pixel / width));
    offsets.sums[block]! += field.sign * offset;
    offsets.distances[block]! += length;
    offsets.counts[block]! += 1;
  }
}

/** From the distance to the nearest pixel of the other kind to the distance to the edge between the kinds. */
function toEdge(distance: number): number {
  return distance - 0.5 * Math.sign(distance);
}

/** How far it is to the end of the map or to a pixel that is not known: an edge may be hidden there. */
function toUnknown(pixel: number, { width, height }: BinaryMap, unknown: Float64Array | null): number {
  const column = pixel % width;
  const row = (pixel - column) / width;
  const toEnd = Math.min(column + 1, row + 1, width - column, height - row);
  return unknown === null ? toEnd : Math.min(toEnd, Math.sqrt(unknown[pixel]!));
}
