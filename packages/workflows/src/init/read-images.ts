import path from "node:path";
import { openGeoTiff } from "@undercoat/geotiff";
import { isProjectionError } from "@undercoat/projections";
import { type Band, crsName, type Grid, pixelToMap, type SampleType, sameCrs } from "@undercoat/raster";
import { groundScaleOf } from "../files/ground-scale-of.ts";
import { listFolder } from "./list-folder.ts";
import { namesOf, refusedInput } from "./refused-input.ts";

/** One image of the folder: a scene to be. */
export interface SceneImage {
  /** File name without its ending. */
  readonly id: string;
  readonly file: string;
  readonly grid: Grid;
  readonly bands: readonly Band[];
  readonly sampleType: SampleType;
  /** Number of the band that holds opacity, from 1; null where there is none. */
  readonly alpha: number | null;
  /** Side of a pixel on the ground, in metres; null where the CRS does not tell. */
  readonly pixelMetres: number | null;
}

/** The images of a folder, all of one kind. */
export interface SceneImages {
  readonly folder: string;
  /** `.tif` or `.tiff`, as the files are written. */
  readonly ending: string;
  readonly scenes: readonly SceneImage[];
}

/**
 * Reads the heads of all GeoTIFFs of a folder.
 *
 * @throws {WorkflowError} `CONFIG_VALUE` if there is none, or if bands, sample types or CRS differ.
 */
export async function readImages(folder: string): Promise<SceneImages> {
  const files = (await listFolder(folder)).filter((name) => /\.tiff?$/i.test(name));
  if (files.length === 0)
    throw refusedInput(
      `"${folder}" holds 0 GeoTIFFs (.tif, .tiff), expected at least 1; give the folder with the images`,
      { folder },
    );
  const endings = [...new Set(files.map((name) => path.extname(name)))];
  if (endings.length > 1)
    throw refusedInput(
      `the images in "${folder}" end in ${endings.join(" and ")}, expected one ending for all; rename some`,
      { folder, endings },
    );
  const scenes: SceneImage[] = [];
  for (const name of files) scenes.push(await readHead(folder, name));
  assertAlike(scenes, "bands", ({ bands }) => `${bands.length} bands`);
  assertAlike(scenes, "sample types", ({ sampleType }) => sampleType);
  assertSameCrs(scenes);
  return { folder, ending: endings[0]!, scenes };
}

async function readHead(folder: string, name: string): Promise<SceneImage> {
  const file = path.join(folder, name);
  const source = await openGeoTiff(file);
  await source.close();
  const { width, height, geotransform, crs, bands, sampleType, alpha } = source;
  const grid = { width, height, geotransform, crs };
  return {
    id: path.parse(name).name,
    file,
    grid,
    bands,
    sampleType,
    alpha,
    pixelMetres: pixelMetresOf(grid),
  };
}

/** Side of a pixel in the middle, on the ground: the square root of its area. */
export function pixelMetresOf({ geotransform, crs, width, height }: Grid): number | null {
  if (geotransform === null || crs.kind === "unknown") return null;
  try {
    const scale = groundScaleOf(crs)(...pixelToMap(geotransform, width / 2, height / 2));
    const [, a, b, , c, d] = geotransform;
    return Math.sqrt(Math.abs(a * d - b * c) * scale.x * scale.y);
  } catch (error) {
    if (isProjectionError(error)) return null;
    throw error;
  }
}

function assertAlike(
  scenes: readonly SceneImage[],
  what: string,
  kindOf: (scene: SceneImage) => string,
): void {
  const kinds = [...new Set(scenes.map(kindOf))];
  if (kinds.length < 2) return;
  const namesWith = (kind: string) =>
    namesOf(scenes.filter((scene) => kindOf(scene) === kind).map(({ id }) => id));
  const words = kinds.map((kind) => `${kind} (${namesWith(kind)})`);
  throw refusedInput(
    `${what} of the images differ: ${words.join("; ")}; put images of one kind into a folder of their own`,
    { kinds },
  );
}

function assertSameCrs(scenes: readonly SceneImage[]): void {
  const [first] = scenes;
  const other = scenes.find(({ grid }) => !sameCrs(grid.crs, first!.grid.crs));
  if (other === undefined) return;
  throw refusedInput(
    `CRS of the images differ: ${crsName(first!.grid.crs)} ("${first!.id}") and ${crsName(other.grid.crs)} ("${other.id}"); warp them into one (gdalwarp -t_srs), or give each CRS a folder and a config of its own`,
    { scenes: [first!.id, other.id] },
  );
}
