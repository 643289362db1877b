import { squaredDistance } from "@undercoat/morphology";
import { IGNORE_INDEX, type LabelMap, type Window } from "@undercoat/raster";
import type { LabelObject } from "./objects.ts";

/** An object with the pixels by which its boundary moves: above 0 outwards, below 0 inwards. */
export interface MovedObject {
  readonly object: LabelObject;
  readonly distance: number;
}

/** What stays the same for every object of a map. */
interface Field {
  readonly labels: LabelMap;
  /** Number of the object that holds each pixel, from 1; 0 elsewhere. */
  readonly owners: Int32Array;
}

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
  { into, classes }: { readonly into: number; readonly classes: readonly number[] },
): Uint8Array {
  const owners = new Int32Array(labels.data.length);
  moved.forEach(({ object }, index) => {
    for (const pixel of object.pixels) owners[pixel] = index + 1;
  });
  const field = { labels, owners };
  const data = labels.data.slice();
  for (const one of moved) if (one.distance < 0) erodeInto(data, field, one, into);
  const hasObjects = new Set(classes);
  const free = data.map((index, pixel) =>
    index !== IGNORE_INDEX && (index !== labels.data[pixel] || !hasObjects.has(index)) ? 1 : 0,
  );
  const nearest = new Float64Array(data.length).fill(Number.POSITIVE_INFINITY);
  for (const one of moved) if (one.distance > 0) dilateInto(data, field, one, { free, nearest });
  return data;
}

/** Sets pixels of an object to `into` that have a pixel of something else within the distance. */
function erodeInto(
  data: Uint8Array,
  { labels, owners }: Field,
  { object, distance }: MovedObject,
  into: number,
): void {
  const own = owners[object.pixels[0]!]!;
  const isOther = (pixel: number) => owners[pixel] !== own && labels.data[pixel] !== IGNORE_INDEX;
  forEachWithin(labels, object, { isSite: isOther, reach: -distance }, (pixel) => {
    if (owners[pixel] === own) data[pixel] = into;
  });
}

/** Gives free pixels within the distance of an object its class, unless a nearer object did. */
function dilateInto(
  data: Uint8Array,
  { labels, owners }: Field,
  { object, distance }: MovedObject,
  { free, nearest }: { readonly free: Uint8Array; readonly nearest: Float64Array },
): void {
  const own = owners[object.pixels[0]!]!;
  const isOwn = (pixel: number) => owners[pixel] === own;
  forEachWithin(labels, object, { isSite: isOwn, reach: distance }, (pixel, squared) => {
    if (free[pixel] === 0 || squared >= nearest[pixel]!) return;
    nearest[pixel] = squared;
    data[pixel] = object.classIndex;
  });
}

/** Visits the pixels around an object that have a site within reach, with their squared distance to it. */
function forEachWithin(
  labels: LabelMap,
  object: LabelObject,
  { isSite, reach }: { readonly isSite: (pixel: number) => boolean; readonly reach: number },
  visit: (pixel: number, squared: number) => void,
): void {
  const { x, y, width, height } = boxOf(object, labels, Math.ceil(reach));
  const pixelAt = (index: number) => (y + Math.floor(index / width)) * labels.width + x + (index % width);
  const sites = new Uint8Array(width * height);
  for (let index = 0; index < sites.length; index++) sites[index] = isSite(pixelAt(index)) ? 1 : 0;
  const squared = squaredDistance({ width, height, data: sites });
  if (squared === null) return;
  for (let index = 0; index < sites.length; index++) {
    if (squared[index]! <= reach * reach) visit(pixelAt(index), squared[index]!);
  }
}

/** The box around an object and `margin` pixels more, inside the map. */
function boxOf({ pixels }: LabelObject, { width, height }: LabelMap, margin: number): Window {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (const pixel of pixels) {
    const column = pixel % width;
    const row = (pixel - column) / width;
    left = Math.min(left, column);
    right = Math.max(right, column);
    top = Math.min(top, row);
    bottom = Math.max(bottom, row);
  }
  const x = Math.max(0, left - margin);
  const y = Math.max(0, top - margin);
  return {
    x,
    y,
    width: Math.min(width, right + margin + 1) - x,
    height: Math.min(height, bottom + margin + 1) - y,
  };
}
