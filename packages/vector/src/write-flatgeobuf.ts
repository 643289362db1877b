import { writeFileAtomic } from "@undercoat/files";
import type { Bounds } from "@undercoat/raster";
import type { Feature, Geometry } from "./feature.ts";
import { isLonLat } from "./internal/crs.ts";
import { geometryBounds, linesOf } from "./internal/feature-bounds.ts";
import { columnsOf } from "./internal/flatgeobuf-columns.ts";
import { encodedFeature } from "./internal/flatgeobuf-encode.ts";
import { GEOMETRY_TYPES } from "./internal/flatgeobuf-geometry.ts";
import { MAGIC } from "./internal/flatgeobuf-header.ts";
import { hilbertOrder, NODE_SIZE, packedTree, unionOf } from "./internal/flatgeobuf-index.ts";
import { headerBytes } from "./internal/flatgeobuf-write-header.ts";
import { parsedOptions } from "./internal/parsed-options.ts";
import { crsToWrite, type Features, writableFeature } from "./internal/writable-feature.ts";
import { WriteFlatGeobufOptions } from "./write-options.ts";
import type { WriteReport } from "./write-report.ts";

const PIECE = 2 ** 20;

/**
 * Writes a FlatGeobuf file with a spatial index, which GDAL, QGIS and this package read. The file appears whole or not
 * at all.
 *
 * Columns are those of all features: whole numbers, numbers, text, booleans, bytes, and JSON for lists, objects and
 * columns of several kinds. Ids of features are not kept, as the format has no place for them. With an index, features
 * stand along a Hilbert curve, not in the order that they came in.
 *
 * @remarks All features are held until they are written.
 * @throws {VectorError} `GEOMETRY_BROKEN`, `NOT_WRITABLE` for a property that is neither JSON nor bytes,
 *   `CRS_MISMATCH`, `OPTIONS_REFUSED`
 * @throws {FilesError} `DISK_FULL`, `NO_ACCESS` and the other codes of `writeFileAtomic`
 *
 * @example
 * ```ts
 * await writeFlatGeobuf("labels.fgb", polygonize(labels).features, { crs: labels.crs });
 * ```
 */
export async function writeFlatGeobuf(
  path: string,
  features: Features,
  options: WriteFlatGeobufOptions = {},
): Promise<WriteReport> {
  const { crs: option, index, name } = parsedOptions(WriteFlatGeobufOptions, options);
  const crs = crsToWrite(features, option);
  const all: Feature[] = [];
  for await (const feature of features)
    all.push(writableFeature(feature, { file: path, number: all.length + 1, isLonLat: isLonLat(crs) }));
  const boxes = all.flatMap(({ geometry }) => (geometry === null ? [] : [geometryBounds(geometry)]));
  const extent = boxes.length === 0 ? null : unionOf(boxes);
  const isIndexed = index && all.length > 0 && boxes.length === all.length && extent !== null;
  const ordered = isIndexed ? hilbertOrder(boxes, extent) : all.map((_, at) => at);
  const layer = { columns: columnsOf(all.map(({ properties }) => properties)), hasHeights: haveHeights(all) };
  const encoded = ordered.map((at) => encodedFeature(all[at]!, layer));
  const tree = isIndexed
    ? packedTree(
        ordered.map((at) => boxes[at] as Bounds),
        offsetsOf(encoded),
      )
    : new Uint8Array();
  const header = headerBytes({
    name,
    crs,
    ...layer,
    extent,
    geometryType: commonGeometryType(all),
    featuresCount: all.length,
    nodeSize: isIndexed ? NODE_SIZE : 0,
  });
  await writeFileAtomic(path, pieces([Uint8Array.of(...MAGIC, 0), header, tree, ...encoded]));
  return {
    features: all.length,
    notes: notesOf(all, { isWanted: index, isIndexed, hasHeights: layer.hasHeights }),
  };
}

/** Heights are kept where every position has one. */
function haveHeights(all: readonly Feature[]): boolean {
  const isHigh = (geometry: Geometry) =>
    linesOf(geometry).every((line) => line.every((position) => position.length > 2));
  const geometries = all.flatMap(({ geometry }) => geometry ?? []);
  return geometries.length > 0 && geometries.every(isHigh);
}

/** The one type of all geometries; 0 where they differ. */
function commonGeometryType(all: readonly Feature[]): number {
  const types = new Set(all.flatMap(({ geometry }) => geometry?.type ?? []));
  const [only] = types;
  return types.size === 1 && only !== undefined ? GEOMETRY_TYPES.indexOf(only) : 0;
}

function offsetsOf(encoded: readonly Uint8Array[]): number[] {
  let offset = 0;
  return encoded.map(({ length }) => {
    offset += length;
    return offset - length;
  });
}

async function* pieces(parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let size = 0;
  for (const part of parts) {
    held.push(part);
    size += part.length;
    if (size < PIECE) continue;
    yield Buffer.concat(held);
    [held, size] = [[], 0];
  }
  yield Buffer.concat(held);
}

function notesOf(
  all: readonly Feature[],
  { isWanted, isIndexed, hasHeights }: { isWanted: boolean; isIndexed: boolean; hasHeights: boolean },
): string[] {
  const ids = all.filter(({ id }) => id !== undefined).length;
  const isHigh = ({ geometry }: Feature) =>
    geometry !== null && linesOf(geometry).some((line) => line.some((position) => position.length > 2));
  return [
    isWanted && !isIndexed && all.length > 0
      ? "without an index: features without geometry have no place in one"
      : "",
    ids > 0 ? `${ids} ids were not kept: the format has no place for them` : "",
    !hasHeights && all.some(isHigh) ? "heights were not kept: not every position has one" : "",
  ].filter((note) => note !== "");
}
