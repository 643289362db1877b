import { connectedRegions } from "@undercoat/morphology";
import type { LabelMap, Window } from "@undercoat/raster";

/** Connected pixels of one class, as runs. */
export interface ObjectTable {
  readonly count: number;
  readonly classIndices: Uint8Array;
  /** Pixels of every object. */
  readonly sizes: Uint32Array;
  /** Position of every object's first run in `starts` and `ends`, and their number at the end. */
  readonly firstRuns: Int32Array;
  /** First pixel of every run, and the one after its last, in raster order within an object. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** The objects of some classes: class by class, then in raster order of their first pixel. */
export function objectsOf(
  labels: LabelMap,
  { classes, connectivity }: { readonly classes: readonly number[]; readonly connectivity: 4 | 8 },
): ObjectTable {
  const leaveOut = Array.from({ length: 256 }, (_, index) => index).filter(
    (index) => !classes.includes(index),
  );
  const regions = connectedRegions(labels, { connectivity, leaveOut });
  const { count } = regions;
  const order = Array.from({ length: count }, (_, region) => region).sort(
    (a, b) => regions.values[a]! - regions.values[b]! || a - b,
  );
  const places = new Int32Array(count);
  order.forEach((region, object) => {
    places[region] = object;
  });
  const firstRuns = new Int32Array(count + 1);
  for (const region of regions.numbers) firstRuns[places[region]! + 1]! += 1;
  for (let object = 0; object < count; object++) firstRuns[object + 1]! += firstRuns[object]!;
  const next = firstRuns.slice();
  const starts = new Int32Array(regions.starts.length);
  const ends = new Int32Array(regions.starts.length);
  for (let run = 0; run < starts.length; run++) {
    const at = next[places[regions.numbers[run]!]!]!++;
    starts[at] = regions.starts[run]!;
    ends[at] = regions.ends[run]!;
  }
  const sizes = Uint32Array.from(order, (region) => regions.sizes[region]!);
  const classIndices = Uint8Array.from(order, (region) => regions.values[region]!);
  return { count, classIndices, sizes, firstRuns, starts, ends };
}

/** Numbers of the objects, for loops that draw. */
export function objectNumbers({ count }: ObjectTable): number[] {
  return Array.from({ length: count }, (_, object) => object);
}

/** Gives all pixels of an object a class index. */
export function fillObject(
  data: Uint8Array,
  { firstRuns, starts, ends }: ObjectTable,
  { object, classIndex }: { readonly object: number; readonly classIndex: number },
): void {
  for (let run = firstRuns[object]!; run < firstRuns[object + 1]!; run++) {
    data.fill(classIndex, starts[run]!, ends[run]!);
  }
}

/** The box around an object and `margin` pixels more, inside the map. */
export function objectBox(
  { firstRuns, starts, ends }: ObjectTable,
  {
    object,
    margin,
    labels: { width, height },
  }: { readonly object: number; readonly margin: number; readonly labels: LabelMap },
): Window {
  const [from, to] = [firstRuns[object]!, firstRuns[object + 1]!];
  const top = Math.floor(starts[from]! / width);
  const bottom = Math.floor(starts[to - 1]! / width);
  let [left, right] = [width, 0];
  for (let run = from; run < to; run++) {
    const column = starts[run]! % width;
    left = Math.min(left, column);
    right = Math.max(right, column + ends[run]! - starts[run]!);
  }
  const x = Math.max(0, left - margin);
  const y = Math.max(0, top - margin);
  return {
    x,
    y,
    width: Math.min(width, right + margin) - x,
    height: Math.min(height, bottom + 1 + margin) - y,
  };
}

/** An object in a box of the map. */
interface InBox {
  readonly object: number;
  readonly box: Window;
  readonly labels: LabelMap;
}

/** 1 where an object lies, in a box of the map. */
export function objectShape(objects: ObjectTable, where: InBox): Uint8Array {
  const shape = new Uint8Array(where.box.width * where.box.height);
  objectShapeInto(shape, objects, where);
  return shape;
}

/** Marks where an object lies, in a box of the map that is 0 elsewhere. */
export function objectShapeInto(
  shape: Uint8Array,
  { firstRuns, starts, ends }: ObjectTable,
  { object, box, labels }: InBox,
): void {
  for (let run = firstRuns[object]!; run < firstRuns[object + 1]!; run++) {
    const row = Math.floor(starts[run]! / labels.width);
    const at = (row - box.y) * box.width + starts[run]! - row * labels.width - box.x;
    shape.fill(1, at, at + ends[run]! - starts[run]!);
  }
}
