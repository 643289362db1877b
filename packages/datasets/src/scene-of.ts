import { DatasetsError } from "./errors.ts";

/**
 * The scene with this id.
 *
 * @throws {DatasetsError} `SCENE_UNKNOWN` if the dataset has none.
 */
export function sceneOf<Found extends { readonly id: string }>(
  dataset: { readonly scenes: readonly Found[] },
  sceneId: string,
): Found {
  const scene = dataset.scenes.find(({ id }) => id === sceneId);
  if (scene !== undefined) return scene;
  const known = dataset.scenes.map(({ id }) => `"${id}"`).join(", ");
  throw new DatasetsError("SCENE_UNKNOWN", {
    message: `scene "${sceneId}" is not in the dataset, which has ${known}; name one of these`,
    context: { sceneId, scenes: dataset.scenes.map(({ id }) => id) },
  });
}
