import { existsSync } from "node:fs";
import { readFileChecked } from "@undercoat/files";
import {
  type LabelSource,
  labelSource,
  labelSources,
  type OsmRules,
  osmRules,
  parseLabelSource,
  parseOsmRules,
} from "@undercoat/label-sources";
import type { ClassScheme } from "@undercoat/raster";

/**
 * A product by its id, or from a YAML or JSON file: its class scheme, its nodata codes, and what is known of it.
 *
 * @throws {LabelSourceError} `SOURCE_UNKNOWN` for a name that is neither, `FILE_REFUSED`
 */
export async function readLabelSource(nameOrFile: string): Promise<LabelSource> {
  const isProduct = labelSources().some(({ id }) => id === nameOrFile) || !isFile(nameOrFile);
  return isProduct ? labelSource(nameOrFile) : parseLabelSource(await readText(nameOrFile), nameOrFile);
}

/**
 * A class scheme by the id of a known product, or from a YAML or JSON file.
 *
 * @throws {LabelSourceError} `SOURCE_UNKNOWN` for a name that is neither, `FILE_REFUSED`
 */
export async function readScheme(nameOrFile: string): Promise<ClassScheme> {
  return (await readLabelSource(nameOrFile)).scheme;
}

/** Rules for OpenStreetMap tags by name, or from a file. @throws {LabelSourceError} `SOURCE_UNKNOWN`, `FILE_REFUSED` */
export async function readOsmRules(nameOrFile: string): Promise<OsmRules> {
  return isFile(nameOrFile) ? parseOsmRules(await readText(nameOrFile), nameOrFile) : osmRules(nameOrFile);
}

/** A name with an ending is meant as a file, also where there is none. */
export function isFile(name: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(name) || existsSync(name);
}

async function readText(file: string): Promise<string> {
  return new TextDecoder().decode(await readFileChecked(file));
}
