import { normals, type Rng } from "@undercoat/random";
import type { Feature } from "@undercoat/vector";
import type { ChangedFeatures } from "../../polygon-noise.ts";
import { gaussianKnots, knotValue } from "../gaussian-field.ts";
import { portableCosSin } from "../portable-math.ts";
import { type BoundingBox, type Move, movedGeometry } from "./geometry.ts";

/** Shifts all features by one vector. */
export function shifted(
  features: readonly Feature[],
  options: {
    readonly shift?: readonly [number, number] | undefined;
    readonly distance?: number | undefined;
    readonly sigma?: number | undefined;
  },
  rng: Rng,
): ChangedFeatures {
  const [dx, dy] = drawShift(options, rng);
  return { kept: movedAll(features, (x, y) => [x + dx, y + dy]), facts: { dx, dy } };
}

function drawShift(
  { shift, distance, sigma = 0 }: Parameters<typeof shifted>[1],
  rng: Rng,
): readonly [number, number] {
  if (shift !== undefined) return shift;
  if (distance !== undefined) {
    const [cos, sin] = portableCosSin(360 * rng.next());
    return [distance * cos, distance * sin];
  }
  const [x = 0, y = 0] = normals(2, rng);
  return [sigma * x, sigma * y];
}

/** Moves every corner by a smooth field over the bounds of all features; corners at one place stay together. */
export function displaced(
  features: readonly Feature[],
  {
    bounds,
    distance,
    ...field
  }: {
    readonly bounds: BoundingBox | null;
    readonly distance: number;
    readonly gaussians: number;
    readonly spread: number;
  },
  rng: Rng,
): ChangedFeatures {
  const right = gaussianKnots(field, rng);
  const up = gaussianKnots(field, rng);
  if (bounds === null) return { kept: features };
  const [width, height] = [bounds.right - bounds.left || 1, bounds.top - bounds.bottom || 1];
  return {
    kept: movedAll(features, (x, y) => {
      const [u, v] = [(x - bounds.left) / width, (y - bounds.bottom) / height];
      return [x + distance * knotValue(right, u, v), y + distance * knotValue(up, u, v)];
    }),
  };
}

function movedAll(features: readonly Feature[], move: Move): Feature[] {
  return features.map((feature) =>
    feature.geometry === null ? feature : { ...feature, geometry: movedGeometry(feature.geometry, move) },
  );
}
