import { isFilesError, sha256File } from "@undercoat/files";
import { openGeoTiff } from "@undercoat/geotiff";
import { groundPixelSize, isProjectionError, type Point, pointTransform } from "@undercoat/projections";
import type { FileRecord } from "@undercoat/provenance";
import { type Crs, crsName, type Geotransform, pixelToMap } from "@undercoat/raster";

/** Longitude and latitude: what GeoJSON is in (RFC 7946). */
const DEGREES: Crs = { kind: "epsg", code: 4326 };

/** What is read of a file: hash, CRS, size of a pixel on the ground, bounds. A file that is not there has no hash. */
export async function readFileRecord(
  path: string,
  { shown, recordedSha256 = null }: { readonly shown: string; readonly recordedSha256?: string | null },
): Promise<FileRecord> {
  const sha256 = await sha256File(path).catch((error: unknown) => {
    if (isFilesError(error, "FILE_MISSING")) return null;
    throw error;
  });
  const bare = { file: shown, sha256, recordedSha256, crs: null, pixelMetres: null, bounds: null };
  if (sha256 === null) return bare;
  if (/\.geojson$/i.test(path)) return { ...bare, crs: crsName(DEGREES) };
  return /\.tiff?$/i.test(path) ? { ...bare, ...(await readPlace(path)) } : bare;
}

async function readPlace(path: string): Promise<Pick<FileRecord, "crs" | "pixelMetres" | "bounds">> {
  const source = await openGeoTiff(path);
  await source.close();
  const { crs, geotransform, width, height } = source;
  const name = crs.kind === "unknown" ? null : crsName(crs);
  if (name === null || geotransform === null) return { crs: name, pixelMetres: null, bounds: null };
  try {
    const middle = pixelToMap(geotransform, width / 2, height / 2);
    const pixel = groundPixelSize(geotransform, crs, middle);
    return {
      crs: name,
      pixelMetres: Math.min(pixel.width, pixel.height),
      bounds: boundsInDegrees(geotransform, crs, [width, height]),
    };
  } catch (error) {
    // the file is there and has a CRS; only where it lies cannot be told, and the rules say so
    if (isProjectionError(error)) return { crs: name, pixelMetres: null, bounds: null };
    throw error;
  }
}

function boundsInDegrees(
  geotransform: Geotransform,
  crs: Crs,
  [width, height]: readonly [number, number],
): [number, number, number, number] {
  const { forward } = pointTransform(crs, DEGREES);
  const corners: readonly Point[] = [
    [0, 0],
    [width, 0],
    [0, height],
    [width, height],
  ];
  const places = corners.map(([column, row]) => forward(...pixelToMap(geotransform, column, row)));
  const [xs, ys] = [places.map(([x]) => x), places.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
