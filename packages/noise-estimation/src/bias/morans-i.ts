import type { Rng } from "@undercoat/random";
import { refusal } from "../spatial/internal/refusal.ts";
import { ratioEstimate } from "../spatial/internal/resample.ts";

/** Values on a grid, row by row; NaN where there is none. */
export interface GridValues {
  readonly columns: number;
  readonly rows: number;
  readonly values: ArrayLike<number>;
}

/** Options of {@link moransI}. */
export interface MoransIOptions {
  readonly rng: Rng;
  /** How often values are permuted for the p-value. Default: 1999. */
  readonly permutations?: number;
  /** How often cells are resampled for the interval. Default: 400. */
  readonly resamples?: number;
  /** Share of such intervals that hold the value. Default: 0.95. */
  readonly level?: number;
}

/** Moran's I with a permutation test. */
export interface MoransI {
  /** About 0 (exactly −1/(n − 1) on average) where values lie at random, towards 1 where like lies beside like. */
  readonly value: number;
  /** Percentiles over resampled cells, each with its neighbours' mean. */
  readonly low: number;
  readonly high: number;
  /** Share of permutations (the observed order counted) with an I at least as large. */
  readonly pValue: number;
  /** Per cell, its value's deviation from the mean times the mean deviation of its neighbours, over the variance; NaN where there is none. */
  readonly local: readonly Float64Array[];
  /** Cells with a value and a neighbour. */
  readonly cells: number;
}

const LEAST_CELLS = 16;

/**
 * Moran's I of values on one or several grids: whether cells beside each other (8 neighbours) are alike.
 * `I = Σ_i z_i · mean(z of neighbours of i) / Σ_i z_i²`, z: deviations from the mean of the grid, so that weights of a
 * cell sum to 1. The p-value is one-sided: values are permuted within each grid.
 *
 * @throws {NoiseEstimationError} `NOT_SUPPORTED` if fewer than 16 cells have a value and a neighbour, or all are equal.
 * @see {@link https://doi.org/10.1093/biomet/37.1-2.17 | Moran, Notes on continuous stochastic phenomena, 1950}
 *
 * @example
 * ```ts
 * const { value, pValue } = moransI([{ columns: 8, rows: 8, values: rates }], { rng });
 * ```
 */
export function moransI(
  grids: readonly GridValues[],
  { rng, permutations = 1999, resamples = 400, level = 0.95 }: MoransIOptions,
): MoransI {
  const linked = grids.map(linkedCells);
  const cells = linked.reduce((sum, { deviations }) => sum + deviations.length, 0);
  if (cells < LEAST_CELLS) {
    throw refusal("Moran's I", `${cells} cells have a value and a neighbour, but ${LEAST_CELLS} are needed`, {
      cells,
    });
  }
  const products = linked.flatMap((one) => [...crossProducts(one)]);
  const squares = linked.flatMap(({ deviations }) => Array.from(deviations, (z) => z * z));
  const resampling = { resamples, level, rng: rng.fork("resample") };
  const estimate = ratioEstimate({ numerators: products, denominators: squares }, resampling);
  if (estimate === null)
    throw refusal("Moran's I", "all values are equal; look at another quantity", { cells });
  const total = estimate.value * squares.reduce((sum, square) => sum + square, 0);
  const permuting = rng.fork("permute");
  let asLarge = 1;
  for (let permutation = 0; permutation < permutations; permutation++) {
    let product = 0;
    for (const one of linked) product += crossProduct(one, permuted(one.deviations, permuting));
    if (product >= total - 1e-12 * Math.abs(total)) asLarge += 1;
  }
  const variance = squares.reduce((sum, square) => sum + square, 0) / cells;
  return Object.freeze({
    ...estimate,
    pValue: asLarge / (permutations + 1),
    local: linked.map((one) => localValues(one, variance)),
    cells,
  });
}

/** Cells with a value and a neighbour, their deviations, and their neighbours by position among them. */
interface LinkedCells {
  readonly length: number;
  readonly places: readonly number[];
  readonly deviations: Float64Array;
  readonly neighbours: readonly (readonly number[])[];
}

function linkedCells({ columns, rows, values }: GridValues): LinkedCells {
  const around = (cell: number) =>
    neighbourCells(cell, columns, rows).filter((other) => isValue(values, other));
  const places = Array.from({ length: columns * rows }, (_, cell) => cell).filter(
    (cell) => isValue(values, cell) && around(cell).length > 0,
  );
  const position = new Map(places.map((cell, index) => [cell, index]));
  const mean = places.reduce((sum, cell) => sum + values[cell]!, 0) / places.length;
  return {
    length: columns * rows,
    places,
    deviations: Float64Array.from(places, (cell) => values[cell]! - mean),
    neighbours: places.map((cell) => around(cell).map((other) => position.get(other)!)),
  };
}

function neighbourCells(cell: number, columns: number, rows: number): number[] {
  const [column, row] = [cell % columns, Math.floor(cell / columns)];
  const cells: number[] = [];
  for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
    for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
      if (x !== column || y !== row) cells.push(y * columns + x);
    }
  }
  return cells;
}

function isValue(values: ArrayLike<number>, cell: number): boolean {
  return Number.isFinite(values[cell]);
}

function neighbourMean(neighbours: readonly number[], deviations: Float64Array): number {
  return neighbours.reduce((sum, other) => sum + deviations[other]!, 0) / neighbours.length;
}

function crossProduct({ neighbours }: LinkedCells, deviations: Float64Array): number {
  let sum = 0;
  for (let cell = 0; cell < deviations.length; cell++) {
    sum += deviations[cell]! * neighbourMean(neighbours[cell]!, deviations);
  }
  return sum;
}

function permuted(deviations: Float64Array, rng: Rng): Float64Array {
  const copy = deviations.slice();
  for (let i = copy.length - 1; i > 0; i--) {
    const j = rng.int(i + 1);
    [copy[i], copy[j]] = [copy[j]!, copy[i]!];
  }
  return copy;
}

function crossProducts({ deviations, neighbours }: LinkedCells): Float64Array {
  return deviations.map((z, index) => z * neighbourMean(neighbours[index]!, deviations));
}

function localValues(linked: LinkedCells, variance: number): Float64Array {
  const local = new Float64Array(linked.length).fill(Number.NaN);
  crossProducts(linked).forEach((product, index) => {
    local[linked.places[index]!] = product / variance;
  });
  return local;
}
