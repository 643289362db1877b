import { GeoTiffError, type GeoTiffErrorCode } from "../errors.ts";
import { TAGS, type TagName } from "./tags.ts";

/** A refusal for what one tag says. */
export interface TagRefusal {
  readonly name: string;
  readonly tag: TagName;
  /** What the tag holds, for people. */
  readonly found: string | number;
  readonly expected: string;
  /** What to do; without it, the file is called damaged. */
  readonly advice?: string;
}

/** An error that names a tag, its number, what it holds and what to do. */
export function tagError(code: GeoTiffErrorCode, refusal: TagRefusal): GeoTiffError {
  const { name, tag, found, expected, advice = damagedAdvice(name) } = refusal;
  return new GeoTiffError(code, {
    message: `"${name}": tag ${tag} (${TAGS[tag]}) is ${found}, but ${expected}; ${advice}`,
    context: { name, tag, number: TAGS[tag], found },
  });
}

/** An error for a file whose parts contradict each other. */
export function structureError(
  name: string,
  what: string,
  context: Record<string, unknown> = {},
): GeoTiffError {
  return new GeoTiffError("BROKEN_STRUCTURE", {
    message: `"${name}": ${what}; ${damagedAdvice(name)}`,
    context: { name, ...context },
  });
}

/** A command that rewrites the file into something this package reads. */
export function rewriteAdvice(name: string, options: string): string {
  return `rewrite it: gdal_translate ${options} "${name}" "rewritten.tif"`;
}

function damagedAdvice(name: string): string {
  return `the file is damaged, get it again or try gdal_translate "${name}" "repaired.tif"`;
}
