import type { Rng } from "@undercoat/random";
import type { Window } from "@undercoat/raster";
import type { OneShift } from "../object-shifts.ts";
import type { EdgeMap } from "./edges.ts";
import { type EdgeSites, type LagSums, type Lags, lagSums, PLANES } from "./lag-sums.ts";
import type { LabelObject } from "./objects.ts";
import { maskedCorrelation, type Peak, peakOf } from "./peak.ts";
import type { NoEstimate } from "./refusal.ts";
import { forEachResample, percentileInterval } from "./resample.ts";

/** How the shift of an object is looked for. */
export interface ObjectSearch {
  readonly maxShift: number;
  readonly around: readonly [number, number];
  readonly minPixels: number;
  readonly minScore: number;
  readonly resamples: number;
  readonly level: number;
  readonly rng: Rng;
}

/** Pixels around an object's box in which the reference should have no other edges. */
const MARGIN = 4;
/** Stretches of an outline that are resampled: equal angles around the middle. */
const SECTORS = 8;
const LEAST_SECTORS = 4;
/** Share of resamples that must find the same shift, and within how many pixels it is the same. */
const CLEAR = { share: 0.8, pixels: 3 };

/** The shift of one object, or why there is none. */
export function shiftOfObject(
  object: LabelObject,
  { edges, reference }: { readonly edges: EdgeMap; readonly reference: EdgeMap },
  { maxShift, around, minPixels, minScore, resamples, level, rng }: ObjectSearch,
): OneShift | NoEstimate {
  if (object.pixels.length < minPixels) {
    return none(`the object has ${object.pixels.length} pixels, fewer than ${minPixels}`);
  }
  const sectors = outlineSectors(object, edges);
  if (sectors.length < LEAST_SECTORS) return none("too little of the outline is known");
  const lags: Lags = { reach: maxShift, centre: [Math.round(around[0]), Math.round(around[1])] };
  const window = widened(object.box, edges);
  const box = lagSums({ window, sites: [], known: edges.known }, reference, lags);
  const parts = sectors.map((sites) =>
    lagSums({ window: { ...window, height: 0 }, sites, known: edges.known }, reference, lags),
  );
  const peak = peakOf(maskedCorrelation(combined(box, parts)), lags);
  if (peak.score < minScore) return none(`best correlation is ${peak.score.toFixed(2)}, below ${minScore}`);
  if (peak.atEnd) return none("the best shift lies at the end of the search");
  const peaks: Peak[] = [];
  forEachResample({ count: parts.length, resamples }, rng, (weights) => {
    peaks.push(peakOf(maskedCorrelation(combined(box, parts, weights)), lags));
  });
  const same = peaks.filter(({ dx, dy }) => Math.hypot(dx - peak.dx, dy - peak.dy) <= CLEAR.pixels).length;
  if (same < CLEAR.share * resamples) {
    return none(`only ${same} of ${resamples} resamples of the outline find the same shift`);
  }
  const estimate = (axis: "dx" | "dy") => ({
    value: peak[axis],
    ...percentileInterval(
      peaks.map((one) => one[axis]),
      level,
    ),
  });
  return { kind: "shift", dx: estimate("dx"), dy: estimate("dy"), score: peak.score };
}

/** The object's own pixels beside an edge, in sectors around its middle; empty sectors are left out. */
function outlineSectors({ pixels, centre }: LabelObject, { width, strength }: EdgeMap): EdgeSites["sites"][] {
  const sectors = Array.from({ length: SECTORS }, (): number[] => []);
  for (const pixel of pixels) {
    if (strength[pixel] !== 1) continue;
    const angle = Math.atan2(Math.floor(pixel / width) - centre[1], (pixel % width) - centre[0]);
    const sector = Math.floor(((angle + Math.PI) / (2 * Math.PI)) * SECTORS);
    sectors[Math.min(SECTORS - 1, sector)]!.push(pixel);
  }
  return sectors.filter((sites) => sites.length > 0);
}

function widened({ x, y, width, height }: Window, map: EdgeMap): Window {
  const [left, top] = [Math.max(0, x - MARGIN), Math.max(0, y - MARGIN)];
  const [right, bottom] = [
    Math.min(map.width, x + width + MARGIN),
    Math.min(map.height, y + height + MARGIN),
  ];
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** The sums of the box, with Σa and Σab of the stretches, each as often as it was drawn. */
function combined(box: LagSums, parts: readonly LagSums[], weights?: Uint32Array): LagSums {
  const sums = box.slice();
  const plane = box.length / PLANES;
  parts.forEach((part, index) => {
    const weight = weights === undefined ? 1 : weights[index]!;
    if (weight === 0) return;
    for (let at = 0; at < plane; at++) {
      sums[plane + at]! += weight * part[plane + at]!;
      sums[4 * plane + at]! += weight * part[4 * plane + at]!;
    }
  });
  return sums;
}

function none(reason: string): NoEstimate {
  return { kind: "no-estimate", reason };
}
