/** A position: x, y and, where there is one, a height that is not used. */
export type Position = readonly number[];

/** A line or, closed, a ring: the last position of a ring equals its first. */
export type Line = readonly Position[];

/** Geometry as in RFC 7946, in any CRS; the types of `@types/geojson` can be given as they are. */
export type Geometry =
  | { readonly type: "Point"; readonly coordinates: Position }
  | { readonly type: "MultiPoint"; readonly coordinates: readonly Position[] }
  | { readonly type: "LineString"; readonly coordinates: Line }
  | { readonly type: "MultiLineString"; readonly coordinates: readonly Line[] }
  | { readonly type: "Polygon"; readonly coordinates: readonly Line[] }
  | { readonly type: "MultiPolygon"; readonly coordinates: readonly (readonly Line[])[] }
  | { readonly type: "GeometryCollection"; readonly geometries: readonly Geometry[] };

/** Properties of a feature, its tags in OpenStreetMap data. */
export type Properties = Readonly<Record<string, unknown>>;

/** A geometry with its properties. */
export interface Feature {
  readonly type: "Feature";
  readonly id?: string | number | undefined;
  readonly properties: Properties;
  readonly geometry: Geometry | null;
}
