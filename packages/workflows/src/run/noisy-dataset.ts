import { type Scene, type SceneDataset, transformLabels } from "@undercoat/datasets";
import { labelNoise, otherLabelsOf } from "@undercoat/label-noise";
import type { LabelNoiseOptions } from "@undercoat/label-noise/options";
import type { Rng } from "@undercoat/random";
import type { LabelMap } from "@undercoat/raster";
import type { ResolvedConfig } from "../config/run-config.ts";

/** Keys of `data.labels` that a run reads: what is learnt from, and what noises take from other labels. */
export function usedLabels({ pretrainings }: ResolvedConfig): ReadonlySet<string> {
  const used = Object.values(pretrainings).flatMap(({ labels, noise }) => [
    labels,
    ...(noise === undefined ? [] : otherLabelsOf(noise)),
  ]);
  return new Set(["clean", ...used]);
}

/** Noise on every scene, which may look at the scene's image and at its other labels. */
export function noisyDataset(
  dataset: SceneDataset,
  noise: LabelNoiseOptions,
  { rng, scenesOf }: { readonly rng: Rng; readonly scenesOf: (labels: string) => readonly Scene[] },
): SceneDataset {
  const { name, apply } = labelNoise(noise);
  const names = otherLabelsOf(noise);
  const contextOf = (labels: LabelMap) => {
    const scene = dataset.scenes.find((one) => one.labels === labels);
    if (scene === undefined) return {};
    const others = names.flatMap((other) => {
      const found = scenesOf(other).find(({ id }) => id === scene.id);
      return found === undefined ? [] : [[other, found.labels] as const];
    });
    return { image: scene.image, otherLabels: Object.fromEntries(others) };
  };
  const transform = {
    name,
    apply: (labels: LabelMap, stream: Rng) => apply(labels, stream, contextOf(labels)),
  };
  return transformLabels(dataset, transform, rng).dataset;
}
