import { isGeoTiffError } from "../errors.ts";
import type { Limits } from "../open-options.ts";
import type { ByteSource } from "./byte-source.ts";
import { type Directory, readDirectory, readHeader, readOne, type Tiff } from "./directory.ts";

/** Bits of NewSubfileType (TIFF 6.0, section 8). */
const REDUCED = 1;
const VALIDITY = 4;

/** More overviews or validity images than this are counted, but not offered; real files have ten. */
const MOST_KEPT = 64;

/** The images of a file, by what they are for. */
export interface Images {
  readonly tiff: Tiff;
  readonly first: Directory;
  /** Smaller copies of the first image, as they come. */
  readonly overviews: readonly Directory[];
  /** The first validity image in full size, or null. */
  readonly validity: Directory | null;
  /** Validity images of the overviews, as they come. */
  readonly smallerValidities: readonly Directory[];
  readonly imageCount: number;
  readonly notes: readonly string[];
}

/** Walks the chain of images; a loop or a break after the first image ends the walk with a note. */
export async function walkImages(source: ByteSource, limits: Limits): Promise<Images> {
  const tiff = await readHeader(source, limits);
  const first = await readDirectory(tiff, tiff.firstDirectory);
  const seen = new Set([tiff.firstDirectory]);
  const overviews: Directory[] = [];
  const smallerValidities: Directory[] = [];
  const notes: string[] = [];
  let validity: Directory | null = null;
  for (let next = first.next; next !== 0; ) {
    const directory = seen.has(next) || seen.size >= limits.mostImages ? null : await readOrNull(tiff, next);
    if (directory === null) {
      notes.push(`the list of images ends with a loop or a break after ${seen.size}; the rest is not read`);
      break;
    }
    seen.add(next);
    next = directory.next;
    const kind = await subfileType(directory);
    if (kind === VALIDITY) validity ??= directory;
    const list = { [REDUCED]: overviews, [REDUCED + VALIDITY]: smallerValidities }[kind];
    if (list !== undefined && list.length < MOST_KEPT) list.push(directory);
  }
  return { tiff, first, overviews, validity, smallerValidities, imageCount: seen.size, notes };
}

/** What an image is for; 0, the default, is a page of its own. */
async function subfileType(directory: Directory): Promise<number> {
  return readOne(directory, "NewSubfileType", 0).catch((error: unknown) => {
    if (isGeoTiffError(error, "BROKEN_STRUCTURE")) return 0;
    throw error;
  });
}

async function readOrNull(tiff: Tiff, offset: number): Promise<Directory | null> {
  try {
    return await readDirectory(tiff, offset);
  } catch (error) {
    if (isGeoTiffError(error, "BROKEN_STRUCTURE")) return null;
    throw error;
  }
}
