import { SegmentationError } from "../errors.ts";
import type { Parameter, SegmentationModel } from "../model.ts";
import { nearestWord } from "./nearest-word.ts";

/** True if `key` is the name of a layer group or a prefix of it that ends at a dot. */
export function groupMatches(group: string, key: string): boolean {
  return group === key || group.startsWith(`${key}.`);
}

/** Every word that names at least one group: the groups and their prefixes. */
export function groupKeys(groups: readonly string[]): string[] {
  const prefixes = groups.flatMap((group) => {
    const words = group.split(".");
    return words.map((_, count) => words.slice(0, count + 1).join("."));
  });
  return [...new Set(prefixes)];
}

/**
 * The tensors of the named parts, input to output.
 *
 * @throws {SegmentationError} `UNKNOWN_PART` for a part that the model does not have.
 */
export function parametersIn(model: SegmentationModel, parts: readonly string[]): Parameter[] {
  const known = groupKeys(model.groups);
  const unknown = parts.find((part) => !known.includes(part));
  if (unknown === undefined)
    return model.parameters().filter(({ group }) => parts.some((part) => groupMatches(group, part)));
  throw new SegmentationError("UNKNOWN_PART", {
    message: `"${unknown}" is no part of the target model; the nearest is "${nearestWord(unknown, known)}"`,
    context: { part: unknown, known },
  });
}
