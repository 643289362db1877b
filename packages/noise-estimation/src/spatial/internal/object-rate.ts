import { IGNORE_INDEX, type LabelMap } from "@undercoat/raster";
import type { BlockGrid } from "./blocks.ts";
import { objectsOf } from "./objects.ts";
import type { NoEstimate } from "./refusal.ts";
import { type IntervalEstimate, type Resampling, ratioEstimate } from "./resample.ts";

/** How many objects of one map have no counterpart in the other. */
export interface ObjectRate {
  readonly kind: "object-rate";
  /** Objects of which the other map holds less than half. */
  readonly lone: number;
  /** Objects that are large enough, and known by at least half. */
  readonly of: number;
  /** `lone / of`, with an interval over resampled blocks of objects. */
  readonly rate: IntervalEstimate;
}

const HALF = 0.5;
const LEAST_OBJECTS = 10;
const LEAST_BLOCKS = 5;

/** The share of objects of `map` whose class `other` does not hold on at least half of their known pixels. */
export function loneObjects(
  map: LabelMap,
  other: LabelMap,
  {
    classes,
    blocks,
    leastPixels,
    ...resampling
  }: Resampling & {
    readonly classes: readonly number[];
    readonly blocks: BlockGrid;
    readonly leastPixels: number;
  },
): ObjectRate | NoEstimate {
  const lone = new Float64Array(blocks.windows.length);
  const all = new Float64Array(blocks.windows.length);
  for (const { classIndex, pixels, centre } of objectsOf(map, classes)) {
    if (pixels.length < leastPixels) continue;
    let [known, same] = [0, 0];
    for (const pixel of pixels) {
      if (other.data[pixel] !== IGNORE_INDEX) known += 1;
      if (other.data[pixel] === classIndex) same += 1;
    }
    if (known < HALF * pixels.length) continue;
    const block = blocks.blockOf(Math.floor(centre[0]), Math.floor(centre[1]));
    all[block]! += 1;
    if (same < HALF * known) lone[block]! += 1;
  }
  const [count, of] = [total(lone), total(all)];
  const used = all.filter((objects) => objects > 0).length;
  if (of < LEAST_OBJECTS || used < LEAST_BLOCKS) {
    const reason = `${of} objects in ${used} blocks, but at least ${LEAST_OBJECTS} in ${LEAST_BLOCKS} are needed`;
    return { kind: "no-estimate", reason };
  }
  const rate = ratioEstimate({ numerators: lone, denominators: all }, resampling);
  return rate === null
    ? { kind: "no-estimate", reason: "no objects" }
    : { kind: "object-rate", lone: count, of, rate };
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
