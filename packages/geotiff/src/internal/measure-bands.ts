import { createHash, type Hash } from "node:crypto";
import type { SampleArray, Window } from "@undercoat/raster";
import { isNeverWritten, readPiece } from "./image.ts";
import type { Level } from "./levels.ts";
import { measureWindows } from "./measure-windows.ts";
import type { Reading } from "./reading.ts";
import { bytesOf, newSamples } from "./samples-of.ts";
import { clearNodataInto, sharedValidity } from "./validity.ts";

/** Samples of blocks that were never written are hashed in pieces of this many. */
const FILL_PIECE = 2 ** 16;

/** What is measured of a band; each field only where asked for. */
export interface Measures {
  readonly validCount?: number;
  readonly min?: number | null;
  readonly max?: number | null;
  readonly mean?: number | null;
  readonly sha256?: string;
}

/** What to measure. */
export interface Measuring {
  readonly statistics: boolean;
  readonly checksums: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** Reads all pixels once, some at a time. Blocks that were never written are counted, not read. */
export async function measureBands(reading: Reading, measuring: Measuring): Promise<Measures[]> {
  const [level] = reading.levels;
  const tallies = reading.bands.map(() => newTally(measuring.checksums));
  for (const window of measureWindows(level.image.layout, { isRowMajor: measuring.checksums })) {
    measuring.signal?.throwIfAborted();
    if (await holdsFillAlone(level, reading, window)) addFillInto(tallies, level, { reading, window });
    else await measureWindow(level, { reading, window, tallies, signal: measuring.signal });
  }
  return tallies.map((tally) => measuresOf(tally, measuring));
}

async function holdsFillAlone({ image, validityImage }: Level, { rules }: Reading, window: Window) {
  if (validityImage !== null || rules.alpha !== null) return false;
  const samples = Array.from({ length: image.layout.samples }, (_, sample) => sample);
  return isNeverWritten(image, { window, samples });
}

interface Part {
  readonly reading: Reading;
  readonly window: Window;
}

async function measureWindow(
  level: Level,
  { reading, window, tallies, signal }: Part & { tallies: readonly Tally[]; signal: AbortSignal | undefined },
): Promise<void> {
  const { rules } = reading;
  const { samples, sampleType } = level.image.layout;
  const all = tallies.map((_, sample) => sample);
  const data = await readPiece(level.image, { window, samples: all, signal });
  const shared = await sharedValidity(level, rules, { window, signal });
  const pixels = window.width * window.height;
  const band = samples === 1 ? data : newSamples(sampleType, pixels);
  const validity = new Uint8Array(pixels);
  for (const [sample, tally] of tallies.entries()) {
    if (samples > 1)
      for (let pixel = 0; pixel < pixels; pixel++) band[pixel] = data[pixel * samples + sample]!;
    if (shared === null || sample === rules.alpha) validity.fill(1);
    else validity.set(shared);
    if (sample !== rules.alpha)
      clearNodataInto(validity, band, { nodata: rules.nodata, bandCount: 1, bands: [0] });
    tally.hash?.update(bytesOf(band));
    addInto(tally, band, validity);
  }
}

/** Adds a window that holds the fill value alone. */
function addFillInto(tallies: readonly Tally[], { image }: Level, { reading, window }: Part): void {
  const pixels = window.width * window.height;
  const { sampleType } = image.layout;
  const piece = newSamples(sampleType, Math.min(FILL_PIECE, pixels)).fill(image.fill);
  const isValid =
    clearNodataInto(Uint8Array.of(1), piece, {
      nodata: reading.rules.nodata,
      bandCount: 1,
      bands: [0],
    }) === 0;
  for (const tally of tallies) {
    for (let left = pixels; left > 0 && tally.hash !== null; left -= piece.length)
      tally.hash.update(bytesOf(piece.subarray(0, Math.min(piece.length, left))));
    if (isValid) addOf(tally, piece[0] ?? 0, pixels);
  }
}

interface Tally {
  readonly hash: Hash | null;
  count: number;
  sum: number;
  min: number;
  max: number;
}

function newTally(isHashed: boolean): Tally {
  return {
    hash: isHashed ? createHash("sha256") : null,
    count: 0,
    sum: 0,
    min: Number.POSITIVE_INFINITY,
    max: Number.NEGATIVE_INFINITY,
  };
}

function addInto(tally: Tally, band: SampleArray, validity: Uint8Array): void {
  let [count, sum, min, max] = [0, 0, tally.min, tally.max];
  for (let pixel = 0; pixel < band.length; pixel++) {
    if (validity[pixel] === 0) continue;
    const sample = band[pixel]!;
    count += 1;
    sum += sample;
    if (sample < min) min = sample;
    if (sample > max) max = sample;
  }
  tally.count += count;
  tally.sum += sum;
  [tally.min, tally.max] = [min, max];
}

function addOf(tally: Tally, sample: number, times: number): void {
  tally.count += times;
  tally.sum += sample * times;
  tally.min = Math.min(tally.min, sample);
  tally.max = Math.max(tally.max, sample);
}

function measuresOf({ hash, count, sum, min, max }: Tally, { statistics }: Measuring): Measures {
  const isEmpty = count === 0;
  const numbers = {
    validCount: count,
    min: isEmpty ? null : min,
    max: isEmpty ? null : max,
    mean: isEmpty ? null : sum / count,
  };
  return { ...(statistics ? numbers : {}), ...(hash === null ? {} : { sha256: hash.digest("hex") }) };
}
