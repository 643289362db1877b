import { type FileRecord, SourceDescription, type SourceRecord } from "../src/index.ts";

/** A file of 64 × the digit, in UTM at 10 m. */
export function file(name: string, parts: Partial<FileRecord> = {}): FileRecord {
  return {
    file: name,
    sha256: "a".repeat(64),
    recordedSha256: null,
    crs: "EPSG:32633",
    pixelMetres: 10,
    bounds: [14, 47, 14.1, 47.1],
    ...parts,
  };
}

/** A source of one file, described by `parts`. */
export function source(
  parts: Partial<Omit<SourceRecord, "files">> & { readonly files?: readonly FileRecord[] } = {},
): SourceRecord {
  const { files, ...rest } = parts;
  const described = SourceDescription.parse({ name: "imagery", role: "image", files: ["a.tif"], ...rest });
  return { ...described, files: files ?? [file("a.tif")] };
}
