import type { Rng } from "@undercoat/random";
import type { ScenePlace } from "../label-noise.ts";
import { portableExp } from "./portable-math.ts";

/** Cells between the knots along each side of the scene. */
const CELLS = 128;
const KNOTS = CELLS + 1;
/** Standard deviation, in cells, below which a Gaussian would fall between the knots. */
const THINNEST = 0.5;

/** A row of the scene, and what the field from −1 to 1 is multiplied by. */
interface Row {
  readonly x: number;
  readonly y: number;
  readonly scene: ScenePlace;
  readonly scale: number;
}

/** How a field is made. */
interface Gaussians {
  readonly gaussians: number;
  readonly spread: number;
}

/** A sum of Gaussians of random sign at the knots of the unit square, stretched to [−1, 1]; 5 draws a Gaussian. */
export function gaussianKnots({ gaussians, spread }: Gaussians, rng: Rng): Float64Array {
  const knots = new Float64Array(KNOTS * KNOTS);
  for (let gaussian = 0; gaussian < gaussians; gaussian++) {
    const sign = rng.next() < 0.5 ? -1 : 1;
    const [centreX, centreY] = [rng.next(), rng.next()];
    const across = profile(centreX, spread * rng.next());
    const down = profile(centreY, spread * rng.next());
    for (let y = 0, knot = 0; y < KNOTS; y++) {
      const height = sign * down[y]!;
      for (let x = 0; x < KNOTS; x++, knot++) knots[knot]! += height * across[x]!;
    }
  }
  stretch(knots);
  return knots;
}

/** The field at a place of the unit square, linear between knots. */
export function knotValue(knots: Float64Array, u: number, v: number): number {
  const [x, y] = [u * CELLS, v * CELLS];
  const [left, top] = [Math.min(CELLS - 1, Math.floor(x)), Math.min(CELLS - 1, Math.floor(y))];
  const at = top * KNOTS + left;
  const upper = knots[at]! + (knots[at + 1]! - knots[at]!) * (x - left);
  const lower = knots[at + KNOTS]! + (knots[at + KNOTS + 1]! - knots[at + KNOTS]!) * (x - left);
  return upper + (lower - upper) * (y - top);
}

/** The same over the pixels of a scene, row by row. */
export function gaussianField(options: Gaussians, rng: Rng): (target: Float64Array, row: Row) => void {
  const knots = gaussianKnots(options, rng);
  const line = new Float64Array(KNOTS);
  return (target, { x, y, scene, scale }) => {
    const v = ((y + 0.5) / scene.height) * CELLS;
    const top = Math.min(CELLS - 1, Math.floor(v));
    for (let knot = 0; knot < KNOTS; knot++) {
      const upper = knots[top * KNOTS + knot]!;
      line[knot] = scale * (upper + (knots[(top + 1) * KNOTS + knot]! - upper) * (v - top));
    }
    for (let column = 0; column < target.length; column++) {
      const u = ((x + column + 0.5) / scene.width) * CELLS;
      const left = Math.min(CELLS - 1, Math.floor(u));
      target[column] = line[left]! + (line[left + 1]! - line[left]!) * (u - left);
    }
  };
}

function profile(centre: number, variance: number): Float64Array {
  const least = (THINNEST / CELLS) ** 2;
  return Float64Array.from({ length: KNOTS }, (_, knot) => {
    const away = knot / CELLS - centre;
    return portableExp((-away * away) / (2 * Math.max(variance, least)));
  });
}

function stretch(knots: Float64Array): void {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of knots) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  const range = most - least;
  for (let knot = 0; knot < knots.length; knot++)
    knots[knot] = range === 0 ? 0 : (2 * (knots[knot]! - least)) / range - 1;
}
