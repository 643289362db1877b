import { type Directory, readOne, readUnsigned } from "./directory.ts";
import { rewriteAdvice, tagError } from "./refusals.ts";
import type { TagName } from "./tags.ts";

/** The one number of a tag, which must not be 0. */
export async function atLeastOne(directory: Directory, tag: TagName, fallback?: number): Promise<number> {
  const value = await readOne(directory, tag, fallback);
  if (value >= 1) return value;
  throw broken(directory, tag, value, "at least 1 was expected");
}

/** A tag with one value per sample (or one for all), which all agree. */
export async function sameForAll(
  directory: Directory,
  tag: TagName,
  { samples, fallback }: { samples: number; fallback: number },
): Promise<number> {
  const values = (await readUnsigned(directory, tag)) ?? [fallback];
  if (values.length !== 1 && values.length !== samples) {
    throw broken(directory, tag, `${values.length} values`, `the image has ${samples} samples per pixel`);
  }
  const first = values[0] ?? fallback;
  if (values.every((value) => value === first)) return first;
  throw unsupported(directory, tag, {
    found: values.slice(0, 8).join(", "),
    expected: "only images with the same for every band can be read",
    options: "-ot Float64",
  });
}

/** An error for a tag that contradicts the others. */
export function broken(directory: Directory, tag: TagName, found: string | number, expected: string) {
  return tagError("BROKEN_STRUCTURE", { name: directory.tiff.source.name, tag, found, expected });
}

/** An error for a tag whose value is legal, but not read here, with a command that rewrites the file. */
export function unsupported(
  directory: Directory,
  tag: TagName,
  { found, expected, options }: { found: string | number; expected: string; options: string },
) {
  const { name } = directory.tiff.source;
  return tagError("UNSUPPORTED", { name, tag, found, expected, advice: rewriteAdvice(name, options) });
}
