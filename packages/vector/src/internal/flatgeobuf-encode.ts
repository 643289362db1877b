import { Builder, ByteBuffer } from "flatbuffers";
import type { ColumnMeta } from "flatgeobuf/lib/mjs/column-meta.js";
import { Feature as FeatureTable } from "flatgeobuf/lib/mjs/flat-geobuf/feature.js";
import { buildFeature, type IProperties } from "flatgeobuf/lib/mjs/generic/feature.js";
import type { IParsedGeometry } from "flatgeobuf/lib/mjs/generic/geometry.js";
import type { Feature, Geometry, Line } from "../feature.ts";
import { GEOMETRY_TYPES } from "./flatgeobuf-geometry.ts";

/** What all features of a file share. */
export interface Layer {
  readonly columns: ColumnMeta[];
  readonly hasHeights: boolean;
}

/** A feature with its size in front, as it stands in the file. */
export function encodedFeature(
  { properties, geometry }: Feature,
  { columns, hasHeights }: Layer,
): Uint8Array {
  const values = Object.fromEntries(
    columns.map(({ name }) => [name, properties[name] ?? null]),
  ) as IProperties;
  const header = { columns } as Parameters<typeof buildFeature>[2];
  if (geometry !== null) return buildFeature(flat(geometry, hasHeights), values, header).slice(); // not the builder's 1 KiB
  return withoutGeometry(buildFeature(flat({ type: "Point", coordinates: [0, 0] }, false), values, header));
}

/** The library builds none without a geometry: its properties are taken from one that has. */
function withoutGeometry(bytes: Uint8Array): Uint8Array {
  const properties = FeatureTable.getSizePrefixedRootAsFeature(new ByteBuffer(bytes)).propertiesArray();
  const builder = new Builder();
  const vector = properties === null ? null : FeatureTable.createPropertiesVector(builder, properties);
  FeatureTable.startFeature(builder);
  if (vector !== null) FeatureTable.addProperties(builder, vector);
  builder.finishSizePrefixed(FeatureTable.endFeature(builder));
  return builder.asUint8Array();
}

/** A geometry as rows of numbers. */
function flat(geometry: Geometry, hasHeights: boolean): IParsedGeometry {
  const type = GEOMETRY_TYPES.indexOf(geometry.type);
  switch (geometry.type) {
    case "Point":
      return rows([[geometry.coordinates]], { type, hasHeights });
    case "MultiPoint":
    case "LineString":
      return rows([geometry.coordinates], { type, hasHeights });
    case "MultiLineString":
    case "Polygon":
      return rows(geometry.coordinates, { type, hasHeights });
    case "MultiPolygon":
      return parts(
        geometry.coordinates.map((coordinates) => flat({ type: "Polygon", coordinates }, hasHeights)),
        type,
      );
    case "GeometryCollection":
      return parts(
        geometry.geometries.map((each) => flat(each, hasHeights)),
        type,
      );
  }
}

function rows(
  lines: readonly Line[],
  { type, hasHeights }: { type: number; hasHeights: boolean },
): IParsedGeometry {
  const positions = lines.flat();
  let end = 0;
  const ends = lines.map(({ length }) => {
    end += length;
    return end;
  });
  return {
    xy: positions.flatMap(([x = 0, y = 0]) => [x, y]),
    ...(hasHeights ? { z: positions.map(([, , z = 0]) => z) } : {}),
    ...(lines.length > 1 ? { ends } : {}),
    type,
  } as IParsedGeometry;
}

function parts(geometries: IParsedGeometry[], type: number): IParsedGeometry {
  return { parts: geometries, type } as IParsedGeometry;
}
