import { countOf, type Directory, readUnsignedArray } from "./directory.ts";
import type { Layout } from "./layout.ts";
import { structureError } from "./refusals.ts";
import { broken, unsupported } from "./tag-checks.ts";
import type { TagName } from "./tags.ts";

/** Where the blocks of one image lie in the file; every claim was checked. */
export interface BlockTable {
  readonly offsets: Float64Array;
  readonly byteCounts: Float64Array;
}

/**
 * Reads where the blocks lie. In images of millions of blocks this is most of the header.
 *
 * @throws {GeoTiffError} `BROKEN_STRUCTURE`, `UNSUPPORTED`
 */
export async function readBlockTable(directory: Directory, layout: Layout): Promise<BlockTable> {
  const { blocksAcross, blocksDown, isPlanar, samples, isTiled } = layout;
  const count = blocksAcross * blocksDown * (isPlanar ? samples : 1);
  const offsets = await blockArray(directory, isTiled ? "TileOffsets" : "StripOffsets", count);
  const byteCounts = await blockArray(directory, isTiled ? "TileByteCounts" : "StripByteCounts", count);
  assertInsideFile(directory, offsets, byteCounts);
  return { offsets, byteCounts };
}

async function blockArray(directory: Directory, tag: TagName, count: number): Promise<Float64Array> {
  const { mostBlocks } = directory.tiff.limits;
  const claimed = countOf(directory, tag);
  if (claimed !== count) {
    const found = claimed === null ? "missing" : `${claimed} values`;
    throw broken(directory, tag, found, `the image has ${count} blocks`);
  }
  if (count > mostBlocks) {
    throw unsupported(directory, tag, {
      found: `${count} values`,
      expected: `at most ${mostBlocks} blocks are read (option mostBlocks)`,
      options: "-co TILED=YES -co BLOCKXSIZE=512 -co BLOCKYSIZE=512 -co COMPRESS=DEFLATE",
    });
  }
  return (await readUnsignedArray(directory, tag)) ?? new Float64Array(0);
}

/** A block that was never written has offset 0 and length 0; anything else lies inside of the file. */
function assertInsideFile({ tiff }: Directory, offsets: Float64Array, byteCounts: Float64Array): void {
  const { name, size } = tiff.source;
  for (let block = 0; block < offsets.length; block++) {
    const [offset, length] = [offsets[block]!, byteCounts[block]!];
    if (offset === 0 && length === 0) continue;
    if (offset >= 8 && length > 0 && offset + length <= size) continue;
    const what = `block ${block} claims ${length} bytes at offset ${offset}, but the file has ${size} bytes`;
    throw structureError(name, what, { block, offset, length, size });
  }
}
