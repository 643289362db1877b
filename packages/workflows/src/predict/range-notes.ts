import type { ImageSource } from "@undercoat/datasets";
import { type Raster, tileWindows, type Window } from "@undercoat/raster";
import type { Normalisation } from "@undercoat/segmentation";

/** Windows along a side of the raster that are looked at. */
const LOOKS = 3;
const SIDE = 256;

/** What training had lies mostly within so many standard deviations. */
const USUAL = 3;
/** So far out is another unit, not another scene. */
const FAR = 10;

interface Range {
  readonly min: number;
  readonly max: number;
}

/**
 * Says which bands hold numbers of another kind than the model was trained on, as reflectances from 0 to 1 where
 * training had bytes: after a look at a few places.
 */
export async function rangeNotes(
  image: ImageSource,
  normalisation: Normalisation | null,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  if (normalisation === null)
    return ["the model does not say how samples were normalised in training: it gets them as they are"];
  const ranges: (Range | null)[] = image.bands.map(() => null);
  for (const window of looks(image)) widen(ranges, await image.readImage({ window, signal }));
  return ranges.flatMap((range, band) => {
    const [mean, spread] = [normalisation.mean[band] ?? 0, normalisation.standardDeviation[band] ?? 1];
    if (range === null || isAlike(range, mean, spread)) return [];
    const [low, high] = [mean - USUAL * spread, mean + USUAL * spread];
    return [
      `band "${image.bands[band]?.name}" holds ${short(range.min)} to ${short(range.max)}, but training had about ${short(low)} to ${short(high)} (mean ± ${USUAL} standard deviations): the map may mean nothing; check bands and units`,
    ];
  });
}

function isAlike({ min, max }: Range, mean: number, spread: number): boolean {
  const isApart = max < mean - USUAL * spread || min > mean + USUAL * spread;
  const isFar = max > mean + FAR * spread || min < mean - FAR * spread;
  const isFlat = max > min && max - min < spread / 20;
  return !isApart && !isFar && !isFlat;
}

/** A few windows spread over the raster. */
function looks({ width, height }: ImageSource): readonly Window[] {
  const [across, down] = [Math.min(SIDE, width), Math.min(SIDE, height)];
  const columns = spread(width, across);
  return spread(height, down).flatMap((y) => columns.map((x) => ({ x, y, width: across, height: down })));
}

function spread(size: number, side: number): readonly number[] {
  const count = Math.min(LOOKS, tileWindows({ width: size, height: 1 }, { width: side, height: 1 }).length);
  return Array.from({ length: count }, (_, at) =>
    count === 1 ? 0 : Math.round((at * (size - side)) / (count - 1)),
  );
}

function widen(ranges: (Range | null)[], { data, validity, bands }: Raster): void {
  for (let pixel = 0, at = 0; at < data.length; pixel++, at += bands.length) {
    if (validity?.[pixel] === 0) continue;
    for (let band = 0; band < bands.length; band++) {
      const [value, known] = [data[at + band]!, ranges[band]];
      if (known == null) ranges[band] = { min: value, max: value };
      else if (value < known.min || value > known.max)
        ranges[band] = { min: Math.min(known.min, value), max: Math.max(known.max, value) };
    }
  }
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
