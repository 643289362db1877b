import { type BinaryMap, connectedComponents, dilate, erode } from "@undercoat/morphology";
import { IGNORE_INDEX } from "@undercoat/raster";

/** A patch with what is said of it. */
export interface PatchLabels {
  /** Class indices; 255 where ignored. */
  readonly labels: Uint8Array;
  /** `[pixel, class]`. */
  readonly probabilities: Float32Array;
  readonly width: number;
  readonly height: number;
}

/** What {@link addOmittedObjects} is told beside the patch. */
export interface OmittedObjectsOptions {
  readonly classCount: number;
  readonly background: number;
  /** Pixels on both sides of an added object's edge that nobody learns from. */
  readonly border: number;
}

/**
 * The labels with every predicted object (connected pixels of a probability above one half) that touches no labelled
 * object. Pixels of the background near the edge of an added object are ignored.
 */
export function addOmittedObjects(
  { labels, probabilities, width, height }: PatchLabels,
  { classCount, background, border }: OmittedObjectsOptions,
): Uint8Array {
  const result = labels.slice();
  const grid = { width, height };
  for (let k = 0; k < classCount; k++) {
    if (k === background) continue;
    const predicted = labels.map((_, pixel) => (probabilities[pixel * classCount + k]! > 0.5 ? 1 : 0));
    const added = untouched({ ...grid, data: predicted }, labels, background);
    if (added === null) continue;
    const map = { ...grid, data: added };
    const edge = border === 0 ? null : edgeOf(map, border);
    labels.forEach((label, pixel) => {
      if (label !== background) return; // what is labelled, or ignored, stays
      if (edge?.data[pixel] === 1) result[pixel] = IGNORE_INDEX;
      else if (added[pixel] === 1) result[pixel] = k;
    });
  }
  return result;
}

/** The components in which every known label is background; `null` where there is none. */
function untouched(map: BinaryMap, labels: Uint8Array, background: number): Uint8Array | null {
  const { data, count } = connectedComponents(map, { connectivity: 8 });
  const touched = new Uint8Array(count + 1);
  labels.forEach((label, pixel) => {
    if (label !== background && label !== IGNORE_INDEX) touched[data[pixel]!] = 1;
  });
  touched[0] = 1;
  const added = labels.map((_, pixel) => 1 - touched[data[pixel]!]!);
  return added.includes(1) ? added : null;
}

/** Pixels within `radius`, in rows and columns, of both sides of an edge. */
function edgeOf(map: BinaryMap, radius: number): BinaryMap {
  const element = { shape: "square", radius } as const;
  const [grown, shrunk] = [dilate(map, element), erode(map, element, { border: "foreground" })];
  return {
    ...map,
    data: grown.data.map((value, pixel) => (value === 1 && shrunk.data[pixel] === 0 ? 1 : 0)),
  };
}
