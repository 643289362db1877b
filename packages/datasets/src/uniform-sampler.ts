import type { Rng } from "@undercoat/random";
import * as z from "zod";
import { assertRegionsHold } from "./internal/checks.ts";
import { cumulativeShares, drawnIndex } from "./internal/cumulative-shares.ts";
import type { PatchSampler } from "./patch-sampler.ts";
import type { Region, SceneDataset } from "./scene-dataset.ts";

/** The part of {@link uniformSampler}'s options that a config file gives. */
export const UniformSamplerOptions = z.strictObject({
  /** Side of a patch in pixels. */
  size: z.int().min(1),
  /**
   * How often a region is drawn: in proportion to the number of places in it, so that every place is as likely as any
   * other; to the root of its area, so that small ones are seen more often; or all alike.
   */
  regionWeight: z.enum(["places", "root-area", "equal"]).default("places"),
});
/** The part of {@link uniformSampler}'s options that a config file gives. */
export type UniformSamplerOptions = z.input<typeof UniformSamplerOptions>;

/**
 * Patches at uniform places of the regions.
 *
 * @throws {DatasetsError} `NO_REGIONS`; `REGION_TOO_SMALL` if a region is smaller than a patch.
 *
 * @example
 * ```ts
 * const sampler = uniformSampler(dataset, { size: 128, rng: rng.fork("order") });
 * ```
 */
export function uniformSampler(
  dataset: Pick<SceneDataset, "regions" | "name">,
  { rng, ...rest }: UniformSamplerOptions & { readonly rng: Rng },
): PatchSampler {
  const options = UniformSamplerOptions.parse(rest);
  const { size, regionWeight } = options;
  const { regions } = dataset;
  assertRegionsHold(dataset, size);
  const shares = cumulativeShares(regions.map((region) => weightOf(region, size, regionWeight)));
  return Object.freeze({
    kind: "patch-sampler",
    name: "uniform",
    options,
    size,
    place: (number: number, attempt = 0) => {
      const stream = rng.fork(`${number}/${attempt}`);
      const { sceneId, window } = regions[drawnIndex(shares, stream.next())]!;
      const x = window.x + stream.int(window.width - size + 1);
      const y = window.y + stream.int(window.height - size + 1);
      return { sceneId, x, y, limits: window };
    },
  });
}

function weightOf({ window: { width, height } }: Region, size: number, by: string): number {
  if (by === "equal") return 1;
  return by === "places" ? (width - size + 1) * (height - size + 1) : Math.sqrt(width * height);
}
