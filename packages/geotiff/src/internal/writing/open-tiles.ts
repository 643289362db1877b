import type { SampleArray, SampleType } from "@undercoat/raster";
import { bytesOf, newSamples, samplesOf } from "../samples-of.ts";
import type { Scratch } from "./scratch.ts";

/** A tile of which some pixels are still to come. */
export interface OpenTile {
  /** `[tileSize, tileSize, band]`. */
  readonly samples: SampleArray;
  /** 1 where a pixel holds data; null as long as every written pixel does. */
  validity: Uint8Array | null;
  /** 1 where a pixel was written. */
  readonly written: Uint8Array;
  /** Pixels inside of the image that are still to come. */
  missing: number;
}

/** The tiles of one level that were begun. */
export interface OpenTiles {
  /** The tile, begun now or before; the one before it may leave memory. */
  take(tile: number, pixels: number): Promise<OpenTile>;
  has(tile: number): boolean;
  /** Forgets a tile that is whole. */
  drop(tile: number): void;
  /** The tiles that were begun and are not whole. */
  begun(): readonly number[];
}

/** What {@link openTiles} is made of. */
export interface OpenTilesParts {
  readonly scratch: Scratch;
  readonly sampleType: SampleType;
  readonly bandCount: number;
  readonly tileSize: number;
  /** Most bytes of open tiles in memory; others move to the scratch file. */
  readonly budget: number;
  /** What pixels hold that are never written. */
  readonly fill: number;
}

/** Begun tiles, in memory up to a budget: it depends neither on the image's size nor on the order of writing. */
export function openTiles(parts: OpenTilesParts): OpenTiles {
  const { scratch, budget } = parts;
  const near = new Map<number, OpenTile>();
  const far = new Map<number, { position: number; missing: number; hasHoles: boolean }>();
  const freed: number[] = [];
  let spilled: Uint8Array | null = null;
  const pixels = parts.tileSize ** 2;
  const sampleBytes = bytesOf(newSamples(parts.sampleType, parts.bandCount)).length * pixels;
  const size = sampleBytes + 2 * pixels;

  async function spill(): Promise<void> {
    // Rows from top to bottom come back to the oldest tile next, patches to the newest: one in the middle goes.
    const [tile = 0] = [...near.keys()].slice(Math.floor(near.size / 2));
    const { samples, validity, written, missing } = near.get(tile)!;
    const position = freed.pop() ?? scratch.reserve(size);
    near.delete(tile);
    spilled ??= new Uint8Array(size);
    spilled.set(bytesOf(samples));
    spilled.set(validity ?? written, sampleBytes);
    spilled.set(written, sampleBytes + pixels);
    await scratch.write(spilled, position);
    far.set(tile, { position, missing, hasHoles: validity !== null });
  }

  async function fetch(tile: number): Promise<OpenTile | null> {
    const found = far.get(tile);
    if (found === undefined) return null;
    const bytes = await scratch.read(found.position, size);
    far.delete(tile);
    freed.push(found.position);
    return {
      samples: samplesOf(bytes.subarray(0, sampleBytes), parts.sampleType),
      validity: found.hasHoles ? bytes.subarray(sampleBytes, sampleBytes + pixels) : null,
      written: bytes.subarray(sampleBytes + pixels),
      missing: found.missing,
    };
  }

  return {
    async take(tile, expected) {
      const found = near.get(tile) ?? (await fetch(tile)) ?? begin(parts, expected);
      near.delete(tile);
      while ((near.size + 1) * size > budget && near.size > 0) await spill();
      near.set(tile, found); // the last one in the map is the one used last
      return found;
    },
    has: (tile) => near.has(tile) || far.has(tile),
    drop(tile) {
      near.delete(tile);
    },
    begun: () => [...near.keys(), ...far.keys()].sort((one, other) => one - other),
  };
}

function begin(parts: OpenTilesParts, missing: number): OpenTile {
  const { tileSize } = parts;
  return {
    samples: emptyTile(parts),
    validity: null,
    written: new Uint8Array(tileSize * tileSize),
    missing,
  };
}

/** A tile full of what pixels hold that are never written. */
export function emptyTile({
  sampleType,
  bandCount,
  tileSize,
  fill,
}: Pick<OpenTilesParts, "sampleType" | "bandCount" | "tileSize" | "fill">): SampleArray {
  const samples = newSamples(sampleType, tileSize * tileSize * bandCount);
  return fill === 0 ? samples : samples.fill(fill);
}
