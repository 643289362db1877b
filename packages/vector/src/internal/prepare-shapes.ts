import type { Geotransform } from "@undercoat/raster";
import { VectorError } from "../errors.ts";
import type { Feature, Geometry, Line, Position } from "../feature.ts";
import type { LineWidth } from "./burn-wide-line.ts";
import { filled, type GrowingArray, growingArray, push, reserve } from "./growing-array.ts";
import {
  CLOCKWISE,
  COUNTERCLOCKWISE,
  LINE,
  NO_LEVEL_EDGE,
  type PixelShapes,
  POINT,
  POLYGON,
} from "./pixel-shapes.ts";
import { isClockwise } from "./ring-direction.ts";

/** How the geometry of a feature is burnt. */
export interface ShapeUse {
  readonly classIndex: number;
  readonly order: number;
  /** The width of a line around a place in pixels; null: it has none. */
  readonly widthAt: ((column: number, row: number) => LineWidth) | null;
  /** Says in messages which feature it is, counted from 1. */
  readonly number: number;
  readonly feature: Feature;
}

/** A feature in a message. */
export function featureName({ number, feature }: Pick<ShapeUse, "number" | "feature">): string {
  return `feature ${number}${feature.id === undefined ? "" : ` ("${feature.id}")`}`;
}

/** Takes geometries one by one, and gives them as shapes in pixels of a grid. */
export interface ShapeCollector {
  /** @throws {VectorError} `GEOMETRY_BROKEN` for coordinates that are no numbers, or rings of fewer than 4 positions. */
  add(geometry: Geometry, use: ShapeUse): void;
  shapes(): PixelShapes;
}

interface Store {
  readonly affine: Affine;
  readonly coordinates: GrowingArray<Float64Array<ArrayBuffer>>;
  readonly lineStarts: GrowingArray<Uint32Array<ArrayBuffer>>;
  readonly turns: GrowingArray<Uint8Array<ArrayBuffer>>;
  readonly shapeLines: GrowingArray<Uint32Array<ArrayBuffer>>;
  readonly kinds: GrowingArray<Uint8Array<ArrayBuffer>>;
  readonly classIndices: GrowingArray<Uint8Array<ArrayBuffer>>;
  readonly bounds: GrowingArray<Float64Array<ArrayBuffer>>;
  readonly orders: GrowingArray<Float64Array<ArrayBuffer>>;
  readonly widths: Map<number, LineWidth>;
}

type Affine = readonly [x0: number, xx: number, xy: number, y0: number, yx: number, yy: number];

/** Collects shapes for a grid with this geotransform. */
export function shapeCollector(geotransform: Geotransform): ShapeCollector {
  const floats = () => growingArray((buffer) => new Float64Array(buffer));
  const integers = () => growingArray((buffer) => new Uint32Array(buffer));
  const bytes = () => growingArray((buffer) => new Uint8Array(buffer));
  const store: Store = {
    affine: inverted(geotransform),
    coordinates: floats(),
    lineStarts: integers(),
    turns: bytes(),
    shapeLines: integers(),
    kinds: bytes(),
    classIndices: bytes(),
    bounds: floats(),
    orders: floats(),
    widths: new Map(),
  };
  return { add: (geometry, use) => addGeometry(store, geometry, use), shapes: () => finished(store) };
}

function finished(store: Store): PixelShapes {
  push(store.lineStarts, store.coordinates.length);
  push(store.shapeLines, store.turns.length);
  const count = store.kinds.length;
  const orders = store.orders.items;
  const sequence = Uint32Array.from({ length: count }, (_, shape) => shape);
  if (orders.subarray(0, count).some((order) => order !== orders[0]))
    sequence.sort((a, b) => orders[a]! - orders[b]! || a - b);
  return {
    count,
    coordinates: filled(store.coordinates),
    lineStarts: filled(store.lineStarts),
    turns: filled(store.turns),
    shapeLines: filled(store.shapeLines),
    kinds: filled(store.kinds),
    classIndices: filled(store.classIndices),
    bounds: filled(store.bounds),
    widths: store.widths,
    sequence,
  };
}

/** From map coordinates to pixels of a grid, with GDAL's roundings, so that ties fall as they do there. */
function inverted([g0, g1, g2, g3, g4, g5]: Geotransform): Affine {
  if (g2 === 0 && g4 === 0) return [-g0 / g1, 1 / g1, 0, -g3 / g5, 0, 1 / g5];
  const inverse = 1 / (g1 * g5 - g2 * g4);
  return [
    (g2 * g3 - g0 * g5) * inverse,
    g5 * inverse,
    -g2 * inverse,
    (-g1 * g3 + g0 * g4) * inverse,
    -g4 * inverse,
    g1 * inverse,
  ];
}

