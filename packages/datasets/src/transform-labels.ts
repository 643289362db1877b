import type { Rng } from "@undercoat/random";
import type { LabelMap } from "@undercoat/raster";
import { type SceneDataset, sceneDataset } from "./scene-dataset.ts";

/** Anything that makes other labels of labels, such as a label noise. */
export interface LabelTransform<Report = unknown> {
  readonly name: string;
  apply(labels: LabelMap, rng: Rng): { readonly labels: LabelMap; readonly report: Report };
}

/** What a transform did to one scene. */
export interface SceneReport<Report> {
  readonly sceneId: string;
  readonly report: Report;
}

/**
 * Transforms the labels of every scene once, before patches are cut, each with its own stream
 * `rng.fork(scene.id)`: so the result of a scene does not depend on the other scenes.
 *
 * @throws {DatasetsError} `SIZE_MISMATCH` or `SCHEME_MISMATCH` if the transform changed the grid or the classes.
 *
 * @example
 * ```ts
 * const { dataset: noisy, reports } = transformLabels(clean, noise, createRng(0).fork("noise"));
 * ```
 */
export function transformLabels<Report>(
  dataset: SceneDataset,
  transform: LabelTransform<Report>,
  rng: Rng,
): { dataset: SceneDataset; reports: SceneReport<Report>[] } {
  const reports: SceneReport<Report>[] = [];
  const scenes = dataset.scenes.map((scene) => {
    const { labels, report } = transform.apply(scene.labels, rng.fork(scene.id));
    reports.push({ sceneId: scene.id, report });
    return { ...scene, labels };
  });
  return { dataset: sceneDataset({ ...dataset, scenes }), reports };
}
