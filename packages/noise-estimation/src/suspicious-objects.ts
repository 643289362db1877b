import { IGNORE_INDEX, type Window } from "@undercoat/raster";
import { boundsOf } from "./internal/bounds.ts";
import { equalRegions } from "./internal/equal-regions.ts";
import { assertMap } from "./patch-quality.ts";

/** A map of pixels that contradict their labels. */
export interface ContradictedMap {
  readonly width: number;
  readonly height: number;
  /** Class index that was given; 255 is ignored. */
  readonly labels: Uint8Array;
  /** Class index that a doubtful pixel looks like; 255 where the label is not in doubt. */
  readonly suggested: Uint8Array;
  /** Quality of each label, 0 to 1. */
  readonly quality: Float32Array;
}

/** Neighbouring pixels that look like the same other class. */
export interface SuspiciousObject {
  /** What most of its pixels are labelled. */
  readonly label: number;
  /** What it looks like. */
  readonly suggested: number;
  readonly bounds: Window;
  readonly pixels: number;
  /** Mean quality of its labels. */
  readonly score: number;
  /** Expected number of wrong pixels, `Σ (1 − quality)`: what to draw anew first. */
  readonly severity: number;
}

/**
 * Joins doubtful pixels to objects: regions, touching along edges, that look like the same class.
 *
 * @returns In raster order of their first pixel, as `polygonize` of the map `suggested` returns its polygons.
 * @throws {NoiseEstimationError} `SIZE_MISMATCH`
 *
 * @example
 * ```ts
 * const objects = suspiciousObjects({ width, height, labels, suggested, quality });
 * const [worst] = objects.toSorted((a, b) => b.severity - a.severity);
 * ```
 */
export function suspiciousObjects(map: ContradictedMap): SuspiciousObject[] {
  const { width, height, labels, suggested, quality } = map;
  for (const data of [labels, suggested, quality]) assertMap({ width, height, data });
  const { data, count } = equalRegions({ width, height, data: suggested });
  const pixels = new Float64Array(count);
  const wrong = new Float64Array(count);
  const look = new Uint8Array(count);
  const votes = Array.from({ length: count }, () => new Map<number, number>());
  for (let pixel = 0; pixel < data.length; pixel++) {
    const region = data[pixel]! - 1;
    if (region < 0) continue;
    pixels[region]! += 1;
    wrong[region]! += 1 - quality[pixel]!;
    look[region] = suggested[pixel]!;
    const label = labels[pixel]!;
    votes[region]!.set(label, (votes[region]!.get(label) ?? 0) + 1);
  }
  const bounds = boundsOf({ width, data }, count);
  return Array.from(pixels, (size, region) => ({
    label: mostFrequent(votes[region]!),
    suggested: look[region]!,
    bounds: bounds[region]!,
    pixels: size,
    score: 1 - wrong[region]! / size,
    severity: wrong[region]!,
  }));
}

function mostFrequent(votes: ReadonlyMap<number, number>): number {
  let best = { label: IGNORE_INDEX, count: 0 };
  for (const [label, count] of votes) if (count > best.count) best = { label, count };
  return best.label;
}
