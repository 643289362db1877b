import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { diskError } from "@undercoat/files";
import { listFolder } from "./list-folder.ts";
import { namesOf, refusedInput } from "./refused-input.ts";

/** Labels as a person gave them: a file for each scene, or one for all. */
export interface GivenLabels {
  readonly role: "noisy" | "clean";
  /** What was given, for messages. */
  readonly given: string;
  readonly kind: "raster" | "vector";
  /** File of each scene that has one, by scene id. */
  readonly files: ReadonlyMap<string, string>;
  /** Whether one file serves all scenes. */
  readonly isShared: boolean;
}

const RASTER = /\.tiff?$/i;
const VECTOR = /\.(?:geojson|geojsonl|geojsons|ndjson|json|fgb|osm|pbf)$/i;

/**
 * Finds the label files of the scenes.
 *
 * @param given - One file for all scenes; a folder with files that are called as the images, or have one more word behind
 *   the name (`_osmlike`); or a path whose name holds `{scene}`.
 * @throws {WorkflowError} `CONFIG_VALUE` if no image has a file, an image has several, or rasters and features are mixed.
 */
export async function givenLabels(
  role: GivenLabels["role"],
  given: string,
  scenes: readonly string[],
): Promise<GivenLabels> {
  const pattern = given.includes("{scene}") ? given : null;
  const files = pattern === null ? await filesOf(role, given, scenes) : ofPattern(pattern, scenes);
  if (files.size === 0)
    throw refusedInput(
      `no file of the ${role} labels "${given}" belongs to an image (${namesOf(scenes)}); call each as its image, or give a pattern such as --${role} ${path.join(pattern === null ? given : path.dirname(given), "{scene}_osm.tif")}`,
      { role, given },
    );
  const names = [...files.values()];
  const odd = names.find((name) => !RASTER.test(name) && !VECTOR.test(name));
  if (odd !== undefined)
    throw refusedInput(
      `"${odd}" is neither a GeoTIFF nor features that are read here (.geojson, .fgb, .osm, .osm.pbf); convert it: ogr2ogr ${path.parse(odd).name}.fgb ${path.basename(odd)}`,
      { role, file: odd },
    );
  const rasters = names.filter((name) => RASTER.test(name));
  if (rasters.length > 0 && rasters.length < names.length)
    throw refusedInput(
      `the ${role} labels "${given}" hold rasters and features, expected one kind; give a pattern such as {scene}.tif`,
      { role, given },
    );
  return {
    role,
    given,
    kind: rasters.length > 0 ? "raster" : "vector",
    files,
    isShared: names.every((name) => name === given),
  };
}

function ofPattern(pattern: string, scenes: readonly string[]): Map<string, string> {
  return new Map(
    scenes
      .map((scene) => [scene, pattern.replaceAll("{scene}", scene)] as const)
      .filter(([, file]) => existsSync(file)),
  );
}

async function filesOf(role: string, given: string, scenes: readonly string[]): Promise<Map<string, string>> {
  if (!isFolder(given)) return new Map(scenes.map((scene) => [scene, given]));
  const names = (await listFolder(given)).filter((name) => RASTER.test(name) || VECTOR.test(name));
  const files = new Map<string, string>();
  for (const scene of scenes) {
    const own = candidatesOf(scene, names, scenes);
    if (own.length > 1)
      throw refusedInput(
        `"${given}" holds ${own.length} files for the image "${scene}" (${namesOf(own)}); say which: --${role} ${path.join(given, own[0]!.replace(scene, "{scene}"))}`,
        { scene, files: own },
      );
    if (own[0] !== undefined) files.set(scene, path.join(given, own[0]));
  }
  return files;
}

/** The file called as the scene, else those with a word behind its name that are no other scene's. */
function candidatesOf(scene: string, names: readonly string[], scenes: readonly string[]): string[] {
  const same = names.filter((name) => stemOf(name) === scene);
  if (same.length > 0) return same;
  const isOwn = (stem: string, id: string) => stem.startsWith(id) && /^[_.-]/.test(stem.slice(id.length));
  return names.filter((name) => {
    const stem = stemOf(name);
    return (
      isOwn(stem, scene) && !scenes.some((id) => id.length > scene.length && (id === stem || isOwn(stem, id)))
    );
  });
}

function stemOf(name: string): string {
  return name
    .replace(RASTER, "")
    .replace(/\.osm\.pbf$/i, "")
    .replace(VECTOR, "");
}

function isFolder(given: string): boolean {
  try {
    return statSync(given).isDirectory();
  } catch (error) {
    throw diskError(error, given, "read");
  }
}
