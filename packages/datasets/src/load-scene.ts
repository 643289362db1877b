import type { Scene } from "./scene-dataset.ts";
import { type SceneSourceOptions, sceneSource } from "./scene-source.ts";

/** Options of {@link loadScene}. */
export interface LoadSceneOptions extends SceneSourceOptions {
  readonly signal?: AbortSignal;
}

/**
 * Reads a scene as a whole; {@link sceneSource} reads it window by window. Where the image is not valid it is 0 and its
 * labels are ignored.
 *
 * @remarks Does not close the rasters.
 * @throws {DatasetsError} As {@link sceneSource}.
 * @throws {RasterError} As {@link sceneSource}.
 *
 * @example
 * ```ts
 * const scene = await loadScene({ id: "north", image, labels, scheme, downsample: 2 });
 * ```
 */
export async function loadScene({ signal, ...options }: LoadSceneOptions): Promise<Scene> {
  return sceneSource(options).read(signal === undefined ? {} : { signal });
}
