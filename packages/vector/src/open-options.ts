import * as z from "zod";

const FORMATS = ["geojson", "geojson-lines", "flatgeobuf", "osm-xml", "osm-pbf", "overpass-json"] as const;

/** A CRS as text, such as `EPSG:32618` or WKT, as an EPSG code, or as the object that sources carry. */
export const CrsOption = z.union([
  z.string().min(1),
  z.int().positive(),
  z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("epsg"), code: z.int().positive() }),
    z.strictObject({ kind: z.literal("wkt"), wkt: z.string().min(1) }),
    z.strictObject({ kind: z.literal("unknown") }),
  ]),
]);
/** A CRS as text, such as `EPSG:32618` or WKT, as an EPSG code, or as the object that sources carry. */
export type CrsOption = z.input<typeof CrsOption>;

/** Options of `openVector`. */
export const OpenVectorOptions = z.strictObject({
  /** How the file is written down. Omitted: what its first bytes say, then its name. */
  format: z.enum(FORMATS).optional(),
  /** CRS of a file that names none. GeoJSON without one is EPSG:4326; a file that names another is refused. */
  crs: CrsOption.optional(),
  /** What becomes of features whose geometry is broken: the pass stops, or they are left out and counted. */
  broken: z.enum(["refuse", "leave-out"]).default("refuse"),
  /** Most nodes of OpenStreetMap data that are held, about 24 bytes each. */
  mostNodes: z.int().min(1).default(50_000_000),
});
/** Options of `openVector`. */
export type OpenVectorOptions = z.input<typeof OpenVectorOptions>;
