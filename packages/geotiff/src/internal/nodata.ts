import type { SampleType } from "@undercoat/raster";
import { type Directory, readText } from "./directory.ts";
import { rewriteAdvice, tagError } from "./refusals.ts";
import { newSamples } from "./samples-of.ts";

const CMYK = 5;

/**
 * The value that means "no data" (tag 42113), or null where the file has none.
 *
 * @throws {GeoTiffError} `BROKEN_STRUCTURE` for a text that is no number
 */
export async function readNodata(directory: Directory): Promise<number | null> {
  const text = (await readText(directory, "GdalNodata"))?.trim() ?? "";
  if (text === "") return null;
  if (/^[+-]?nan$/i.test(text)) return Number.NaN;
  const infinite = /^([+-]?)inf(inity)?$/i.exec(text);
  if (infinite) return infinite[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const value = Number(text);
  if (Number.isFinite(value)) return value;
  const { name } = directory.tiff.source;
  throw tagError("BROKEN_STRUCTURE", {
    name,
    tag: "GdalNodata",
    found: JSON.stringify(text.slice(0, 40)),
    expected: "a number was expected",
    advice: rewriteAdvice(name, "-a_nodata <number>"),
  });
}

/** The nodata value as the samples hold it; null where no sample can equal it. */
export function comparableNodata(nodata: number | null, sampleType: SampleType): number | null {
  if (nodata === null || Number.isNaN(nodata)) return null; // NaN is never valid, told or not
  return sampleType === "float32" ? Math.fround(nodata) : nodata;
}

/** What blocks that were never written hold: nodata where the samples can hold it, else 0; CMYK without ink is white. */
export function fillValue(
  nodata: number | null,
  { sampleType, photometric }: { sampleType: SampleType; photometric: number },
): number {
  if (photometric === CMYK) return 255;
  if (nodata === null) return 0;
  const [held] = newSamples(sampleType, 1).fill(nodata);
  const isFloat = sampleType === "float32" || sampleType === "float64";
  return isFloat || held === nodata ? nodata : 0;
}
