import type { ClassScheme, LabelMap, Raster, Window } from "@undercoat/raster";
import { DatasetsError } from "./errors.ts";
import { assertInside } from "./internal/assert-inside.ts";

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
  if (scenes.length === 0) {
    throw new DatasetsError("NO_SCENES", {
      message: `"${name}" has 0 scenes, expected at least 1; add a scene or leave the split out`,
      context: { name },
    });
  }
  checkScenes(scheme, scenes);
  const regions = parts.regions ?? scenes.map(wholeScene);
  if (regions.length === 0) {
    throw new DatasetsError("NO_REGIONS", {
      message: `"${name}" has 0 regions, expected at least 1; give a window, or leave "regions" out to use whole scenes`,
      context: { name },
    });
  }
  for (const region of regions) assertInside(region, sceneOf({ scenes }, region.sceneId).image, name);
  return Object.freeze({ kind: "scene-dataset", name, scheme, scenes: [...scenes], regions: [...regions] });
}

/**
 * The scene with this id.
 *
 * @throws {DatasetsError} `SCENE_UNKNOWN` if the dataset has none.
 */
export function sceneOf(dataset: Pick<SceneDataset, "scenes">, sceneId: string): Scene {
  const scene = dataset.scenes.find(({ id }) => id === sceneId);
  if (scene !== undefined) return scene;
  const known = dataset.scenes.map(({ id }) => `"${id}"`).join(", ");
  throw new DatasetsError("SCENE_UNKNOWN", {
    message: `scene "${sceneId}" is not in the dataset, which has ${known}; name one of these`,
    context: { sceneId, scenes: dataset.scenes.map(({ id }) => id) },
  });
}

function wholeScene({ id, image }: Scene): Region {
  return { sceneId: id, window: { x: 0, y: 0, width: image.width, height: image.height } };
}

function checkScenes(scheme: ClassScheme, scenes: readonly Scene[]): void {
  const bands = scenes[0]!.image.bands.length;
  const seen = new Set<string>();
  for (const { id, image, labels } of scenes) {
    if (seen.has(id)) {
      throw new DatasetsError("DUPLICATE_SCENE", {
        message: `two scenes have the id "${id}", expected unique ids; rename one`,
        context: { id },
      });
    }
    seen.add(id);
    if (image.width !== labels.width || image.height !== labels.height) {
      throw new DatasetsError("SIZE_MISMATCH", {
        message: `scene "${id}": image is ${image.width}×${image.height}, but labels are ${labels.width}×${labels.height}; bring both to one grid`,
        context: { id },
      });
    }
    if (image.bands.length !== bands) {
      throw new DatasetsError("BANDS_MISMATCH", {
        message: `scene "${id}" has ${image.bands.length} bands, but scene "${scenes[0]!.id}" has ${bands}; choose the same bands in both`,
        context: { id, bands: image.bands.length, expected: bands },
      });
    }
    checkScheme(id, labels.scheme, scheme);
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

function checkScheme(id: string, found: ClassScheme, scheme: ClassScheme): void {
  const codes = (s: ClassScheme) => s.classes.map(({ value, name }) => `${value} ${name}`).join(", ");
  if (found === scheme || codes(found) === codes(scheme)) return;
  throw new DatasetsError("SCHEME_MISMATCH", {
    message: `scene "${id}" has labels of class scheme "${found.name}" (${codes(found)}), expected "${scheme.name}" (${codes(scheme)}); decode its labels with "${scheme.name}"`,
    context: { id, found: found.name, expected: scheme.name },
  });
}
