import type { Window } from "@undercoat/raster";
import type { EdgeMap } from "./edges.ts";

/** Which shifts are looked at: whole pixels up to `reach` around `centre`, `[right, down]`. */
export interface Lags {
  readonly reach: number;
  readonly centre: readonly [number, number];
}

/** Label edges in a window: the pixels of strength 1, and where the strength is known. */
export interface EdgeSites {
  readonly window: Window;
  readonly sites: ArrayLike<number>;
  readonly known: Uint8Array;
}

/** Planes of `(2 · reach + 1)²` sums, one after the other: see {@link lagSums}. */
export type LagSums = Float64Array;

/** How many planes there are: overlapping pixels, Σa, Σb, Σb², Σab. */
export const PLANES = 5;

/**
 * The sums behind a masked correlation, for every shift `d`: over all pixels p of the window where the label edges
 * `a(p)` and the reference's `b(p − d)` are both known, their number and Σa, Σb, Σb², Σab. As a is 0 or 1, Σa² is Σa.
 *
 * @remarks The numbers that Padfield gets from six Fourier transforms of padded maps. Label edges are few and the
 *   shifts are bounded, so summing directly is faster, exact, and adds up over windows: the products for each label
 *   edge, and the sums over masks as differences of running sums along rows.
 */
export function lagSums(labels: EdgeSites, reference: EdgeMap, lags: Lags): LagSums {
  const sums = new Float64Array(PLANES * (2 * lags.reach + 1) ** 2);
  addMaskSums(sums, labels, { reference, lags });
  addProducts(sums, labels, { reference, lags });
  return sums;
}

/** Both sides of a correlation, and the shifts. */
interface Correlated {
  readonly reference: EdgeMap;
  readonly lags: Lags;
}

/** Adds the number of pixels, Σb and Σb². */
function addMaskSums(
  sums: LagSums,
  { window, known }: EdgeSites,
  { reference, lags: { reach, centre } }: Correlated,
): void {
  const [cx, cy] = centre;
  const runs = knownRuns(window, known, reference.width);
  const first = window.x - cx - reach;
  const running = runningSums(reference, { first, length: window.width + 2 * reach });
  for (let y = window.y - cy - reach; y < window.y + window.height - cy + reach; y++) {
    if (y < 0 || y >= reference.height) continue;
    const totals = running(y);
    for (let lagY = -reach; lagY <= reach; lagY++) {
      const row = y + cy + lagY - window.y;
      if (row < 0 || row >= window.height) continue;
      for (const [from, to] of runs[row]!) {
        addRun(sums, totals, { lagY, reach, from: from - cx - first, to: to - cx - first });
      }
    }
  }
}

function addRun(
  sums: LagSums,
  totals: readonly [Float64Array, Float64Array, Float64Array],
  run: { readonly lagY: number; readonly reach: number; readonly from: number; readonly to: number },
): void {
  const { lagY, reach, from, to } = run;
  const side = 2 * reach + 1;
  const plane = side * side;
  const [counts, strengths, squares] = totals;
  let at = (lagY + reach) * side;
  for (let lag = -reach; lag <= reach; lag++, at++) {
    sums[at]! += counts[to - lag]! - counts[from - lag]!;
    sums[2 * plane + at]! += strengths[to - lag]! - strengths[from - lag]!;
    sums[3 * plane + at]! += squares[to - lag]! - squares[from - lag]!;
  }
}

/** Adds Σa and Σab. */
function addProducts(
  sums: LagSums,
  { sites }: EdgeSites,
  { reference, lags: { reach, centre } }: Correlated,
): void {
  const { width, height, strength, known } = reference;
  const side = 2 * reach + 1;
  const plane = side * side;
  for (let i = 0; i < sites.length; i++) {
    const x = (sites[i]! % width) - centre[0];
    const y = Math.floor(sites[i]! / width) - centre[1];
    const [fromX, toX] = [Math.max(-reach, x - width + 1), Math.min(reach, x)];
    const [fromY, toY] = [Math.max(-reach, y - height + 1), Math.min(reach, y)];
    for (let lagY = fromY; lagY <= toY; lagY++) {
      let pixel = (y - lagY) * width + x - fromX;
      let at = (lagY + reach) * side + fromX + reach;
      for (let lagX = fromX; lagX <= toX; lagX++, at++, pixel--) {
        sums[plane + at]! += known[pixel]!;
        sums[4 * plane + at]! += strength[pixel]!;
      }
    }
  }
}

/** Per row of the window, the stretches `[from, to)` of columns that are known. */
function knownRuns(
  { x, y, width, height }: Window,
  known: Uint8Array,
  stride: number,
): (readonly [number, number])[][] {
  return Array.from({ length: height }, (_, row) => {
    const runs: (readonly [number, number])[] = [];
    const start = (y + row) * stride;
    for (let column = x; column < x + width; column++) {
      if (known[start + column] === 0) continue;
      const from = column;
      while (column < x + width && known[start + column] === 1) column += 1;
      runs.push([from, column]);
    }
    return runs;
  });
}

/** Running sums of known, strength and strength² along a stretch of a row, 0 outside of the map. */
function runningSums(
  { width, strength, known }: EdgeMap,
  { first, length }: { readonly first: number; readonly length: number },
) {
  const totals = [0, 1, 2].map(() => new Float64Array(length + 1));
  const [counts, strengths, squares] = totals as [Float64Array, Float64Array, Float64Array];
  return (row: number): readonly [Float64Array, Float64Array, Float64Array] => {
    for (let i = 0; i < length; i++) {
      const column = first + i;
      const pixel = row * width + column;
      const inside = column >= 0 && column < width && known[pixel] === 1;
      const value = inside ? strength[pixel]! : 0;
      counts[i + 1] = counts[i]! + (inside ? 1 : 0);
      strengths[i + 1] = strengths[i]! + value;
      squares[i + 1] = squares[i]! + value * value;
    }
    return [counts, strengths, squares];
  };
}
