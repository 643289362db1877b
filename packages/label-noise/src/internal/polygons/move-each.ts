import type { Rng } from "@undercoat/random";
import type { Feature } from "@undercoat/vector";
import type { ChangedFeatures } from "../../polygon-noise.ts";
import { portableCosSin } from "../portable-math.ts";
import { boundsOf, movedGeometry } from "./geometry.ts";

/** Shifts every feature by a vector of its own; two draws each. */
export function shiftedEach(
  features: readonly Feature[],
  {
    distance,
    relative = 0,
  }: { readonly distance?: number | undefined; readonly relative?: number | undefined },
  rng: Rng,
): ChangedFeatures {
  return {
    kept: features.map((feature) => {
      const bounds = boundsOf([feature]);
      const [right, up] = [2 * rng.next() - 1, 2 * rng.next() - 1];
      if (feature.geometry === null || bounds === null) return feature;
      const side = Math.max(bounds.right - bounds.left, bounds.top - bounds.bottom);
      const most = distance ?? relative * side;
      const geometry = movedGeometry(feature.geometry, (x, y) => [x + most * right, y + most * up]);
      return { ...feature, geometry };
    }),
  };
}

/** Turns and resizes every feature about the centre of its bounds; two draws each. */
export function turnedEach(
  features: readonly Feature[],
  { rotation, scaling }: { readonly rotation: number; readonly scaling: number },
  rng: Rng,
): ChangedFeatures {
  return {
    kept: features.map((feature) => {
      const angle = (2 * rng.next() - 1) * rotation;
      const factor = 1 + (2 * rng.next() - 1) * scaling;
      return angle === 0 && factor === 1 ? feature : turnedFeature(feature, angle, factor);
    }),
  };
}

/** A feature turned anticlockwise by degrees, and resized, about the centre of its bounds. */
export function turnedFeature(feature: Feature, angle: number, factor: number): Feature {
  const bounds = boundsOf([feature]);
  if (feature.geometry === null || bounds === null) return feature;
  const [cos, sin] = portableCosSin(angle);
  const [cx, cy] = [(bounds.left + bounds.right) / 2, (bounds.bottom + bounds.top) / 2];
  const geometry = movedGeometry(feature.geometry, (x, y) => [
    cx + factor * ((x - cx) * cos - (y - cy) * sin),
    cy + factor * ((x - cx) * sin + (y - cy) * cos),
  ]);
  return { ...feature, geometry };
}
