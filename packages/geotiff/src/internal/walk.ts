import { isGeoTiffError } from "../errors.ts";
import type { ByteSource } from "./byte-source.ts";
import { type Directory, readDirectory, readHeader, readOne, type Tiff } from "./directory.ts";

/** More images than this are not looked at. */
const MOST_IMAGES = 10_000;

const VALIDITY = 4;
const REDUCED = 1;

/** The images of a file, by what they are for. */
export interface Images {
  readonly tiff: Tiff;
  readonly first: Directory;
  /** The first validity image in full size, or null. */
  readonly validityDirectory: Directory | null;
  readonly imageCount: number;
  readonly overviewCount: number;
  readonly notes: readonly string[];
}

/** Walks the chain of images; a loop or a break after the first image ends the walk with a note. */
export async function walkImages(source: ByteSource): Promise<Images> {
  const tiff = await readHeader(source);
  const first = await readDirectory(tiff, tiff.firstDirectory);
  const seen = new Set([tiff.firstDirectory]);
  const found = { validityDirectory: null as Directory | null, overviewCount: 0, notes: [] as string[] };
  for (let next = first.next; next !== 0; ) {
    const directory = seen.has(next) || seen.size >= MOST_IMAGES ? null : await readOrNull(tiff, next);
    if (directory === null) {
      found.notes.push(
        `the list of images ends with a loop or a break after ${seen.size}; the rest is not read`,
      );
      break;
    }
    seen.add(next);
    next = directory.next;
    const kind = await readOne(directory, "NewSubfileType", 0).catch(() => 0);
    if (kind === VALIDITY) found.validityDirectory ??= directory;
    if (kind === REDUCED) found.overviewCount += 1;
  }
  return { tiff, first, imageCount: seen.size, ...found };
}

async function readOrNull(tiff: Tiff, offset: number): Promise<Directory | null> {
  try {
    return await readDirectory(tiff, offset);
  } catch (error) {
    if (isGeoTiffError(error, "BROKEN_STRUCTURE")) return null;
    throw error;
  }
}
