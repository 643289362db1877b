import type { ClassScheme, LabelMap, Raster, Window } from "@undercoat/raster";
import { DatasetsError } from "./errors.ts";
import { assertAlike, assertSomeScenes, checkedRegions } from "./internal/check-scenes.ts";

/** One image with its labels on the same grid. */
export interface Scene {
  /** Unique within a dataset; names the scene's random streams. */
  readonly id: string;
  readonly image: Raster;
  readonly labels: LabelMap;
}

/** A part of a scene that belongs to a split. */
export interface Region {
  readonly sceneId: string;
  /** Pixels of the scene. */
  readonly window: Window;
}

/** Scenes of one class scheme and the regions to draw from, in the order in which they are drawn. */
export interface SceneDataset {
  readonly kind: "scene-dataset";
  /** Name of the split, for messages. */
  readonly name?: string;
  readonly scheme: ClassScheme;
  readonly scenes: readonly Scene[];
  readonly regions: readonly Region[];
}

/** What {@link sceneDataset} takes. */
export interface SceneDatasetParts {
  readonly scheme: ClassScheme;
  readonly scenes: readonly Scene[];
  /** Where to draw from. Omitted: every scene as a whole. */
  readonly regions?: readonly Region[];
  /** Name of the split, for messages. Omitted: `"dataset"`. */
  readonly name?: string;
}

/**
 * Puts scenes and regions together, after checking that they fit.
 *
 * @throws {DatasetsError} `NO_SCENES` or `NO_REGIONS` if empty, `DUPLICATE_SCENE` if two scenes share an
 *   id, `SCENE_UNKNOWN` or `WINDOW_OUTSIDE` if a region lies in no scene, `SCHEME_MISMATCH`,
 *   `BANDS_MISMATCH` or `SIZE_MISMATCH` if a scene differs from the others, `NOT_FINITE` if a valid pixel
 *   is not a number.
 *
 * @example
 * ```ts
 * const dataset = sceneDataset({ scheme, scenes, regions: [{ sceneId: "north", window }] });
 * ```
 */
export function sceneDataset(parts: SceneDatasetParts): SceneDataset {
  const { scheme, scenes, name = "dataset" } = parts;
  assertSomeScenes(name, scenes);
  checkScenes(scheme, scenes);
  const regions = checkedRegions(
    name,
    parts.regions,
    scenes.map(({ id, image }) => ({ ...image, id })),
  );
  return Object.freeze({ kind: "scene-dataset", name, scheme, scenes: [...scenes], regions: [...regions] });
}

function checkScenes(scheme: ClassScheme, scenes: readonly Scene[]): void {
  assertAlike(
    scheme,
    scenes.map(({ id, image, labels }) => ({ id, bands: image.bands, scheme: labels.scheme })),
  );
  for (const { id, image, labels } of scenes) {
    if (image.width !== labels.width || image.height !== labels.height) {
      throw new DatasetsError("SIZE_MISMATCH", {
        message: `scene "${id}": image is ${image.width}×${image.height}, but labels are ${labels.width}×${labels.height}; bring both to one grid`,
        context: { id },
      });
    }
    checkFinite(id, image);
  }
}

function checkFinite(id: string, { data, validity, bands, width }: Raster): void {
  const count = bands.length;
  for (let at = 0; at < data.length; at++) {
    if (Number.isFinite(data[at])) continue;
    const pixel = Math.floor(at / count);
    if (validity?.[pixel] === 0) continue;
    const place = `column ${pixel % width}, row ${Math.floor(pixel / width)}`;
    throw new DatasetsError("NOT_FINITE", {
      message: `scene "${id}": band "${bands[at % count]!.name}" is ${data[at]} at ${place}, expected a number; mark the pixel as not valid`,
      context: { id, band: bands[at % count]!.name, pixel },
    });
  }
}
