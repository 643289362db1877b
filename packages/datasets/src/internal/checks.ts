import type { SamplerState } from "../batch-source.ts";
import { DatasetsError } from "../errors.ts";
import type { Normalisation } from "../normalisation.ts";
import type { SceneDataset } from "../scene-dataset.ts";
import { windowText } from "./window-text.ts";

/** Refuses a normalisation that has not one number per band. */
export function assertNormalisation({ scenes }: SceneDataset, normalisation: Normalisation): void {
  assertBandCount(scenes[0]!.image.bands.length, normalisation);
}

/** Refuses a normalisation that has not one number per band. */
export function assertBandCount(bands: number, { mean, standardDeviation }: Normalisation): void {
  const unusable = standardDeviation.findIndex((value) => !(value > 0));
  if (mean.length === bands && standardDeviation.length === bands && unusable === -1) return;
  if (unusable !== -1) {
    throw new DatasetsError("NORMALISATION_MISMATCH", {
      message: `standard deviation of band ${unusable + 1} is ${standardDeviation[unusable]}, expected a number above 0; leave a constant band out`,
      context: { band: unusable + 1, standardDeviation: standardDeviation[unusable] },
    });
  }
  throw new DatasetsError("NORMALISATION_MISMATCH", {
    message: `normalisation has ${mean.length} means and ${standardDeviation.length} standard deviations, but the images have ${bands} bands; give one of each per band`,
    context: { bands, means: mean.length, standardDeviations: standardDeviation.length },
  });
}

type NamedRegions = Pick<SceneDataset, "regions" | "name">;

/** Refuses regions smaller than a patch. */
export function assertRegionsHold({ regions, name = "dataset" }: NamedRegions, size: number): void {
  if (regions.length === 0) {
    throw new DatasetsError("NO_REGIONS", {
      message: `"${name}" has 0 regions to draw patches from, expected at least 1; give a window of a scene`,
      context: { name },
    });
  }
  for (const { sceneId, window } of regions) {
    if (window.width >= size && window.height >= size) continue;
    throw new DatasetsError("REGION_TOO_SMALL", {
      message: `"${name}": region ${windowText(window)} of scene "${sceneId}" is ${window.width}×${window.height}, but patches are ${size}×${size}; use a larger window or smaller patches`,
      context: { name, sceneId, window, size },
    });
  }
}

/** Refuses the state of another kind of sampler. */
export function assertState(state: SamplerState, kind: SamplerState["kind"], permuted: boolean): void {
  const hasPermuted = (state.permuteLabels ?? null) !== null;
  if (state.kind === kind && hasPermuted === permuted) return;
  const describe = (name: string, withPermuted: boolean) =>
    `"${name}" ${withPermuted ? "with" : "without"} permuted labels`;
  throw new DatasetsError("STATE_MISMATCH", {
    message: `state is of ${describe(state.kind, hasPermuted)}, expected ${describe(kind, permuted)}; restore the source that saved it`,
    context: { found: state.kind, expected: kind },
  });
}
