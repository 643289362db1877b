import type { Citation, LabelSource } from "../label-source.ts";

/** Class value, name, and colour where one was read. */
export type ClassRow = readonly [value: number, name: string, colorHint?: string];

/** A product as the tables write it. */
export interface SourceRow extends Omit<LabelSource, "scheme" | "gaps"> {
  readonly classes: readonly ClassRow[];
  /** What is not known, beyond the fields that are null. */
  readonly gaps?: readonly string[];
}

/** A product; every field that is null says so under `gaps`. */
export function source({ classes, gaps = [], ...row }: SourceRow): LabelSource {
  const missing = [
    row.licence === null ? "The licence was not read: look it up before you publish." : null,
    row.attribution === null ? "The text of the attribution was not read." : null,
    row.citeAs === null ? "The citation that its makers want was not read." : null,
    row.resolutionMetres === null ? "The pixel size was not read." : null,
    row.epoch === null ? "The years that it shows were not read." : null,
    row.nodataValues.length === 0 ? "No nodata code was read." : null,
    classes.every(([, , colorHint]) => colorHint === undefined) ? "No colours were read." : null,
  ];
  return {
    ...row,
    scheme: {
      name: row.id,
      classes: classes.map(([value, name, colorHint]) =>
        colorHint === undefined ? { value, name } : { value, name, colorHint },
      ),
    },
    gaps: [...missing.filter((gap) => gap !== null), ...gaps],
  };
}

/** A file of a repository, at the commit at which it was read. */
export function github(
  repository: string,
  commit: string,
  path: string,
): (title: string, ...readFor: Citation["readFor"]) => Citation {
  const where = `https://github.com/${repository}/blob/${commit}/${path}`;
  return (title, ...readFor) => ({ title, where, readFor });
}
