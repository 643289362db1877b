import type { SampleArray, Window } from "@undercoat/raster";
import { readPiece } from "./image.ts";
import type { Level } from "./levels.ts";

/** What makes a pixel not valid. */
export interface ValidityRules {
  /** In the samples' own precision; null: none. */
  readonly nodata: number | null;
  /** Position of the alpha band, or null. */
  readonly alpha: number | null;
}

/** The part of validity that all bands share: alpha above 0 and the file's own validity image. Null: all valid. */
export async function sharedValidity(
  { image, validityImage }: Level,
  { alpha }: ValidityRules,
  { window, signal }: { window: Window; signal?: AbortSignal | undefined },
): Promise<Uint8Array | null> {
  const planes: SampleArray[] = [];
  if (alpha !== null) planes.push(await readPiece(image, { window, samples: [alpha], signal }));
  if (validityImage !== null) planes.push(await readPiece(validityImage, { window, samples: [0], signal }));
  if (planes.length === 0) return null;
  const validity = new Uint8Array(window.width * window.height).fill(1);
  for (const plane of planes) {
    for (let pixel = 0; pixel < validity.length; pixel++) if (plane[pixel] === 0) validity[pixel] = 0;
  }
  return validity;
}

/** Clears pixels where any of `bands` holds nodata, NaN or an infinity. Returns how many pixels it cleared. */
export function clearNodataInto(
  validity: Uint8Array,
  data: SampleArray,
  { nodata, bandCount, bands }: { nodata: number | null; bandCount: number; bands: readonly number[] },
): number {
  const isFloat = data instanceof Float32Array || data instanceof Float64Array;
  if (nodata === null && !isFloat) return 0;
  let cleared = 0;
  for (let pixel = 0; pixel < validity.length; pixel++) {
    if (validity[pixel] === 0) continue;
    for (const band of bands) {
      const sample = data[pixel * bandCount + band]!;
      if (isFloat ? Number.isFinite(sample) && !isNear(sample, nodata) : sample !== nodata) continue;
      validity[pixel] = 0;
      cleared += 1;
      break;
    }
  }
  return cleared;
}

/** Two units in the last place of a float32, as GDAL compares: the file tells nodata in rounded digits. */
const NEAR = 2 * 2 ** -23;

function isNear(sample: number, nodata: number | null): boolean {
  if (nodata === null) return false;
  return sample === nodata || Math.abs(sample - nodata) < NEAR * Math.abs(sample + nodata);
}
