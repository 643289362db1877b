import { IGNORE_INDEX, type Window } from "@undercoat/raster";
import type { Patch } from "../cut-patches.ts";
import type { Scene } from "../scene-dataset.ts";

/** What the labels of a window hold, where the image is valid. */
export function patchContents(
  { labels, image }: Pick<Scene, "labels" | "image">,
  window: Window,
): Pick<Patch, "classFractions" | "validFraction"> {
  const counts = labels.scheme.classes.map(() => 0);
  let total = 0;
  for (let row = window.y; row < window.y + window.height; row++) {
    for (let pixel = row * labels.width + window.x, end = pixel + window.width; pixel < end; pixel++) {
      const classIndex = labels.data[pixel]!;
      if (classIndex === IGNORE_INDEX || image.validity?.[pixel] === 0) continue;
      counts[classIndex]!++;
      total++;
    }
  }
  return {
    classFractions: counts.map((count) => (total === 0 ? 0 : count / total)),
    validFraction: total / (window.width * window.height),
  };
}
