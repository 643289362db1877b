import { type NearRoom, nearRoom, nearRows } from "@undercoat/morphology";
import { IGNORE_INDEX, type LabelMap, type Window } from "@undercoat/raster";
import { type ObjectTable, objectBox, objectShapeInto } from "./objects.ts";

/** How an object moves its boundary: above 0 outwards, below 0 inwards, in pixels or by a share of its area. */
export interface MovedObject {
  readonly object: number;
  readonly by: number;
  readonly unit: "pixels" | "area";
}

/** What stays the same for every object of a map. */
interface Field {
  readonly labels: LabelMap;
  readonly objects: ObjectTable;
  /** Memory that every object uses again. */
  readonly room: NearRoom;
  readonly scratch: { shape: Uint8Array; sites: Uint8Array };
}

/** No map is as wide; farther than this, nothing is looked for. */
const FARTHEST = 65_000;

/**
 * Erodes and dilates objects by Euclidean distances. Eroded pixels become `into`; objects grow over eroded
 * pixels and over every class that has no objects here, the nearest first. Neither the edge of the map
 * nor an ignored pixel is a boundary.
 *
 * @remarks Time in proportion to the objects' boxes, not to the distance.
 */
export function moveBoundaries(
  labels: LabelMap,
  moved: readonly MovedObject[],
  {
    objects,
    into,
    classes,
  }: { readonly objects: ObjectTable; readonly into: number; readonly classes: readonly number[] },
): Uint8Array {
  const scratch = { shape: new Uint8Array(0), sites: new Uint8Array(0) };
  const field = { labels, objects, room: nearRoom(), scratch };
  const data = labels.data.slice();
  for (const one of moved) if (one.by < 0) erodeInto(data, field, { ...one, into });
  const growing = moved
    .filter(({ by }) => by > 0)
    .map((one) => ({ object: one.object, reach: reachOf(field, one) }));
  const most = growing.reduce((longest, { reach }) => Math.max(longest, reach), 0);
  const nearest = distancesUpTo(most, data.length);
  const unclaimed = nearest[0]!;
  const hasObjects = new Uint8Array(256);
  for (const index of classes) hasObjects[index] = 1;
  const isFree = (pixel: number) =>
    nearest[pixel] !== unclaimed ||
    (data[pixel] !== IGNORE_INDEX && (data[pixel] !== labels.data[pixel] || hasObjects[data[pixel]!] === 0));
  for (const { object, reach } of growing) {
    const classIndex = objects.classIndices[object]!;
    forEachWithin(field, { object, from: "inside", reach }, (pixel, squared) => {
      if (squared >= nearest[pixel]! || !isFree(pixel)) return;
      nearest[pixel] = squared;
      data[pixel] = classIndex;
    });
  }
  return data;
}

/** Room for squared distances, as small as it can be, filled with one that is farther than all. */
function distancesUpTo(reach: number, length: number): Uint8Array | Uint16Array | Uint32Array {
  if (reach * reach < 0xff) return new Uint8Array(length).fill(0xff);
  return reach * reach < 0xffff
    ? new Uint16Array(length).fill(0xffff)
    : new Uint32Array(length).fill(0xffffffff);
}

/** Sets pixels of an object to `into` that have a pixel of something else within the distance. */
function erodeInto(data: Uint8Array, field: Field, moved: MovedObject & { readonly into: number }): void {
  const reach = reachOf(field, moved);
  forEachWithin(field, { object: moved.object, from: "outside", reach }, (pixel) => {
    data[pixel] = moved.into;
  });
}

/** The distance in pixels; for a share of the area the smallest one that reaches it. */
function reachOf(field: Field, { object, by, unit }: MovedObject): number {
  const { width, height } = field.labels;
  const farthest = Math.min(FARTHEST, width + height);
  if (unit === "pixels") return Math.min(Math.abs(by), farthest);
  const wanted = Math.abs(by) * field.objects.sizes[object]!;
  for (let reach = 2; ; reach *= 2) {
    const counts = new Map<number, number>();
    const from = by < 0 ? "outside" : "inside";
    forEachWithin(field, { object, from, reach: Math.min(reach, farthest) }, (pixel, squared) => {
      if (field.labels.data[pixel] !== IGNORE_INDEX) counts.set(squared, (counts.get(squared) ?? 0) + 1);
    });
    let sum = 0;
    for (const squared of [...counts.keys()].sort((a, b) => a - b)) {
      sum += counts.get(squared)!;
      // half a step more, so that the root's rounding loses no pixel
      if (sum >= wanted) return Math.sqrt(squared + 0.5);
    }
    if (reach >= farthest) return farthest;
  }
}

/**
 * Visits pixels with their squared distance: those around an object that have a pixel of it within reach, or those of the
 * object that have a pixel of something else within reach.
 */
function forEachWithin(
  { labels, objects, room, scratch }: Field,
  {
    object,
    from,
    reach,
  }: { readonly object: number; readonly from: "inside" | "outside"; readonly reach: number },
  visit: (pixel: number, squared: number) => void,
): void {
  const box = objectBox(objects, { object, margin: Math.ceil(reach), labels });
  const { width, height } = box;
  const length = width * height;
  if (scratch.shape.length < length) {
    scratch.shape = new Uint8Array(length);
    scratch.sites = new Uint8Array(length);
  }
  const shape = scratch.shape.subarray(0, length).fill(0);
  objectShapeInto(shape, objects, { object, box, labels });
  const isInside = from === "inside";
  if (!isInside) outsideInto(scratch.sites, shape, { box, labels });
  const wanted = isInside ? 0 : 1;
  const most = reach * reach;
  nearRows(
    { width, height, data: isInside ? shape : scratch.sites.subarray(0, length) },
    {
      reach,
      room,
      visit(row, squared) {
        const start = (box.y + row) * labels.width + box.x;
        const at = row * width;
        for (let x = 0; x < width; x++) {
          if (squared[x]! <= most && shape[at + x] === wanted) visit(start + x, squared[x]!);
        }
      },
    },
  );
}

function outsideInto(
  sites: Uint8Array,
  shape: Uint8Array,
  { box, labels }: { readonly box: Window; readonly labels: LabelMap },
): void {
  for (let row = 0, at = 0; row < box.height; row++) {
    const start = (box.y + row) * labels.width + box.x;
    for (let x = 0; x < box.width; x++, at++)
      sites[at] = Number(shape[at] === 0 && labels.data[start + x] !== IGNORE_INDEX);
  }
}
