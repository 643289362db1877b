import { type EdgeStore, edgeStore } from "./edge-store.ts";
import { ringsOfEdges } from "./rings-of-edges.ts";

/** A region whose last row has passed. */
export interface TracedRegion {
  readonly classIndex: number;
  readonly pixels: number;
  /** Sum of the values that were given with its pixels, and how many were. */
  readonly sum: number;
  /** Its first pixel in raster order: row · width + column. */
  readonly first: number;
  /** The outer ring, then holes; corners x, y, x, y … in pixels, region on the right as seen. */
  readonly rings: readonly (readonly number[])[];
}

/** Traces regions of equal class, connected along edges, row by row. */
export interface RowTracer {
  /** Takes the next row; gives the regions that end above it. `values`: 0 to 254, 255 for none. */
  row(classes: Uint8Array, values: Uint8Array | null): TracedRegion[];
  /** The regions that reach the last row. */
  end(): TracedRegion[];
}

interface Region {
  readonly classIndex: number;
  pixels: number;
  sum: number;
  first: number;
  lastRow: number;
  head: number;
  tail: number;
  /** What it was joined to; itself where it was not. */
  parent: Region | null;
}

/** @param isTraced - 1 for class indices that become regions. */
export function rowTracer(width: number, isTraced: Uint8Array): RowTracer {
  const edges = edgeStore();
  const nothing = new Uint8Array(width).fill(255);
  const state = {
    before: nothing.slice(),
    regions: new Array<Region | null>(width).fill(null),
    openLeft: new Int32Array(width).fill(-1),
    openRight: new Int32Array(width).fill(-1),
    y: 0,
  };
  const next = (classes: Uint8Array, values: Uint8Array | null) => {
    const { before, regions, y } = state;
    const traced = classes.map((index) => (isTraced[index] === 1 ? index : 255));
    const now = regionsOfRow(traced, { before, regions, edges, y });
    count(now, { values, y, width });
    addLevelEdges({ traced, before, now, regions }, edges, y);
    addUprightEdges(traced, { ...state, now, edges });
    const ended = endedRegions(regions, now, edges);
    state.before = traced;
    state.regions = now;
    state.y += 1;
    return ended;
  };
  return { row: next, end: () => next(nothing, null) };
}

interface Above {
  readonly before: Uint8Array;
  readonly regions: readonly (Region | null)[];
  readonly edges: EdgeStore;
  readonly y: number;
}

/** The region of every pixel of a row: that of the run it stands in, joined with those of equal class above. */
function regionsOfRow(traced: Uint8Array, { before, regions, edges, y }: Above): (Region | null)[] {
  const now = new Array<Region | null>(traced.length).fill(null);
  for (let from = 0; from < traced.length; ) {
    const classIndex = traced[from]!;
    let to = from;
    let run: Region | null = null;
    for (; to < traced.length && traced[to] === classIndex; to++) {
      if (classIndex === 255 || before[to] !== classIndex) continue;
      const above = rootOf(regions[to]!);
      if (run === null) run = above;
      else if (run !== above) run = joined(run, above, edges);
    }
    if (classIndex !== 255) {
      run ??= {
        classIndex,
        pixels: 0,
        sum: 0,
        first: y * traced.length + from,
        lastRow: y,
        head: -1,
        tail: -1,
        parent: null,
      };
      now.fill(run, from, to);
    }
    from = to;
  }
  for (let x = 0; x < now.length; x++) if (now[x] !== null) now[x] = rootOf(now[x]!); // a later run may have joined it
  return now;
}

function rootOf(region: Region): Region {
  let root = region;
  while (root.parent !== null) {
    if (root.parent.parent !== null) root.parent = root.parent.parent; // halves the way of the next one
    root = root.parent;
  }
  return root;
}

