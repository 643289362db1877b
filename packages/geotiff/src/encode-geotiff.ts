import { deflateSync } from "node:zlib";
import type { Grid, SampleArray } from "@undercoat/raster";
import { GeoTiffError } from "./errors.ts";
import { georeferenceTags } from "./internal/encode-georeference.ts";
import { colourMap, type PaletteEntry } from "./internal/encode-palette.ts";
import { ascii, layOut, longs, shorts, type TagValue } from "./internal/encode-tags.ts";
import { tileBytes } from "./internal/encode-tile.ts";
import { newSamples, sampleTypeOf } from "./internal/samples-of.ts";
import { TAGS } from "./internal/tags.ts";

/** What {@link encodeGeoTiff} writes. */
export interface EncodeGeoTiffParts {
  /** Size and place. Without a geotransform or with an unknown CRS, the file says nothing about them. */
  readonly grid: Grid;
  /** Row-major `[height, width, band]`; its type is the type of the file. */
  readonly data: SampleArray;
  readonly bandCount: number;
  /** The value of pixels without data. */
  readonly nodata?: number | null;
  /** One name per band. */
  readonly bandNames?: readonly string[];
  /** Colours of the values of one band of uint8 or uint16; other values are black. */
  readonly palette?: readonly PaletteEntry[];
}

const TILE = 256;

/**
 * A GeoTIFF as bytes: little-endian, tiles of 256 × 256, deflate (predictor 2 for whole numbers), pixel-interleaved.
 *
 * @throws {GeoTiffError} `NOT_WRITABLE` if the sizes differ, nodata does not fit the sample type, the palette
 *   does not fit the data, or the file would exceed 4 GB.
 *
 * @example
 * ```ts
 * const grid = { width: 2, height: 1, geotransform: null, crs: { kind: "unknown" } } as const;
 * const bytes = encodeGeoTiff({ grid, data: Int16Array.of(-1234, 7), bandCount: 1, nodata: -9999 });
 * ```
 */
export function encodeGeoTiff(parts: EncodeGeoTiffParts): Uint8Array {
  assertWritable(parts);
  const { grid, data, bandCount } = parts;
  const isFloat = data instanceof Float32Array || data instanceof Float64Array;
  const tiles: Uint8Array[] = [];
  for (let y = 0; y < grid.height; y += TILE) {
    for (let x = 0; x < grid.width; x += TILE) {
      const bytes = tileBytes(data, {
        x,
        y,
        tile: TILE,
        width: grid.width,
        height: grid.height,
        bandCount,
        differences: !isFloat,
      });
      const packed = deflateSync(bytes);
      tiles.push(new Uint8Array(packed.buffer, packed.byteOffset, packed.byteLength));
    }
  }
  return layOut(tagsOf(parts, isFloat), tiles);
}

function tagsOf(
  { grid, data, bandCount, nodata, bandNames, palette }: EncodeGeoTiffParts,
  isFloat: boolean,
): Map<number, TagValue> {
  const format = isFloat ? 3 : sampleTypeOf(data).startsWith("int") ? 2 : 1;
  const isRgb = bandNames?.slice(0, 3).join() === "red,green,blue" && sampleTypeOf(data).startsWith("uint");
  const colours = isRgb ? 3 : 1;
  const tags = new Map<number, TagValue>([
    [TAGS.ImageWidth, longs([grid.width])],
    [TAGS.ImageLength, longs([grid.height])],
    [TAGS.BitsPerSample, shorts(Array(bandCount).fill(data.BYTES_PER_ELEMENT * 8))],
    [TAGS.Compression, shorts([8])],
    [TAGS.PhotometricInterpretation, shorts([palette ? 3 : isRgb ? 2 : 1])],
    [TAGS.SamplesPerPixel, shorts([bandCount])],
    [TAGS.PlanarConfiguration, shorts([1])],
    [TAGS.Predictor, shorts([isFloat ? 1 : 2])],
    [TAGS.TileWidth, longs([TILE])],
    [TAGS.TileLength, longs([TILE])],
    [TAGS.SampleFormat, shorts(Array(bandCount).fill(format))],
    ...georeferenceTags(grid),
  ]);
  if (palette) tags.set(TAGS.ColorMap, shorts(colourMap(palette, data.BYTES_PER_ELEMENT * 8)));
  if (bandCount > colours) tags.set(TAGS.ExtraSamples, shorts(Array(bandCount - colours).fill(0)));
  if (bandNames) tags.set(TAGS.GdalMetadata, ascii(metadataOf(bandNames)));
  if (nodata !== undefined && nodata !== null)
    tags.set(TAGS.GdalNodata, ascii(Number.isNaN(nodata) ? "nan" : String(nodata)));
  return tags;
}

/** GDAL escapes the text of an item, and then once more as XML. */
function metadataOf(bandNames: readonly string[]): string {
  const items = bandNames.map((name, sample) => {
    return `  <Item name="DESCRIPTION" sample="${sample}" role="description">${escaped(escaped(name))}</Item>\n`;
  });
  return `<GDALMetadata>\n${items.join("")}</GDALMetadata>\n`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function assertWritable(parts: EncodeGeoTiffParts): void {
  const problem = sizeProblem(parts) ?? valueProblem(parts);
  if (problem === null) return;
  const { width, height } = parts.grid;
  throw new GeoTiffError("NOT_WRITABLE", {
    message: `cannot write a GeoTIFF of ${width}×${height} pixels: ${problem}`,
    context: { width, height, bandCount: parts.bandCount, length: parts.data.length },
  });
}

function sizeProblem({
  grid: { width, height },
  data,
  bandCount,
  bandNames,
}: EncodeGeoTiffParts): string | null {
  const isWhole = [width, height, bandCount].every((size) => Number.isInteger(size) && size > 0);
  if (!isWhole || bandCount > 65535)
    return `it has ${bandCount} bands; sizes are whole numbers above 0, with up to 65535 bands`;
  const expected = width * height * bandCount;
  if (data.length !== expected)
    return `${expected} samples were expected (${bandCount} bands), got ${data.length}; pass [height, width, band]`;
  if (data.byteLength > 4e9)
    return `its ${data.byteLength} bytes could exceed the 4 GB of a TIFF; write it in parts`;
  if (bandNames && bandNames.length !== bandCount)
    return `it has ${bandCount} bands but ${bandNames.length} names; pass one name per band`;
  return null;
}

function valueProblem({ data, bandCount, nodata, palette }: EncodeGeoTiffParts): string | null {
  const type = sampleTypeOf(data);
  if (nodata !== undefined && nodata !== null) {
    const held = newSamples(type, 1).fill(nodata)[0]!;
    const isHeld = type === "float32" ? Object.is(held, Math.fround(nodata)) : Object.is(held, nodata);
    if (!isHeld) return `nodata ${nodata} is no ${type}; choose a value that the samples can hold`;
  }
  if (palette && (bandCount !== 1 || (type !== "uint8" && type !== "uint16"))) {
    return `a palette needs one band of uint8 or uint16, got ${bandCount} of ${type}; leave the palette out`;
  }
  const most = type === "uint16" ? 65535 : 255;
  const outside = palette?.find(({ value }) => !Number.isInteger(value) || value < 0 || value > most);
  return outside ? `the palette colours the value ${outside.value}, but ${type} holds 0 to ${most}` : null;
}
