import { bytesPerSample } from "../samples-of.ts";
import { TAGS } from "../tags.ts";
import { COMPRESSION_CODES } from "./compress.ts";
import { georeferenceTags } from "./georeference-tags.ts";
import { gdalMetadata } from "./metadata-xml.ts";
import { colourMap } from "./palette.ts";
import type { WriteSpec } from "./spec.ts";
import { ascii, longs, shorts, type TagValue } from "./tag-values.ts";

/** Width and height of one image of the file. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** NewSubfileType: bits for a smaller copy and for a validity image. */
const REDUCED = 1;
const VALIDITY = 4;

const PALETTE = 3;
const RGB = 2;
const GREY = 1;
const UNASSOCIATED_ALPHA = 2;

/** The tags of the image itself, or of an overview. */
export function imageTags(spec: WriteSpec, size: ImageSize, isOverview: boolean): Map<number, TagValue> {
  const { sampleType, bandCount, isRgb, palette, predictor, nodata } = spec;
  const bits = bytesPerSample(sampleType) * 8;
  const format = sampleType.startsWith("float") ? 3 : sampleType.startsWith("int") ? 2 : 1;
  const tags = new Map([
    ...storageTags(spec, size),
    [TAGS.BitsPerSample, shorts(Array(bandCount).fill(bits))],
    [TAGS.PhotometricInterpretation, shorts([palette ? PALETTE : isRgb ? RGB : GREY])],
    [TAGS.SamplesPerPixel, shorts([bandCount])],
    [TAGS.PlanarConfiguration, shorts([spec.isPlanar ? 2 : 1])],
    [TAGS.SampleFormat, shorts(Array(bandCount).fill(format))],
  ]);
  if (predictor !== 1) tags.set(TAGS.Predictor, shorts([predictor]));
  if (palette) tags.set(TAGS.ColorMap, shorts(colourMap(palette, bits)));
  const extra = extraSamples(spec, isRgb ? 3 : 1);
  if (extra.length > 0) tags.set(TAGS.ExtraSamples, shorts(extra));
  if (nodata !== null) tags.set(TAGS.GdalNodata, ascii(Number.isNaN(nodata) ? "nan" : nodataText(nodata)));
  if (isOverview) return tags.set(TAGS.NewSubfileType, longs([REDUCED]));
  const metadata = gdalMetadata(spec);
  if (metadata !== null) tags.set(TAGS.GdalMetadata, ascii(metadata));
  for (const [tag, value] of georeferenceTags(spec.grid)) tags.set(tag, value);
  return tags;
}

/** The tags of the validity image of the image, or of an overview: one bit per pixel. */
export function validityTags(spec: WriteSpec, size: ImageSize, isOverview: boolean): Map<number, TagValue> {
  return new Map([
    ...storageTags(spec, size),
    [TAGS.NewSubfileType, longs([VALIDITY + (isOverview ? REDUCED : 0)])],
    [TAGS.BitsPerSample, shorts([1])],
    [TAGS.PhotometricInterpretation, shorts([VALIDITY])],
    [TAGS.SamplesPerPixel, shorts([1])],
    [TAGS.PlanarConfiguration, shorts([1])],
    [TAGS.SampleFormat, shorts([1])],
  ]);
}

function storageTags({ tileSize, compression }: WriteSpec, size: ImageSize): Map<number, TagValue> {
  return new Map([
    [TAGS.ImageWidth, longs([size.width])],
    [TAGS.ImageLength, longs([size.height])],
    [TAGS.Compression, shorts([COMPRESSION_CODES[compression.name]])],
    [TAGS.TileWidth, longs([tileSize])],
    [TAGS.TileLength, longs([tileSize])],
  ]);
}

function extraSamples({ bandCount, alpha }: WriteSpec, colours: number): number[] {
  return Array.from({ length: Math.max(0, bandCount - colours) }, (_, index) =>
    index + colours === alpha ? UNASSOCIATED_ALPHA : 0,
  );
}

/** As GDAL writes it: infinities are "inf" and "-inf". */
function nodataText(nodata: number): string {
  return Number.isFinite(nodata) ? String(nodata) : nodata > 0 ? "inf" : "-inf";
}
