import type { Crs, Geotransform } from "@undercoat/raster";
import { GeoTiffError } from "../errors.ts";
import { type Directory, hasTag, readDoubles, readUnsigned } from "./directory.ts";

/** Keys of the GeoKeyDirectory (OGC GeoTIFF 1.1, section 7). */
export const GEO_KEYS = { ModelType: 1024, RasterType: 1025, GeodeticCrs: 2048, ProjectedCrs: 3072 } as const;

const PIXEL_IS_POINT = 2;

/** Where the pixels of an image lie. */
export interface Georeference {
  readonly geotransform: Geotransform | null;
  readonly crs: Crs;
  /** What a reader of the numbers should know. */
  readonly notes: readonly string[];
}

/** @throws {GeoTiffError} `BROKEN_GEOREFERENCE` */
export async function readGeoreference(directory: Directory): Promise<Georeference> {
  const keys = await readGeoKeys(directory);
  const isPoint = keys.get(GEO_KEYS.RasterType) === PIXEL_IS_POINT;
  const stored = (await fromScale(directory)) ?? (await fromMatrix(directory));
  if (stored?.every(Number.isFinite) === false) throw broken(directory, "the geotransform is not finite");
  const notes: string[] = [];
  if (stored === null && hasTag(directory, "ModelTiepoint"))
    notes.push("placed by control points, which are not read");
  if (stored !== null && isPoint)
    notes.push("coordinates of pixel centres (PixelIsPoint) were moved to pixel corners");
  return { geotransform: stored !== null && isPoint ? toCorners(stored) : stored, crs: crsOf(keys), notes };
}

/** Points name the centre of the first pixel; its corner lies half a pixel before. */
function toCorners([g0, g1, g2, g3, g4, g5]: Geotransform): Geotransform {
  return [g0 - (g1 + g2) / 2, g1, g2, g3 - (g4 + g5) / 2, g4, g5];
}

async function fromScale(directory: Directory): Promise<Geotransform | null> {
  const scale = await readDoubles(directory, "ModelPixelScale");
  if (scale === null) return null;
  const [scaleX = 0, scaleY = 0] = scale;
  // Writers mirror a raster by a negative first number; a negative second one is read in two ways.
  if (scale.length < 2 || scaleX === 0 || !(scaleY > 0)) {
    throw broken(directory, `tag ModelPixelScale holds ${listed(scale)}, two numbers above 0 were expected`);
  }
  const tie = await readDoubles(directory, "ModelTiepoint");
  if (tie === null || tie.length < 6) {
    throw broken(directory, `tag ModelTiepoint holds ${listed(tie ?? [])}, at least 6 numbers were expected`);
  }
  const [column = 0, row = 0, , x = 0, y = 0] = tie;
  return [x - column * scaleX, scaleX, 0, y + row * scaleY, 0, -scaleY];
}

async function fromMatrix(directory: Directory): Promise<Geotransform | null> {
  const matrix = await readDoubles(directory, "ModelTransformation");
  if (matrix === null) return null;
  if (matrix.length !== 16) {
    throw broken(directory, `tag ModelTransformation holds ${matrix.length} numbers, 16 were expected`);
  }
  const [a = 0, b = 0, , d = 0, e = 0, f = 0, , h = 0] = matrix;
  if (a * f - b * e === 0)
    throw broken(
      directory,
      `tag ModelTransformation holds ${listed(matrix)}, which maps all pixels to a line`,
    );
  return [d, a, b, h, e, f];
}

async function readGeoKeys(directory: Directory): Promise<ReadonlyMap<number, number>> {
  const values = await readUnsigned(directory, "GeoKeyDirectory");
  const keys = new Map<number, number>();
  if (values === null) return keys;
  const count = values[3] ?? 0;
  if (values.length < 4 + 4 * count || values.length < 4) {
    throw broken(directory, `tag GeoKeyDirectory claims ${count} keys, but holds ${values.length} numbers`);
  }
  for (let at = 4; at < 4 + 4 * count; at += 4) {
    const [key = 0, location = 0, , value = 0] = values.slice(at, at + 4);
    if (location === 0) keys.set(key, value); // else the value lies in another tag: text or numbers, not codes
  }
  return keys;
}

/** The code of the horizontal system; codes from 32767 on are not EPSG's in a GeoTIFF. */
function crsOf(keys: ReadonlyMap<number, number>): Crs {
  const model = keys.get(GEO_KEYS.ModelType);
  const code = keys.get(model === 1 ? GEO_KEYS.ProjectedCrs : GEO_KEYS.GeodeticCrs) ?? 0;
  return (model === 1 || model === 2) && code >= 1024 && code <= 32766
    ? { kind: "epsg", code }
    : { kind: "unknown" };
}

function listed(numbers: readonly number[]): string {
  return numbers.length === 0 ? "nothing" : numbers.slice(0, 6).join(", ");
}

function broken(directory: Directory, what: string): GeoTiffError {
  const { name } = directory.tiff.source;
  return new GeoTiffError("BROKEN_GEOREFERENCE", {
    message: `"${name}": ${what}; set it anew: gdal_edit.py -a_ullr <left> <top> <right> <bottom> -a_srs EPSG:<code> "${name}"`,
    context: { name },
  });
}
