import { type BinaryMap, classMap, dilate, erode } from "@undercoat/morphology";
import type { Rng } from "@undercoat/random";
import { IGNORE_INDEX, type LabelMap, labelMap } from "@undercoat/raster";
import { objectsOf } from "../src/spatial/internal/objects.ts";

/** Labels moved by whole pixels; what comes from outside is ignored. */
export function moved(labels: LabelMap, [dx, dy]: readonly [number, number]): LabelMap {
  const { width, height } = labels;
  const data = labels.data.map((_, pixel) => {
    const [x, y] = [(pixel % width) - dx, Math.floor(pixel / width) - dy];
    return x < 0 || y < 0 || x >= width || y >= height ? IGNORE_INDEX : labels.data[y * width + x]!;
  });
  return labelMap({ ...labels, data });
}

/** One class grown (above 0) or shrunk (below 0) by a disk; what it leaves becomes class 0. */
export function grown(labels: LabelMap, classIndex: number, radius: number): LabelMap {
  const map: BinaryMap = classMap(labels, classIndex);
  const element = { shape: "disk" as const, radius: Math.abs(radius) };
  const after = radius > 0 ? dilate(map, element) : erode(map, element, { border: "foreground" });
  const data = labels.data.map((index, pixel) => {
    if (index === IGNORE_INDEX) return index;
    if (after.data[pixel] === 1) return classIndex;
    return index === classIndex ? 0 : index;
  });
  return labelMap({ ...labels, data });
}

/** Objects of one class left out with a probability that may depend on the object; says how many. */
export function withoutObjects(
  labels: LabelMap,
  {
    classIndex,
    probability,
  }: {
    readonly classIndex: number;
    readonly probability: (pixels: number, centre: readonly [number, number]) => number;
  },
  rng: Rng,
): { readonly labels: LabelMap; readonly left: number; readonly of: number } {
  const objects = objectsOf(labels, [classIndex]);
  const gone = objects.filter(({ pixels, centre }) => rng.next() < probability(pixels.length, centre));
  const data = labels.data.slice();
  for (const { pixels } of gone) for (const pixel of pixels) data[pixel] = 0;
  return { labels: labelMap({ ...labels, data }), left: gone.length, of: objects.length };
}

/** Every pixel redrawn among the other classes with a probability that may depend on it. */
export function flipped(labels: LabelMap, rate: (pixel: number) => number, rng: Rng): LabelMap {
  const classes = labels.scheme.classes.length;
  const data = labels.data.map((index, pixel) => {
    if (index === IGNORE_INDEX || rng.next() >= rate(pixel)) return index;
    return (index + 1 + rng.int(classes - 1)) % classes;
  });
  return labelMap({ ...labels, data });
}

/** Disks at random places, inside of which every second pixel is redrawn. */
export function clumped(
  labels: LabelMap,
  { clumps, radius }: { readonly clumps: number; readonly radius: number },
  rng: Rng,
): LabelMap {
  const { width, height } = labels;
  const inside = new Uint8Array(width * height);
  for (let clump = 0; clump < clumps; clump++) {
    const [x, y] = [rng.int(width), rng.int(height)];
    for (let row = Math.max(0, y - radius); row <= Math.min(height - 1, y + radius); row++) {
      for (let column = Math.max(0, x - radius); column <= Math.min(width - 1, x + radius); column++) {
        if ((row - y) ** 2 + (column - x) ** 2 <= radius ** 2) inside[row * width + column] = 1;
      }
    }
  }
  return flipped(labels, (pixel) => inside[pixel]! / 2, rng);
}
