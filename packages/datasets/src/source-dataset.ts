import type { ClassScheme } from "@undercoat/raster";
import { assertAlike, assertSomeScenes, checkedRegions } from "./internal/check-scenes.ts";
import type { Region } from "./scene-dataset.ts";
import type { SceneSource } from "./scene-source.ts";

/** Scenes that are read window by window, and the regions to draw from. */
export interface SourceDataset {
  readonly kind: "source-dataset";
  /** Name of the split, for messages. */
  readonly name: string;
  readonly scheme: ClassScheme;
  readonly scenes: readonly SceneSource[];
  readonly regions: readonly Region[];
}

/** What {@link sourceDataset} takes. */
export interface SourceDatasetParts {
  readonly scheme: ClassScheme;
  readonly scenes: readonly SceneSource[];
  /** Where to draw from. Omitted: every scene as a whole. */
  readonly regions?: readonly Region[];
  /** Name of the split, for messages. Omitted: `"dataset"`. */
  readonly name?: string;
}

/**
 * Puts scenes that are not in memory and regions together, after checking that they fit; {@link sceneDataset} does it for
 * scenes in memory.
 *
 * @throws {DatasetsError} `NO_SCENES` or `NO_REGIONS` if empty, `DUPLICATE_SCENE` if two scenes share an id,
 *   `SCENE_UNKNOWN` or `WINDOW_OUTSIDE` if a region lies in no scene, `SCHEME_MISMATCH` or `BANDS_MISMATCH` if a scene
 *   differs from the others.
 *
 * @example
 * ```ts
 * const dataset = sourceDataset({ scheme, scenes: [sceneSource({ id: "north", image, labels, scheme })] });
 * ```
 */
export function sourceDataset(parts: SourceDatasetParts): SourceDataset {
  const { scheme, scenes, name = "dataset" } = parts;
  assertSomeScenes(name, scenes);
  assertAlike(scheme, scenes);
  const regions = checkedRegions(name, parts.regions, scenes);
  return Object.freeze({ kind: "source-dataset", name, scheme, scenes: [...scenes], regions });
}
