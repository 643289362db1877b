import { cropLabels, cropRaster, wholeWindow } from "@undercoat/raster";
import { ignoreOutside } from "./internal/read-labels.ts";
import { type Scene, sceneDataset } from "./scene-dataset.ts";
import type { ReadSceneOptions, SceneSource } from "./scene-source.ts";

/**
 * A scene in memory, to be read as one from files.
 *
 * @throws {DatasetsError} `SIZE_MISMATCH`, `NOT_FINITE` as {@link sceneDataset}.
 * @throws {RasterError} `WINDOW_OUTSIDE` from `read` if the window leaves the scene.
 *
 * @example
 * ```ts
 * const dataset = sourceDataset({ scheme, scenes: [memoryScene(scene), sceneSource(files)] });
 * ```
 */
export function memoryScene(scene: Scene): SceneSource {
  const { id, image } = scene;
  sceneDataset({ scheme: scene.labels.scheme, scenes: [scene] }); // checks it
  const labels = ignoreOutside(scene.labels, image);
  const { width, height, geotransform, crs, bands } = image;
  return Object.freeze({
    id,
    width,
    height,
    geotransform,
    crs,
    bands,
    scheme: labels.scheme,
    async readImage({ window = wholeWindow(image), signal }: ReadSceneOptions = {}) {
      signal?.throwIfAborted();
      return cropRaster(image, window);
    },
    async read({ window = wholeWindow(image), signal }: ReadSceneOptions = {}) {
      signal?.throwIfAborted();
      return Object.freeze({ id, image: cropRaster(image, window), labels: cropLabels(labels, window) });
    },
  });
}
