import type { SourceDescription } from "./data-description.ts";

/** One file of a source, as it was found. */
export interface FileRecord {
  /** Path as it is shown to people, relative to the data's folder. */
  readonly file: string;
  /** SHA-256 of the bytes, 64 hexadecimal digits; null where the file is not there. */
  readonly sha256: string | null;
  /** SHA-256 that a run wrote down; null where none was. */
  readonly recordedSha256: string | null;
  /** `EPSG:…` or WKT; null where the file has none or was not read. */
  readonly crs: string | null;
  /** Smaller side of a pixel on the ground in metres; null where it is not known. */
  readonly pixelMetres: number | null;
  /** West, south, east, north in degrees; null where it is not known. */
  readonly bounds: readonly [number, number, number, number] | null;
}

/** A source with its files. */
export interface SourceRecord extends Omit<SourceDescription, "files"> {
  readonly files: readonly FileRecord[];
}

/** Whether a source is known to change from day to day. */
export function changesOften({ changesOften, source, licence, attribution }: SourceRecord): boolean {
  if (changesOften !== undefined) return changesOften;
  return [source, licence, attribution].some((text) => text !== null && /openstreetmap|\bosm\b/i.test(text));
}
