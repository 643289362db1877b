import type { Rng } from "@undercoat/random";
import type { Feature } from "@undercoat/vector";
import type { ChangedFeatures } from "../../polygon-noise.ts";
import { featureArea } from "./geometry.ts";

/** Leaves features out, small ones more often if asked; one draw each. */
export function omitted(
  features: readonly Feature[],
  { probability, sizeDependence }: { readonly probability: number; readonly sizeDependence: number },
  rng: Rng,
): ChangedFeatures {
  const areas = Float64Array.from(features, featureArea);
  const median = areas.toSorted()[Math.floor(areas.length / 2)] ?? 1;
  return {
    kept: features.map((feature, index) => {
      const weight = sizeDependence === 0 ? 1 : (median / areas[index]!) ** sizeDependence;
      return rng.next() < probability * weight ? null : feature;
    }),
  };
}
