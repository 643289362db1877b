import type { Grid, SampleArray } from "@undercoat/raster";
import { assertKnown } from "./internal/option-checks.ts";
import { newSamples, sampleTypeOf } from "./internal/samples-of.ts";
import { compressNow } from "./internal/writing/compress.ts";
import { CLAIMS, FRAME, framed, layOutFile } from "./internal/writing/file-layout.ts";
import { imageTags } from "./internal/writing/image-tags.ts";
import { bandOf, packTile } from "./internal/writing/pack-tile.ts";
import { nameOf } from "./internal/writing/receive.ts";
import { FORMAT_OPTIONS, specOf, type WriteSpec } from "./internal/writing/spec.ts";
import { notWritable } from "./internal/writing/spec-checks.ts";
import type { GeoTiffFormatOptions } from "./write-options.ts";

/** What {@link encodeGeoTiff} writes. */
export interface EncodeGeoTiffParts extends GeoTiffFormatOptions {
  /** Size and place. Without a geotransform or with an unknown CRS, the file says nothing about them. */
  readonly grid: Grid;
  /** Row-major `[height, width, band]`; its type is the type of the file. */
  readonly data: SampleArray;
  readonly bandCount: number;
}

/** The array that is returned holds it all. */
const LARGEST = 4e9;

/**
 * A GeoTIFF as bytes, for what fits into memory: little-endian, tiles of up to 256 × 256, deflate with a predictor,
 * pixel-interleaved, unless the options say otherwise. `createGeoTiff` also writes overviews, and any size.
 *
 * @throws {GeoTiffError} `NOT_WRITABLE` if the sizes differ, nodata does not fit the sample type, the palette
 *   does not fit the data, or the data exceeds 4 GB; `OPTION_REFUSED`.
 *
 * @example
 * ```ts
 * const grid = { width: 2, height: 1, geotransform: null, crs: { kind: "unknown" } } as const;
 * const bytes = encodeGeoTiff({ grid, data: Int16Array.of(-1234, 7), bandCount: 1, nodata: -9999 });
 * ```
 */
export function encodeGeoTiff(parts: EncodeGeoTiffParts): Uint8Array {
  assertKnown(parts, ["grid", "data", "bandCount", ...FORMAT_OPTIONS]);
  const { grid, data } = parts;
  const spec = specOf({ ...parts, sampleType: sampleTypeOf(data), usualTileSize: 256 });
  assertLength(spec, data);
  const tiles = [...tilesOf(spec, data)];
  const byteCounts = tiles.map((tile) => tile.length);
  const { head, size } = layOutFile({
    images: [{ tags: imageTags(spec, grid, false), byteCounts }],
    order: () => tiles.map((_, tile) => ({ image: 0, tile })),
    claims: CLAIMS,
    forceBig: false,
  });
  const file = new Uint8Array(size);
  file.set(head);
  let at = head.length;
  for (const tile of tiles) {
    file.set(framed(tile), at);
    at += tile.length + 2 * FRAME;
  }
  return file;
}

function* tilesOf(spec: WriteSpec, data: SampleArray): Generator<Uint8Array> {
  const { grid, tileSize, bandCount, isPlanar, predictor, compression } = spec;
  for (let plane = 0; plane < (isPlanar ? bandCount : 1); plane++) {
    for (let y = 0; y < grid.height; y += tileSize) {
      for (let x = 0; x < grid.width; x += tileSize) {
        const samples = tileOf(spec, data, { x, y });
        const stride = isPlanar ? 1 : bandCount;
        const stored = isPlanar ? bandOf(samples, { band: plane, bandCount }) : samples;
        yield compressNow(packTile(stored, { rowLength: tileSize * stride, stride, predictor }), compression);
      }
    }
  }
}

/** Beyond the image's edge, a tile holds zeros. */
function tileOf(
  { grid, tileSize, bandCount, sampleType }: WriteSpec,
  data: SampleArray,
  { x, y }: { x: number; y: number },
) {
  const samples = newSamples(sampleType, tileSize * tileSize * bandCount);
  const width = Math.min(tileSize, grid.width - x);
  for (let row = 0; row < Math.min(tileSize, grid.height - y); row++) {
    const start = ((y + row) * grid.width + x) * bandCount;
    samples.set(data.subarray(start, start + width * bandCount), row * tileSize * bandCount);
  }
  return samples;
}

function assertLength({ grid, bandCount, sampleType }: WriteSpec, data: SampleArray): void {
  const wanted = newSamples(sampleType, 0).constructor as new () => SampleArray;
  if (!(data instanceof wanted))
    throw notWritable(
      grid,
      `its data is ${nameOf(data)}; pass a typed array such as Uint8Array or Float32Array`,
    );
  const expected = grid.width * grid.height * bandCount;
  if (data.length !== expected) {
    throw notWritable(
      grid,
      `${expected} samples were expected (${bandCount} bands), got ${data.length}; pass [height, width, band]`,
    );
  }
  if (data.byteLength > LARGEST)
    throw notWritable(
      grid,
      `it has ${data.byteLength} bytes, at most ${LARGEST} are returned; use createGeoTiff`,
    );
}