/** One region of two, whose edges follow each other. */
function joined(one: Region, other: Region, edges: EdgeStore): Region {
  if (one.head < 0) {
    one.head = other.head;
    one.tail = other.tail;
  } else if (other.head >= 0) {
    edges.link(one.tail, other.head);
    one.tail = other.tail;
  }
  one.pixels += other.pixels;
  one.sum += other.sum;
  one.first = Math.min(one.first, other.first);
  other.parent = one;
  return one;
}

function count(
  now: readonly (Region | null)[],
  { values, y, width }: { readonly values: Uint8Array | null; readonly y: number; readonly width: number },
): void {
  for (let x = 0; x < width; x++) {
    const region = now[x];
    if (region == null) continue;
    region.pixels += 1;
    region.lastRow = y;
    if (values !== null) region.sum += values[x]!;
  }
}

function addEdge(region: Region, edge: number, edges: EdgeStore): void {
  if (region.head < 0) region.head = edge;
  else edges.link(region.tail, edge);
  region.tail = edge;
}

interface TwoRows {
  readonly traced: Uint8Array;
  readonly before: Uint8Array;
  readonly now: readonly (Region | null)[];
  readonly regions: readonly (Region | null)[];
}

/** Edges between this row and the one above: upper ones of this row run right, lower ones of that row run left. */
function addLevelEdges({ traced, before, now, regions }: TwoRows, edges: EdgeStore, y: number): void {
  for (const [classes, others, owners, isUpper] of [
    [traced, before, now, true],
    [before, traced, regions, false],
  ] as const) {
    for (let from = 0; from < classes.length; ) {
      const classIndex = classes[from]!;
      let to = from + 1;
      if (classIndex !== 255 && others[from] !== classIndex) {
        while (to < classes.length && classes[to] === classIndex && others[to] !== classIndex) to += 1;
        const edge = isUpper ? edges.add(from, y, to, y) : edges.add(to, y, from, y);
        addEdge(rootOf(owners[from]!), edge, edges);
      }
      from = to;
    }
  }
}

/** Edges between neighbours of a row, which go on from those of the row above where its pixel has the same class. */
function addUprightEdges(
  traced: Uint8Array,
  {
    before,
    now,
    openLeft,
    openRight,
    edges,
    y,
  }: Pick<TwoRows, "before" | "now"> & {
    readonly openLeft: Int32Array;
    readonly openRight: Int32Array;
    readonly edges: EdgeStore;
    readonly y: number;
  },
): void {
  for (let x = 0; x < traced.length; x++) {
    const classIndex = traced[x]!;
    const goesOn = before[x] === classIndex;
    const isEdge = (other: number | undefined) => classIndex !== 255 && other !== classIndex;
    if (!isEdge(traced[x - 1])) openLeft[x] = -1;
    else if (goesOn && openLeft[x]! >= 0) edges.lowerStart(openLeft[x]!, y + 1);
    else {
      openLeft[x] = edges.add(x, y + 1, x, y);
      addEdge(now[x]!, openLeft[x]!, edges);
    }
    if (!isEdge(traced[x + 1])) openRight[x] = -1;
    else if (goesOn && openRight[x]! >= 0) edges.lowerEnd(openRight[x]!, y + 1);
    else {
      openRight[x] = edges.add(x + 1, y, x + 1, y + 1);
      addEdge(now[x]!, openRight[x]!, edges);
    }
  }
}

/** Regions of the row above that this row does not have, from left to right. */
function endedRegions(
  regions: readonly (Region | null)[],
  now: readonly (Region | null)[],
  edges: EdgeStore,
): TracedRegion[] {
  const living = new Set(now);
  const ended = new Set<Region>();
  for (const region of regions) {
    if (region === null) continue;
    const root = rootOf(region);
    if (!living.has(root)) ended.add(root);
  }
  return [...ended].map(({ classIndex, pixels, sum, first, head }) => ({
    classIndex,
    pixels,
    sum,
    first,
    rings: ringsOfEdges(edges.take(head)),
  }));
}
