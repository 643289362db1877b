import { IGNORE_INDEX, type LabelMap } from "@undercoat/raster";
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
  for (const { object, distance } of moved)
    if (distance < 0) erodeInto(data, field, object, { distance, into });
  const free = data.map((index, pixel) =>
    index !== IGNORE_INDEX && (!classes.includes(index) || index !== labels.data[pixel]) ? 1 : 0,
  );
  const nearest = new Float64Array(data.length).fill(Number.POSITIVE_INFINITY);
  for (const { object, distance } of moved) {
    if (distance > 0) dilateInto(data, field, object, { distance, free, nearest });
  }
  return data;
}

/** Sets pixels of an object to `into` that have a pixel outside the object within the distance. */
function erodeInto(
  data: Uint8Array,
  field: Field,
  { pixels }: LabelObject,
  { distance, into }: { readonly distance: number; readonly into: number },
): void {
  const own = field.owners[pixels[0]!]!;
  const disk = diskOf(-distance);
  const outside = new Set<number>();
  for (const pixel of pixels) {
    forEachAround(pixel, FOUR, field.labels, (near) => {
      if (field.owners[near] !== own && field.labels.data[near] !== IGNORE_INDEX) outside.add(near);
    });
  }
  for (const pixel of outside) {
    forEachAround(pixel, disk, field.labels, (near) => {
      if (field.owners[near] === own) data[near] = into;
    });
  }
}

/** Gives free pixels within the distance of an object its class, unless a nearer object did. */
function dilateInto(
  data: Uint8Array,
  { labels, owners }: Field,
  { pixels, classIndex }: LabelObject,
  {
    distance,
    free,
    nearest,
  }: { readonly distance: number; readonly free: Uint8Array; readonly nearest: Float64Array },
): void {
  const own = owners[pixels[0]!]!;
  const disk = diskOf(distance);
  for (const pixel of pixels) {
    if (!touchesOther(pixel, owners, own, labels)) continue;
    forEachAround(pixel, disk, labels, (near, squared) => {
      if (free[near] === 0 || owners[near] === own || squared >= nearest[near]!) return;
      nearest[near] = squared;
      data[near] = classIndex;
    });
  }
}

function touchesOther(pixel: number, owners: Int32Array, own: number, labels: LabelMap): boolean {
  let touches = false;
  forEachAround(pixel, FOUR, labels, (near) => {
    if (owners[near] !== own) touches = true;
  });
  return touches;
}

type Step = readonly [dx: number, dy: number, squared: number];

const FOUR: readonly Step[] = [
  [0, -1, 1],
  [-1, 0, 1],
  [1, 0, 1],
  [0, 1, 1],
];

/** Steps to all pixels within a distance. */
function diskOf(radius: number): Step[] {
  const reach = Math.floor(radius);
  const steps: Step[] = [];
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      const squared = dx * dx + dy * dy;
      if (squared <= radius * radius) steps.push([dx, dy, squared]);
    }
  }
  return steps;
}

function forEachAround(
  pixel: number,
  steps: readonly Step[],
  { width, height }: LabelMap,
  visit: (near: number, squared: number) => void,
): void {
  const column = pixel % width;
  const row = (pixel - column) / width;
  for (const [dx, dy, squared] of steps) {
    const x = column + dx;
    const y = row + dy;
    if (x >= 0 && y >= 0 && x < width && y < height) visit(y * width + x, squared);
  }
}
