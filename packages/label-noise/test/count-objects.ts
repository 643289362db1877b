import { IGNORE_INDEX, type LabelMap } from "@undercoat/raster";
import type { ObjectChange } from "../src/index.ts";

/** Objects lost, added and moved, counted by sets of pixels: slow, and nothing like the code that is tested. */
export function countObjects(clean: LabelMap, noisy: LabelMap): ObjectChange[] {
  const isBoth = (pixel: number) => clean.data[pixel] !== IGNORE_INDEX && noisy.data[pixel] !== IGNORE_INDEX;
  return clean.scheme.classes.map((_, index) => {
    const before = regions(clean, (pixel) => isBoth(pixel) && clean.data[pixel] === index);
    const after = regions(noisy, (pixel) => isBoth(pixel) && noisy.data[pixel] === index);
    const isLost = (region: ReadonlySet<number>) => [...region].every((pixel) => noisy.data[pixel] !== index);
    const isNew = (region: ReadonlySet<number>) => [...region].every((pixel) => clean.data[pixel] !== index);
    const isSame = (region: ReadonlySet<number>) =>
      after.some((one) => one.size === region.size && [...one].every((pixel) => region.has(pixel)));
    return {
      clean: before.length,
      noisy: after.length,
      lost: before.filter(isLost).length,
      added: after.filter(isNew).length,
      moved: before.filter((region) => !isLost(region) && !isSame(region)).length,
    };
  });
}

function regions({ width, height }: LabelMap, isInside: (pixel: number) => boolean): Set<number>[] {
  const seen = new Set<number>();
  const found: Set<number>[] = [];
  for (let start = 0; start < width * height; start++) {
    if (seen.has(start) || !isInside(start)) continue;
    const region = new Set([start]);
    for (const pixel of region) {
      const x = pixel % width;
      const near = [
        pixel - width,
        pixel + width,
        ...(x > 0 ? [pixel - 1] : []),
        ...(x < width - 1 ? [pixel + 1] : []),
      ];
      for (const one of near) if (one >= 0 && one < width * height && isInside(one)) region.add(one);
    }
    for (const pixel of region) seen.add(pixel);
    found.push(region);
  }
  return found;
}
