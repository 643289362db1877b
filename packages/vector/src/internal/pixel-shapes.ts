import type { Geotransform } from "@undercoat/raster";
import { VectorError } from "../errors.ts";
import type { Feature, Geometry, Line, Position } from "../feature.ts";

/** Lines of a shape in pixels: x, y, x, y …; rings are closed. */
export type PixelLine = Float64Array;

/** One thing that is burnt: a polygon with its holes, a line, or a point. */
export interface PixelShape {
  readonly kind: "polygon" | "line" | "point";
  readonly lines: readonly PixelLine[];
  /** The raster shows the map mirrored, as a south-up one does. */
  readonly isMirrored: boolean;
  /** First and last row, first and last column that it touches. */
  readonly rows: readonly [number, number];
  readonly columns: readonly [number, number];
}

/** Pixels of a map position. */
type ToPixel = (x: number, y: number) => readonly [column: number, row: number];

/** From map coordinates to pixels of a grid, with GDAL's roundings, so that ties fall as they do there. */
function toPixelOf([g0, g1, g2, g3, g4, g5]: Geotransform): ToPixel {
  if (g2 === 0 && g4 === 0) {
    const [offsetX, offsetY, scaleX, scaleY] = [-g0 / g1, -g3 / g5, 1 / g1, 1 / g5];
    return (x, y) => [offsetX + x * scaleX, offsetY + y * scaleY];
  }
  const inverse = 1 / (g1 * g5 - g2 * g4);
  const [xx, xy, yx, yy] = [g5 * inverse, -g2 * inverse, -g4 * inverse, g1 * inverse];
  const [offsetX, offsetY] = [(g2 * g3 - g0 * g5) * inverse, (-g1 * g3 + g0 * g4) * inverse];
  return (x, y) => [offsetX + x * xx + y * xy, offsetY + x * yx + y * yy];
}

/** @throws {VectorError} `GEOMETRY_BROKEN` for coordinates that are no numbers, or a ring of fewer than 4 positions. */
export function pixelShapes(feature: Feature, geotransform: Geotransform, name: string): PixelShape[] {
  if (feature.geometry === null) return [];
  const toPixel = toPixelOf(geotransform);
  const isMirrored = geotransform[1] * geotransform[5] - geotransform[2] * geotransform[4] > 0;
  return shapesOf(feature.geometry, { toPixel, isMirrored, name });
}

interface Place {
  readonly toPixel: ToPixel;
  readonly isMirrored: boolean;
  readonly name: string;
}

function shapesOf(geometry: Geometry, place: Place): PixelShape[] {
  const shape = (kind: PixelShape["kind"], lines: readonly Line[]) => shapeOf(kind, lines, place);
  switch (geometry.type) {
    case "Point":
      return [shape("point", [[geometry.coordinates]])];
    case "MultiPoint":
      return geometry.coordinates.map((position) => shape("point", [[position]]));
    case "LineString":
      return [shape("line", [geometry.coordinates])];
    case "MultiLineString":
      return geometry.coordinates.map((line) => shape("line", [line]));
    case "Polygon":
      return [shape("polygon", geometry.coordinates)];
    case "MultiPolygon":
      return geometry.coordinates.map((rings) => shape("polygon", rings));
    case "GeometryCollection":
      return geometry.geometries.flatMap((each) => shapesOf(each, place));
  }
}

function shapeOf(
  kind: PixelShape["kind"],
  lines: readonly Line[],
  { toPixel, isMirrored, name }: Place,
): PixelShape {
  if (kind === "polygon") for (const line of lines) assertRing(line, name);
  const pixels = lines.map((line) => pixelLine(line, toPixel, name));
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const line of pixels) {
    for (let at = 0; at < line.length; at += 2) {
      left = Math.min(left, line[at]!);
      right = Math.max(right, line[at]!);
      top = Math.min(top, line[at + 1]!);
      bottom = Math.max(bottom, line[at + 1]!);
    }
  }
  return {
    kind,
    lines: pixels,
    isMirrored,
    rows: [Math.floor(top), Math.floor(bottom)],
    columns: [Math.floor(left), Math.floor(right)],
  };
}

function pixelLine(line: Line, toPixel: ToPixel, name: string): PixelLine {
  const pixels = new Float64Array(2 * line.length);
  for (let index = 0; index < line.length; index++) {
    const position = line[index] ?? [];
    const [column, row] = toPixel(position[0] ?? Number.NaN, position[1] ?? Number.NaN);
    if (!Number.isFinite(column) || !Number.isFinite(row)) throw notFinite(position, index, name);
    pixels[2 * index] = column;
    pixels[2 * index + 1] = row;
  }
  return pixels;
}

function assertRing(line: Line, name: string): void {
  const [first = [], last = []] = [line[0], line.at(-1)];
  const isClosed = first[0] === last[0] && first[1] === last[1];
  if (line.length >= 4 && isClosed) return;
  throw new VectorError("GEOMETRY_BROKEN", {
    message: `${name}: a ring has ${line.length} positions${isClosed ? "" : " and its last is not its first"}, but at least 4 were expected, the last equal to the first; mend it: ogr2ogr -makevalid`,
    context: { feature: name, positions: line.length },
  });
}

function notFinite(position: Position, index: number, name: string): VectorError {
  return new VectorError("GEOMETRY_BROKEN", {
    message: `${name}: position ${index} is [${position.join(", ")}], but two numbers were expected; mend or remove the feature`,
    context: { feature: name, index },
  });
}
