import { classScheme } from "@undercoat/raster";
import { LabelSourceError } from "./errors.ts";
import { nearestId } from "./internal/nearest-id.ts";
import { LABEL_SOURCES } from "./internal/source-table.ts";
import type { LabelSource } from "./label-source.ts";

/** All products that are known, each with where its codes were read. */
export function labelSources(): readonly LabelSource[] {
  return LABEL_SOURCES;
}

/**
 * The product with this id, such as `nlcd` or `esa-worldcover`.
 *
 * @throws {LabelSourceError} `SOURCE_UNKNOWN`, naming the nearest.
 *
 * @example
 * ```ts
 * const { scheme, licence } = labelSource("esa-worldcover");
 * ```
 */
export function labelSource(id: string): LabelSource {
  const found = LABEL_SOURCES.find((source) => source.id === id);
  if (found !== undefined) return { ...found, scheme: classScheme(found.scheme) };
  const ids = LABEL_SOURCES.map((source) => source.id);
  const near = nearestId(id, ids);
  throw new LabelSourceError("SOURCE_UNKNOWN", {
    message: `label source "${id}" is not known, expected one of ${ids.join(", ")}${near === null ? "; describe your own as YAML" : `; did you mean "${near}"?`}`,
    context: { id, ids },
  });
}
