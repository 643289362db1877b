import type { Crs, Geotransform } from "@undercoat/raster";
import { GeoTiffError } from "../errors.ts";
import { crsOf } from "./crs/crs-of.ts";
import { readGeoKeys } from "./crs/geo-keys.ts";
import { type Directory, hasTag, readDoubles } from "./directory.ts";

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
  const isPoint = keys.code(GEO_KEYS.RasterType) === PIXEL_IS_POINT;
  const { crs, notes: crsNotes } = crsOf(keys);
  const stored = (await fromScale(directory)) ?? (await fromMatrix(directory));
  if (stored?.every(Number.isFinite) === false) throw broken(directory, "the geotransform is not finite");
  const notes: string[] = [];
  if (stored === null && hasTag(directory, "ModelTiepoint"))
    notes.push("placed by control points, which are not read");
  if (stored !== null && isPoint)
    notes.push("coordinates of pixel centres (PixelIsPoint) were moved to pixel corners");
  return {
    geotransform: stored !== null && isPoint ? toCorners(stored) : stored,
    crs,
    notes: [...notes, ...crsNotes],
  };
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
