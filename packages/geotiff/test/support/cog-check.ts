/** The directories of a little-endian TIFF, read anew from the bytes: no code of the writer or the reader is used. */
export interface CheckedImage {
  readonly at: number;
  readonly width: number;
  readonly height: number;
  readonly subfile: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly planes: number;
  readonly offsets: readonly number[];
  readonly byteCounts: readonly number[];
}

const SIZES: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 12: 8, 16: 8 };

/** All images of a file, and whether it is a BigTIFF. */
export function imagesOf(bytes: Uint8Array): { isBig: boolean; images: CheckedImage[] } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isBig = view.getUint16(2, true) === 43;
  const word = (at: number) => (isBig ? Number(view.getBigUint64(at, true)) : view.getUint32(at, true));
  const images: CheckedImage[] = [];
  for (let at = word(isBig ? 8 : 4); at !== 0; ) {
    const count = isBig ? Number(view.getBigUint64(at, true)) : view.getUint16(at, true);
    const [countSize, entrySize, wordSize] = isBig ? [8, 20, 8] : [2, 12, 4];
    const tags = new Map<number, number[]>();
    for (let index = 0; index < count; index++) {
      const entry = at + countSize + index * entrySize;
      const type = view.getUint16(entry + 2, true);
      const length = word(entry + 4);
      const valueAt = entry + 4 + wordSize;
      const start = length * SIZES[type]! <= wordSize ? valueAt : word(valueAt);
      const read = (from: number) => {
        if (type === 3) return view.getUint16(from, true);
        if (type === 4) return view.getUint32(from, true);
        return type === 16 ? Number(view.getBigUint64(from, true)) : view.getUint8(from);
      };
      if (type !== 12) {
        const values = Array.from({ length }, (_, position) => read(start + position * SIZES[type]!));
        tags.set(view.getUint16(entry, true), values);
      }
    }
    const one = (tag: number, fallback = 0) => tags.get(tag)?.[0] ?? fallback;
    images.push({
      at,
      width: one(256),
      height: one(257),
      subfile: one(254),
      tileWidth: one(322),
      tileHeight: one(323),
      planes: one(284, 1) === 2 ? one(277, 1) : 1,
      offsets: tags.get(324) ?? [],
      byteCounts: tags.get(325) ?? [],
    });
    at = word(at + countSize + count * entrySize);
  }
  return { isBig, images };
}

/**
 * What keeps a file from being cloud optimised, in words: the rules of GDAL's validate_cloud_optimized_geotiff and
 * of rio-cogeo, and what the file itself claims in its GDAL_STRUCTURAL_METADATA.
 */
export function cogProblems(bytes: Uint8Array): string[] {
  const { isBig, images } = imagesOf(bytes);
  const problems: string[] = [];
  const check = (holds: boolean, words: string) => {
    if (!holds) problems.push(words);
  };
  const header = isBig ? 16 : 8;
  const text = new TextDecoder("latin1").decode(bytes.subarray(header, header + 400));
  const claims = /^GDAL_STRUCTURAL_METADATA_SIZE=(\d{6}) bytes\n/.exec(text);
  const claimed = claims === null ? "" : text.slice(claims[0].length, claims[0].length + Number(claims[1]));
  const afterClaims = header + (claims === null ? 0 : claims[0].length + Number(claims[1]));
  check(images[0]?.at === afterClaims + (afterClaims % 2), "the first directory does not stand at the start");
  check(claimed === "" || claimed.includes("KNOWN_INCOMPATIBLE_EDITION=NO\n "), "the claims are taken back");
  for (const [index, { at }] of images.entries()) {
    check(index === 0 || at > images[index - 1]!.at, `directory ${index} stands before the one before it`);
  }
  const levels = images.filter(({ subfile }) => (subfile & 4) === 0);
  const validities = images.filter(({ subfile }) => (subfile & 4) !== 0);
  check(validities.length === 0 || validities.length === levels.length, "a level has no validity image");
  const [full] = levels;
  if (full === undefined) return ["no image"];
  check(
    levels.every(({ subfile }, index) => subfile === (index === 0 ? 0 : 1)),
    "an overview is not marked as one",
  );
  for (const [index, level] of levels.entries()) {
    const former = levels[index - 1];
    const isHalf = (size: number, last: number) => size === Math.ceil(last / 2);
    check(
      former === undefined || (isHalf(level.width, former.width) && isHalf(level.height, former.height)),
      `overview ${index} is ${level.width}×${level.height}`,
    );
  }
  for (const { tileWidth, tileHeight, width, height, planes, offsets, byteCounts } of images) {
    check(
      tileWidth % 16 === 0 && tileHeight % 16 === 0 && tileWidth > 0,
      `tiles of ${tileWidth}×${tileHeight}`,
    );
    const count = Math.ceil(width / tileWidth) * Math.ceil(height / tileHeight) * planes;
    check(offsets.length === count && byteCounts.length === count, `${offsets.length} of ${count} tiles`);
  }
  const firstOf = ({ offsets }: CheckedImage) => Math.min(...offsets.filter((offset) => offset > 0));
  const lastOf = ({ offsets }: CheckedImage) => Math.max(...offsets);
  const heads = Math.max(...images.map(({ at }) => at));
  for (const image of images) check(firstOf(image) > heads, "a tile stands before a directory");
  for (let index = 1; index < levels.length; index++) {
    check(
      lastOf(levels[index]!) < firstOf(levels[index - 1]!),
      `overview ${index} stands behind the larger one`,
    );
  }
  problems.push(...claimProblems(bytes, claimed, { levels, validities }));
  return problems;
}

interface Parts {
  readonly levels: readonly CheckedImage[];
  readonly validities: readonly CheckedImage[];
}

/** A claim that is not kept misleads readers that skip the directory's own numbers. */
function claimProblems(bytes: Uint8Array, claimed: string, { levels, validities }: Parts): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const problems: string[] = [];
  for (const [index, { offsets, byteCounts }] of [...levels, ...validities].entries()) {
    const present = offsets.flatMap((offset, tile) =>
      byteCounts[tile] === 0 ? [] : [{ offset, length: byteCounts[tile]! }],
    );
    for (const [position, { offset, length }] of present.entries()) {
      if (
        claimed.includes("BLOCK_ORDER=ROW_MAJOR") &&
        position > 0 &&
        offset <= present[position - 1]!.offset
      )
        problems.push(`image ${index}: tiles are not in the order of rows`);
      if (claimed.includes("BLOCK_LEADER=SIZE_AS_UINT4") && view.getUint32(offset - 4, true) !== length)
        problems.push(`image ${index}: no size before the tile at ${offset}`);
      const end = offset + length;
      const isRepeated = [0, 1, 2, 3].every((byte) => bytes[end + byte] === bytes[end - 4 + byte]);
      if (claimed.includes("BLOCK_TRAILER=LAST_4_BYTES_REPEATED") && !isRepeated)
        problems.push(`image ${index}: no last bytes behind the tile at ${offset}`);
    }
  }
  if (!claimed.includes("MASK_INTERLEAVED_WITH_IMAGERY=YES")) return problems;
  for (const [index, level] of levels.entries()) {
    const isBehind = level.offsets.every(
      (offset, tile) =>
        offset === 0 || validities[index]?.offsets[tile] === offset + level.byteCounts[tile]! + 8,
    );
    if (!isBehind) problems.push(`level ${index}: a tile's validity does not follow it`);
  }
  return problems;
}
