import { isGeoTiffError } from "../errors.ts";
import { type BlockTable, readBlockTable } from "./block-table.ts";
import type { Directory } from "./directory.ts";
import type { Image } from "./image.ts";
import { type Layout, readLayout } from "./layout.ts";
import { structureError } from "./refusals.ts";

/** One size in which a file can be read. */
export interface Level {
  readonly image: Image;
  /** The image whose zeros mark pixels without data, or null. */
  readonly validityImage: Image | null;
}

/** The images that belong to the first one of a file. */
export interface Family {
  readonly first: Directory;
  readonly overviews: readonly Directory[];
  /** The validity image in full size, or null. */
  readonly validity: Directory | null;
  readonly smallerValidities: readonly Directory[];
}

/** What the images are read with. */
export interface Opening {
  readonly layout: Layout;
  readonly fill: number;
}

/**
 * The full size, then the overviews from large to small. An overview of another kind than the full image, or
 * without the validity image that the full one has, is left out with a note.
 */
export async function openLevels(
  { first, overviews, validity, smallerValidities }: Family,
  { layout, fill }: Opening,
): Promise<{ levels: readonly [Level, ...Level[]]; notes: readonly string[] }> {
  const validityImage =
    validity === null ? null : imageOf(validity, { layout: await readLayout(validity), fill: 0 });
  const full: Level = { image: imageOf(first, { layout, fill }), validityImage };
  assertSameSize(full, first);
  await full.image.blocks();
  await validityImage?.blocks();
  const validities: Image[] = [];
  for (const directory of smallerValidities) {
    const found = await layoutOrReason(directory);
    if (typeof found !== "string") validities.push(imageOf(directory, { layout: found, fill: 0 }));
  }
  const smaller: Level[] = [];
  const notes: string[] = [];
  for (const directory of overviews) {
    const found = await overviewOf(directory, { full, fill, validities });
    if (typeof found === "string") notes.push(`an overview is not offered: ${found}`);
    else smaller.push(found);
  }
  smaller.sort((one, other) => other.image.layout.width - one.image.layout.width);
  return { levels: [full, ...smaller], notes };
}

async function layoutOrReason(directory: Directory): Promise<Layout | string> {
  return readLayout(directory).catch((error: unknown) => {
    if (isGeoTiffError(error, "BROKEN_STRUCTURE", "UNSUPPORTED")) return error.message;
    throw error;
  });
}

/** The overview, or why it is none. */
async function overviewOf(
  directory: Directory,
  { full, fill, validities }: { full: Level; fill: number; validities: readonly Image[] },
): Promise<Level | string> {
  const layout = await layoutOrReason(directory);
  if (typeof layout === "string") return layout;
  const { width, height, samples, sampleType, photometric } = full.image.layout;
  const size = `${layout.width}×${layout.height}`;
  const isSmaller =
    layout.width <= width && layout.height <= height && layout.width * layout.height < width * height;
  if (!isSmaller) return `it is ${size}, the image is ${width}×${height}`;
  const isSameKind = layout.samples === samples && layout.sampleType === sampleType;
  if (!isSameKind || (layout.photometric === 3) !== (photometric === 3)) {
    return `the ${size} one has ${layout.samples} ${layout.sampleType} samples, the image ${samples} of ${sampleType}`;
  }
  const image = imageOf(directory, { layout, fill });
  if (full.validityImage === null) return { image, validityImage: null };
  const validityImage = validities.find(
    ({ layout: found }) => found.width === layout.width && found.height === layout.height,
  );
  return validityImage === undefined
    ? `the ${size} one has no validity image, as the full size has`
    : { image, validityImage };
}

function assertSameSize({ image: { layout }, validityImage }: Level, first: Directory): void {
  const found = validityImage?.layout ?? layout;
  if (found.width === layout.width && found.height === layout.height) return;
  const what = `its validity image is ${found.width}×${found.height}, but the image is ${layout.width}×${layout.height}`;
  throw structureError(first.tiff.source.name, what);
}

function imageOf(directory: Directory, { layout, fill }: Opening): Image {
  let table: Promise<BlockTable> | null = null;
  return {
    tiff: directory.tiff,
    layout,
    fill,
    async blocks() {
      table ??= readBlockTable(directory, layout);
      return table.catch((error: unknown) => {
        table = null; // what failed on the way may work again
        throw error;
      });
    },
  };
}
