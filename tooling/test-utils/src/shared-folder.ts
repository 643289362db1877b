import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** Where {@link sharedFolder} looks; tests of this package give their own. */
export interface SharedPlaces {
  /** The root of the repository; `shared` lies beside it. */
  readonly root: string;
  /** Environment variables: `UNDERCOAT_SHARED`, `UNDERCOAT_GOLDEN`, `UNDERCOAT_ZOO`, `CI`. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The root of this repository. */
export const repositoryRoot: string = resolve(fileURLToPath(import.meta.url), "../../../..");

/** This repository and this process's environment. */
export const realPlaces: SharedPlaces = { root: repositoryRoot, env: process.env };

/**
 * The path of a folder (or file) below `shared`, or `null` where it is absent.
 *
 * `shared` is the folder beside the repository, or `UNDERCOAT_SHARED`. `UNDERCOAT_GOLDEN` replaces
 * `shared/golden` and `UNDERCOAT_ZOO` replaces `shared/data/geotiff_zoo`.
 *
 * @example
 * ```ts
 * const folder = sharedFolder("golden", "stats"); // string | null
 * ```
 */
export function sharedFolder(...segments: readonly string[]): string | null {
  return sharedFolderAt(realPlaces, segments);
}

/** {@link sharedFolder} with the places given. */
export function sharedFolderAt(places: SharedPlaces, segments: readonly string[]): string | null {
  const folder = sharedPath(places, segments);
  return existsSync(folder) ? folder : null;
}

/** Where a part of `shared` is expected, there or not. */
export function sharedPath({ root, env }: SharedPlaces, segments: readonly string[]): string {
  const [first, second, ...rest] = segments;
  if (first === "golden" && env["UNDERCOAT_GOLDEN"]) {
    return join(resolve(root, env["UNDERCOAT_GOLDEN"]), ...segments.slice(1));
  }
  if (first === "data" && second === "geotiff_zoo" && env["UNDERCOAT_ZOO"]) {
    return join(resolve(root, env["UNDERCOAT_ZOO"]), ...rest);
  }
  return join(resolve(root, env["UNDERCOAT_SHARED"] || "../shared"), ...segments);
}
