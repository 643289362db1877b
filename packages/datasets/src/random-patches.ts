import { type Rng, type RngState, restoreRng } from "@undercoat/random";
import type { Batch, BatchSource, PatchDraw, SamplerState } from "./batch-source.ts";
import { emptyBatch, ignoreInvalid, imageInto, labelsInto } from "./internal/assemble.ts";
import { assertNormalisation, assertRegionsHold, assertState } from "./internal/checks.ts";
import type { Normalisation } from "./normalisation.ts";
import { PatchOptions } from "./patch-options.ts";
import type { Region, Scene, SceneDataset } from "./scene-dataset.ts";
import { sceneOf } from "./scene-of.ts";

/** Options of {@link randomPatches}. */
export interface RandomPatchesOptions extends PatchOptions {
  readonly normalisation: Normalisation;
  /** Four draws a patch: region, x, y, and the flip or rotation (three without `dihedral`). */
  readonly rng: Rng;
  /**
   * A stream of its own from which the labels' patches are drawn, so that images and labels do not belong
   * together: the control "permuted labels".
   */
  readonly permuteLabels?: Rng;
}

/** Draws the places of patches: a region with probability in proportion to the root of its area, then a pixel. */
export interface PatchDraws {
  next(): PatchDraw;
  save(): RngState;
  restore(state: RngState): void;
}

/**
 * Endless random patches: a region with probability in proportion to √area, a uniform place in it, and one
 * of eight flips and rotations.
 *
 * Draws per patch, in this order: region, x, y, flip or rotation. With `permuteLabels` the labels come from
 * places drawn the same way from that stream.
 *
 * @throws {DatasetsError} `REGION_TOO_SMALL` if a region is smaller than a patch, `NORMALISATION_MISMATCH` if
 *   it has not one number per band; `STATE_MISMATCH` from `restore`.
 *
 * @example
 * ```ts
 * const source = randomPatches(dataset, { size: 128, batchSize: 4, normalisation, rng: rng.fork("order") });
 * const { images, labels } = source.next();
 * ```
 */
export function randomPatches(dataset: SceneDataset, options: RandomPatchesOptions): BatchSource {
  const { normalisation, rng, permuteLabels, ...rest } = options;
  const { size, batchSize, dihedral } = PatchOptions.parse(rest);
  assertNormalisation(dataset, normalisation);
  const draws = patchDraws(dataset, { size, dihedral, rng });
  const others = permuteLabels && patchDraws(dataset, { size, dihedral, rng: permuteLabels });
  const scenes = scenesById(dataset);
  const bandCount = dataset.scenes[0]!.image.bands.length;
  return {
    next: () => {
      const batch = emptyBatch(batchSize, size, bandCount);
      const places = fillBatch(batch, scenes, normalisation, draws, others ?? null);
      return { ...batch, draws: places };
    },
    save: () => ({
      kind: "random-patches",
      rng: draws.save(),
      permuteLabels: others?.save() ?? null,
      queue: [],
    }),
    restore: (state: SamplerState) => {
      assertState(state, "random-patches", others !== undefined);
      draws.restore(state.rng);
      if (others && state.permuteLabels !== null) others.restore(state.permuteLabels);
    },
  };
}

/**
 * The places that {@link randomPatches} draws, without pixels.
 *
 * @throws {DatasetsError} `REGION_TOO_SMALL` if a region is smaller than a patch.
 */
export function patchDraws(
  dataset: Pick<SceneDataset, "regions" | "name">,
  { size, dihedral, rng }: { readonly size: number; readonly dihedral: boolean; readonly rng: Rng },
): PatchDraws {
  const { regions } = dataset;
  assertRegionsHold(dataset, size);
  const cumulative = cumulativeRoots(regions);
  let stream = rng;
  return {
    next: () => {
      const { sceneId, window } = regions[regionAt(cumulative, stream.next())]!;
      const x = window.x + stream.int(window.width - size + 1);
      const y = window.y + stream.int(window.height - size + 1);
      return { sceneId, x, y, operation: dihedral ? stream.int(8) : 0 };
    },
    save: () => stream.save(),
    restore: (state) => {
      stream = restoreRng(state);
    },
  };
}

function fillBatch(
  batch: Batch,
  scenes: ReadonlyMap<string, Scene>,
  normalisation: Normalisation,
  draws: PatchDraws,
  others: PatchDraws | null,
): PatchDraw[] {
  const places: PatchDraw[] = [];
  for (let index = 0; index < batch.size; index++) {
    const draw = draws.next();
    places.push(draw);
    const scene = scenes.get(draw.sceneId)!;
    imageInto(batch, index, scene, draw, normalisation);
    const labelDraw = others === null ? draw : others.next();
    labelsInto(batch, index, scenes.get(labelDraw.sceneId)!, labelDraw);
    ignoreInvalid(batch, index, scene, draw);
  }
  return places;
}

function scenesById(dataset: SceneDataset): ReadonlyMap<string, Scene> {
  return new Map(dataset.regions.map(({ sceneId }) => [sceneId, sceneOf(dataset, sceneId)]));
}

function cumulativeRoots(regions: readonly Region[]): number[] {
  const roots = regions.map(({ window }) => Math.sqrt(window.width * window.height));
  const total = roots.reduce((sum, root) => sum + root, 0);
  let cumulative = 0;
  return roots.map((root) => {
    cumulative += root / total;
    return cumulative;
  });
}

/** The number of bounds at or below the draw, at most the last region: rounding may leave the last bound below 1. */
function regionAt(cumulative: readonly number[], draw: number): number {
  const index = cumulative.findIndex((bound) => draw < bound);
  return index === -1 ? cumulative.length - 1 : index;
}
