import type { Grid, SampleType } from "@undercoat/raster";
import { GeoTiffError } from "../../errors.ts";
import type { GeoTiffFormatOptions } from "../../write-options.ts";
import { bytesPerSample, newSamples } from "../samples-of.ts";
import { LEVELS } from "./compress.ts";
import { crsProblem } from "./georeference-tags.ts";
import { paletteProblem } from "./palette.ts";
import type { WriteSpec } from "./spec.ts";

const MOST_BANDS = 65_535;

/** As much as our own reader takes. */
const LARGEST_TILE = 2 ** 28;

/** @throws {GeoTiffError} `NOT_WRITABLE` */
export function assertSpec(spec: WriteSpec, given: GeoTiffFormatOptions): void {
  const problem =
    sizeProblem(spec) ??
    placeProblem(spec) ??
    storageProblem(spec, given) ??
    nodataProblem(spec, given) ??
    bandProblem(spec) ??
    classProblem(spec);
  if (problem !== null) throw notWritable(spec.grid, problem);
}

/** An error that names the size of the image that cannot be. */
export function notWritable(
  { width, height }: Grid,
  problem: string,
  context: Readonly<Record<string, unknown>> = {},
): GeoTiffError {
  return new GeoTiffError("NOT_WRITABLE", {
    message: `cannot write a GeoTIFF of ${width}×${height} pixels: ${problem}`,
    context: { width, height, ...context },
  });
}

function sizeProblem({ grid: { width, height }, bandCount, sampleType }: WriteSpec): string | null {
  const isWhole = [width, height, bandCount].every((size) => Number.isInteger(size) && size > 0);
  if (!isWhole || bandCount > MOST_BANDS || width >= 2 ** 31 || height >= 2 ** 31)
    return `it has ${bandCount} bands; sizes are whole numbers from 1 to 2^31, with up to ${MOST_BANDS} bands`;
  const known = ["uint8", "int8", "uint16", "int16", "uint32", "int32", "float32", "float64"];
  return known.includes(sampleType) ? null : `its samples are "${sampleType}"; choose ${known.join(", ")}`;
}

function placeProblem({ grid: { geotransform, crs } }: WriteSpec): string | null {
  if (geotransform !== null && (geotransform.length !== 6 || !geotransform.every(Number.isFinite)))
    return `its geotransform is ${geotransform.join(", ")}, six finite numbers were expected`;
  if (geotransform !== null && geotransform[1] * geotransform[5] - geotransform[2] * geotransform[4] === 0)
    return `its geotransform ${geotransform.join(", ")} maps all pixels to a line; give pixels a size`;
  return crsProblem(crs);
}

function storageProblem(spec: WriteSpec, { interleave, photometric }: GeoTiffFormatOptions): string | null {
  const { tileSize, compression, predictor, sampleType, isPlanar, bandCount } = spec;
  if (!Number.isInteger(tileSize) || tileSize < 16 || tileSize % 16 !== 0)
    return `its tiles are ${tileSize} pixels wide; choose a multiple of 16, such as 512`;
  const bytes = tileSize * tileSize * (isPlanar ? 1 : bandCount) * bytesPerSample(sampleType);
  if (bytes > LARGEST_TILE)
    return `one tile would hold ${bytes} bytes, at most ${LARGEST_TILE} are written; choose a smaller tileSize`;
  const { lowest, highest } = LEVELS[compression.name];
  if (!Number.isInteger(compression.level) || compression.level < lowest || compression.level > highest)
    return `its compression level is ${compression.level}; ${compression.name} has ${lowest} to ${highest}`;
  if (interleave !== undefined && interleave !== "pixel" && interleave !== "band")
    return `its interleave is "${interleave}"; choose pixel or band`;
  if (photometric !== undefined && photometric !== "rgb" && photometric !== "grey")
    return `its photometric is "${photometric}"; choose grey or rgb`;
  const isFloat = sampleType.startsWith("float");
  if (predictor === 1 || (predictor === (isFloat ? 3 : 2) && compression.name !== "none")) return null;
  return `predictor ${predictor} does not go with ${sampleType} and compression ${compression.name}; leave it out`;
}

function nodataProblem({ nodata, sampleType }: WriteSpec, given: GeoTiffFormatOptions): string | null {
  if (nodata === null) return null;
  if (typeof nodata !== "number") return `nodata is "${String(nodata)}", a number was expected`;
  const isLost = sampleType === "float32" && Number.isFinite(given.nodata) && !Number.isFinite(nodata);
  if (!isLost && holds(sampleType, nodata)) return null;
  return `nodata ${given.nodata} is no ${sampleType}; choose a value that the samples can hold`;
}

/** Whether a sample can have a value. */
export function holds(sampleType: SampleType, value: number): boolean {
  const [held] = newSamples(sampleType, 1).fill(value);
  return held === value || (Number.isNaN(held) && Number.isNaN(value));
}

const CONTROL = /\p{Cc}/u;

function bandProblem(spec: WriteSpec): string | null {
  const { bandCount, bandNames, scales, offsets, alpha, sampleType, isRgb, palette } = spec;
  const unwritten = [...(bandNames ?? []), ...(spec.classNames ?? []).map(({ name }) => name)].find(
    (name) => typeof name !== "string" || CONTROL.test(name),
  );
  if (unwritten !== undefined)
    return `${JSON.stringify(unwritten)} is no name that XML can hold; leave out control characters`;
  if (isRgb && (bandCount < 3 || palette !== null || !sampleType.startsWith("uint")))
    return `RGB needs three bands of unsigned samples and no palette, got ${bandCount} of ${sampleType}`;
  if (bandNames !== null && bandNames.length !== bandCount)
    return `it has ${bandCount} bands but ${bandNames.length} names; pass one name per band`;
  for (const [name, numbers] of Object.entries({ scale: scales, offset: offsets })) {
    if (numbers !== null && (numbers.length !== bandCount || !numbers.every(Number.isFinite)))
      return `it has ${bandCount} bands but ${name} ${numbers.join(", ")}; pass one finite number, or one per band`;
  }
  if (alpha === null) return null;
  const colours = isRgb ? 3 : 1;
  if (!Number.isInteger(alpha) || alpha < colours || alpha >= bandCount)
    return `its alpha is band ${alpha + 1} of ${bandCount}; it comes after the first ${colours}, which hold colours`;
  return null;
}

function classProblem({ palette, classNames, bandCount, sampleType }: WriteSpec): string | null {
  if (palette !== null) {
    const problem = paletteProblem(palette, { bandCount, sampleType });
    if (problem !== null) return problem;
  }
  if (classNames === null) return null;
  if (bandCount !== 1 || sampleType.startsWith("float"))
    return `class names need one band of whole numbers, got ${bandCount} of ${sampleType}; leave classNames out`;
  if (classNames.length === 0) return "its classNames are empty; name a class, or leave them out";
  const [held] = [newSamples(sampleType, classNames.length)];
  for (const [index, { value, name }] of classNames.entries()) {
    held[index] = value;
    if (held[index] !== value) return `class "${name}" has the value ${value}, which is no ${sampleType}`;
  }
  const twice = classNames.find(({ value }, index) => held.indexOf(value as never) !== index);
  return twice === undefined ? null : `the value ${twice.value} has two class names; name it once`;
}
