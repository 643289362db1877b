import type { SampleArray, Window } from "@undercoat/raster";
import { newSamples } from "../samples-of.ts";
import { clearNodataInto } from "../validity.ts";
import type { WriteSpec } from "./spec.ts";
import { notWritable } from "./spec-checks.ts";

/** Pixels to be written. */
export interface GivenBlock {
  /** Row-major `[height, width, band]`, in the sample type of the file. */
  readonly data: SampleArray;
  /** `[height, width]`: 1 where the pixel holds data; null or left out where every pixel does. */
  readonly validity?: Uint8Array | null;
}

/** A block that somebody wants to have written. */
export interface Offer {
  readonly path: string;
  readonly window: Window;
  readonly block: GivenBlock;
  /** Whether the file has a validity image in any case. */
  readonly keepsValidity: boolean;
}

/** A block as it is stored. */
export interface Received {
  readonly data: SampleArray;
  readonly validity: Uint8Array | null;
  /** Whether some pixels are not valid that only a validity image can tell. */
  readonly hasHoles: boolean;
}

/**
 * Checks a block, and gives its pixels that are not valid a mark: the validity plane where the file has a validity
 * image or no nodata value, else nodata in all bands but alpha. The block is left as it is.
 *
 * @throws {GeoTiffError} `NOT_WRITABLE`
 */
export function receive(spec: WriteSpec, { path, window, block, keepsValidity }: Offer): Received {
  assertBlock(spec, { path, window, block });
  const { data, validity: given = null } = block;
  const { nodata } = spec;
  if (keepsValidity) {
    const validity = given?.slice() ?? new Uint8Array(window.width * window.height).fill(1);
    clearNodataInto(validity, data, { nodata, bandCount: spec.bandCount, bands: colourBands(spec) });
    return { data, validity, hasHoles: true };
  }
  const untold = given === null ? [] : untoldPixels(spec, data, given);
  if (untold.length === 0) return { data, validity: null, hasHoles: false };
  if (nodata === null) return { data, validity: given, hasHoles: true };
  const marked = data.slice();
  for (const pixel of untold) {
    for (const band of colourBands(spec)) marked[pixel * spec.bandCount + band] = nodata;
  }
  return { data: marked, validity: null, hasHoles: false };
}

function colourBands({ bandCount, alpha }: WriteSpec): number[] {
  return Array.from({ length: bandCount }, (_, band) => band).filter((band) => band !== alpha);
}

/** Pixels that are not valid although neither nodata, NaN nor alpha says so. */
function untoldPixels(spec: WriteSpec, data: SampleArray, validity: Uint8Array): number[] {
  if (!validity.includes(0)) return [];
  const { nodata, alpha, bandCount } = spec;
  const told = new Uint8Array(validity.length).fill(1);
  clearNodataInto(told, data, { nodata, bandCount, bands: colourBands(spec) });
  const untold: number[] = [];
  for (let pixel = 0; pixel < validity.length; pixel++) {
    const isTold = told[pixel] === 0 || (alpha !== null && data[pixel * bandCount + alpha] === 0);
    if (validity[pixel] === 0 && !isTold) untold.push(pixel);
  }
  return untold;
}

function assertBlock(spec: WriteSpec, { path, window, block }: Omit<Offer, "keepsValidity">): void {
  const { width, height } = window;
  const { data, validity = null } = block;
  const wanted = newSamples(spec.sampleType, 0).constructor as new () => SampleArray;
  const where = `the block for ${width}×${height} pixels of "${path}"`;
  if (!(data instanceof wanted))
    throw notWritable(
      spec.grid,
      `${where} is ${nameOf(data)}, ${wanted.name} was expected; convert it first`,
    );
  const expected = width * height * spec.bandCount;
  if (data.length !== expected)
    throw notWritable(
      spec.grid,
      `${where} has ${data.length} samples, ${expected} were expected (${spec.bandCount} bands); pass [height, width, band]`,
    );
  if (validity !== null && !(validity instanceof Uint8Array && validity.length === width * height))
    throw notWritable(
      spec.grid,
      `${where} has a validity of ${validity?.length} pixels, ${width * height} were expected; pass [height, width]`,
    );
}

/** What kind of thing somebody gave. */
export function nameOf(given: unknown): string {
  return (
    (given as { constructor?: { name?: string } } | null | undefined)?.constructor?.name ?? String(given)
  );
}
