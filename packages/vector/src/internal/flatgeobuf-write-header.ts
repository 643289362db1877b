import type { Bounds, Crs } from "@undercoat/raster";
import { Builder } from "flatbuffers";
import type { ColumnMeta } from "flatgeobuf/lib/mjs/column-meta.js";
import { Column } from "flatgeobuf/lib/mjs/flat-geobuf/column.js";
import { Crs as CrsTable } from "flatgeobuf/lib/mjs/flat-geobuf/crs.js";
import { Header } from "flatgeobuf/lib/mjs/flat-geobuf/header.js";

/** What a header says. */
export interface HeaderParts {
  readonly name: string;
  readonly crs: Crs;
  readonly columns: readonly ColumnMeta[];
  readonly extent: Bounds | null;
  readonly geometryType: number;
  readonly hasHeights: boolean;
  readonly featuresCount: number;
  /** 0 for a file without an index. */
  readonly nodeSize: number;
}

/**
 * The header of a FlatGeobuf file with its size in front. The library's own writes neither an index, an extent, nor a
 * CRS without a code.
 */
export function headerBytes({ name, crs, columns, extent, ...parts }: HeaderParts): Uint8Array {
  const builder = new Builder();
  const columnTables = columns.map((column) => columnTable(builder, column));
  const columnVector = columns.length === 0 ? null : Header.createColumnsVector(builder, columnTables);
  const { xMin, yMin, xMax, yMax } = extent ?? { xMin: 0, yMin: 0, xMax: 0, yMax: 0 };
  const envelope =
    extent === null ? null : Header.createEnvelopeVector(builder, Float64Array.of(xMin, yMin, xMax, yMax));
  const [crsPlace, namePlace] = [crsTable(builder, crs), builder.createString(name)];
  Header.startHeader(builder);
  Header.addName(builder, namePlace);
  if (envelope !== null) Header.addEnvelope(builder, envelope);
  Header.addGeometryType(builder, parts.geometryType);
  Header.addHasZ(builder, parts.hasHeights);
  if (columnVector !== null) Header.addColumns(builder, columnVector);
  Header.addFeaturesCount(builder, BigInt(parts.featuresCount));
  Header.addIndexNodeSize(builder, parts.nodeSize);
  if (crsPlace !== null) Header.addCrs(builder, crsPlace);
  builder.finishSizePrefixed(Header.endHeader(builder));
  return builder.asUint8Array();
}

function columnTable(builder: Builder, { name, type }: ColumnMeta): number {
  const place = builder.createString(name);
  Column.startColumn(builder);
  Column.addName(builder, place);
  Column.addType(builder, type);
  return Column.endColumn(builder);
}

function crsTable(builder: Builder, crs: Crs): number | null {
  if (crs.kind === "unknown") return null;
  const text = builder.createString(crs.kind === "epsg" ? "EPSG" : crs.wkt);
  CrsTable.startCrs(builder);
  if (crs.kind === "wkt") CrsTable.addWkt(builder, text);
  else {
    CrsTable.addOrg(builder, text);
    CrsTable.addCode(builder, crs.code);
  }
  return CrsTable.endCrs(builder);
}