function addGeometry(store: Store, geometry: Geometry, use: ShapeUse): void {
  switch (geometry.type) {
    case "Point":
      addShape(store, [[geometry.coordinates]], { kind: POINT, use });
      return;
    case "MultiPoint":
      for (const position of geometry.coordinates) addShape(store, [[position]], { kind: POINT, use });
      return;
    case "LineString":
      addShape(store, [geometry.coordinates], { kind: LINE, use });
      return;
    case "MultiLineString":
      for (const line of geometry.coordinates) addShape(store, [line], { kind: LINE, use });
      return;
    case "Polygon":
      addShape(store, geometry.coordinates, { kind: POLYGON, use });
      return;
    case "MultiPolygon":
      for (const rings of geometry.coordinates) addShape(store, rings, { kind: POLYGON, use });
      return;
    case "GeometryCollection":
      for (const each of geometry.geometries) addGeometry(store, each, use);
  }
}

function addShape(
  store: Store,
  lines: readonly Line[],
  { kind, use }: { readonly kind: number; readonly use: ShapeUse },
): void {
  const start = store.coordinates.length;
  push(store.shapeLines, store.turns.length);
  for (const line of lines) {
    if (kind === POLYGON) assertRing(line, use);
    push(store.lineStarts, store.coordinates.length);
    const isLevel = addPositions(store, line, use);
    push(
      store.turns,
      kind !== POLYGON || !isLevel ? NO_LEVEL_EDGE : isClockwise(line) ? CLOCKWISE : COUNTERCLOCKWISE,
    );
  }
  const width = addBounds(store, start, kind === POLYGON ? null : use.widthAt);
  if (width !== null) store.widths.set(store.kinds.length, width);
  push(store.kinds, kind);
  push(store.classIndices, use.classIndex);
  push(store.orders, use.order);
}

/** Adds the pixels of a line, and tells whether a level edge runs through the middle of a row. */
function addPositions({ coordinates, affine }: Store, line: Line, use: ShapeUse): boolean {
  const [x0, xx, xy, y0, yx, yy] = affine;
  reserve(coordinates, 2 * line.length);
  const { items } = coordinates;
  let at = coordinates.length;
  let isLevel = false;
  let lastRow = Number.NaN;
  for (let index = 0; index < line.length; index++) {
    const position = line[index] ?? [];
    const x = position[0] ?? Number.NaN;
    const y = position[1] ?? Number.NaN;
    const column = x0 + x * xx + y * xy;
    const row = y0 + x * yx + y * yy;
    if (!(Number.isFinite(column) && Number.isFinite(row))) throw notFinite(position, index, use);
    isLevel ||= row === lastRow && row - Math.floor(row) === 0.5;
    lastRow = row;
    items[at] = column;
    items[at + 1] = row;
    at += 2;
  }
  coordinates.length = at;
  return isLevel;
}

/** Adds what the positions from `start` on span, widened by their width, which is returned. */
function addBounds(
  { coordinates: { items, length }, bounds }: Store,
  start: number,
  widthAt: ShapeUse["widthAt"],
): LineWidth | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = start; at < length; at += 2) {
    const x = items[at]!;
    const y = items[at + 1]!;
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  const width = left > right ? null : (widthAt?.((left + right) / 2, (top + bottom) / 2) ?? null);
  const [reachX, reachY] = width === null ? [0, 0] : [width.reachX + 1, width.reachY + 1];
  reserve(bounds, 4);
  bounds.items[bounds.length] = Math.floor(left - reachX);
  bounds.items[bounds.length + 1] = Math.floor(top - reachY);
  bounds.items[bounds.length + 2] = Math.floor(right + reachX);
  bounds.items[bounds.length + 3] = Math.floor(bottom + reachY);
  bounds.length += 4;
  return width;
}

function assertRing(line: Line, use: ShapeUse): void {
  const [first = [], last = []] = [line[0], line.at(-1)];
  const isClosed = first[0] === last[0] && first[1] === last[1];
  if (line.length >= 4 && isClosed) return;
  throw new VectorError("GEOMETRY_BROKEN", {
    message: `${featureName(use)}: a ring has ${line.length} positions${isClosed ? "" : " and its last is not its first"}, but at least 4 were expected, the last equal to the first; mend it: ogr2ogr -makevalid`,
    context: { feature: featureName(use), positions: line.length },
  });
}

function notFinite(position: Position, index: number, use: ShapeUse): VectorError {
  return new VectorError("GEOMETRY_BROKEN", {
    message: `${featureName(use)}: position ${index} is [${position.join(", ")}], but two numbers were expected; mend or remove the feature`,
    context: { feature: featureName(use), index },
  });
}
