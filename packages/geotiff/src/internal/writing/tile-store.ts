import type { SampleArray } from "@undercoat/raster";
import { bytesOf } from "../samples-of.ts";
import { compress } from "./compress.ts";
import type { Jobs } from "./jobs.ts";
import { bandOf, isPlain, packBits, packTile } from "./pack-tile.ts";
import type { Scratch } from "./scratch.ts";
import type { WriteSpec } from "./spec.ts";

/** Where the packed tiles of one image lie in the scratch file. */
export interface Records {
  readonly positions: Float64Array;
  /** 0: the tile is left out. */
  readonly lengths: Uint32Array;
}

/** The tiles of an image and of its validity image. */
export interface StoredTiles {
  readonly records: Records;
  /** Left out where every pixel of the tile is valid; see `allValid`. */
  readonly validityRecords: Records;
}

/** Packs tiles beside the caller, and keeps them in the scratch file. */
export interface TileStore {
  newTiles(count: number): StoredTiles;
  /** `samples` is used up. `validity` null: all valid. */
  put(
    tiles: StoredTiles,
    tile: number,
    pixels: { samples: SampleArray; validity: Uint8Array | null },
  ): Promise<void>;
  /** A packed tile of a validity image without a 0. */
  allValid(): Promise<Uint8Array>;
}

/** What {@link tileStore} is made of. */
export interface TileStoreParts {
  readonly spec: WriteSpec;
  readonly scratch: Scratch;
  readonly jobs: Jobs;
}

interface Packed {
  readonly key: string;
  readonly bytes: Promise<Uint8Array>;
}

/** Tiles of one colour are packed once. */
export function tileStore({ spec, scratch, jobs }: TileStoreParts): TileStore {
  const { bandCount, tileSize, isPlanar, predictor, compression } = spec;
  let lastPlain: Packed | null = null;
  const planes = isPlanar ? bandCount : 1;
  const packing = {
    rowLength: tileSize * (isPlanar ? 1 : bandCount),
    stride: isPlanar ? 1 : bandCount,
    predictor,
  };

  async function keep(records: Records, at: number, packed: Promise<Uint8Array>): Promise<void> {
    const bytes = await packed;
    records.positions[at] = await scratch.add(bytes);
    records.lengths[at] = bytes.length;
  }

  function packedOf(samples: SampleArray): Promise<Uint8Array> {
    const key = plainKey(samples, packing.stride);
    if (key !== null && lastPlain?.key === key) return lastPlain.bytes;
    const bytes = compress(packTile(samples, packing), compression);
    if (key !== null) lastPlain = { key, bytes };
    return bytes;
  }

  return {
    newTiles: (count) => ({ records: newRecords(count * planes), validityRecords: newRecords(count) }),
    async put({ records, validityRecords }, tile, { samples, validity }) {
      const count = records.lengths.length / planes;
      for (let band = 0; band < planes; band++) {
        const plane = isPlanar && bandCount > 1 ? bandOf(samples, { band, bandCount }) : samples;
        await jobs.start(bytesOf(plane).length, () => keep(records, band * count + tile, packedOf(plane)));
      }
      if (validity === null) return;
      await jobs.start(validity.length, () =>
        keep(validityRecords, tile, compress(packBits(validity), compression)),
      );
    },
    allValid: () => compress(new Uint8Array(tileSize ** 2 / 8).fill(255), compression),
  };
}

function newRecords(count: number): Records {
  return { positions: new Float64Array(count), lengths: new Uint32Array(count) };
}

/** The one pixel that a tile is full of, in hexadecimal digits; null where its pixels differ. */
function plainKey(samples: SampleArray, stride: number): string | null {
  return isPlain(samples, stride) ? Buffer.from(bytesOf(samples.slice(0, stride))).toString("hex") : null;
}
