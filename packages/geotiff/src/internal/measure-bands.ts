import { createHash, type Hash } from "node:crypto";
import type { SampleArray } from "@undercoat/raster";
import { readPiece } from "./image.ts";
import type { Layout } from "./layout.ts";
import type { Reading } from "./reading.ts";
import { bytesOf, newSamples } from "./samples-of.ts";
import { clearNodataInto, sharedValidity } from "./validity.ts";

/** Samples held at a time. */
const SAMPLES_AT_ONCE = 2 ** 24;

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

/** Reads all pixels once, some rows at a time. */
export async function measureBands(reading: Reading, measuring: Measuring): Promise<Measures[]> {
  const { layout } = reading.image;
  const tallies = reading.bands.map(() => newTally());
  const rows = rowsAtOnce(layout);
  for (let y = 0; y < layout.height; y += rows) {
    await measureRows(reading, {
      y,
      rows: Math.min(rows, layout.height - y),
      tallies,
      signal: measuring.signal,
    });
  }
  return tallies.map((tally) => measuresOf(tally, measuring));
}

/** Whole rows of blocks where they fit. */
function rowsAtOnce({ width, height, samples, blockHeight }: Layout): number {
  const most = Math.max(1, Math.floor(SAMPLES_AT_ONCE / (width * samples)));
  return Math.min(height, most < blockHeight ? most : most - (most % blockHeight));
}

interface Rows {
  readonly y: number;
  readonly rows: number;
  readonly tallies: readonly Tally[];
  readonly signal: AbortSignal | undefined;
}

async function measureRows({ image, rules }: Reading, { y, rows, tallies, signal }: Rows): Promise<void> {
  const { width, samples, sampleType } = image.layout;
  const window = { x: 0, y, width, height: rows };
  const all = tallies.map((_, sample) => sample);
  const data = await readPiece(image, { window, samples: all, signal });
  const shared = await sharedValidity(image, rules, { window, signal });
  const band = newSamples(sampleType, width * rows);
  for (const [sample, tally] of tallies.entries()) {
    for (let pixel = 0; pixel < band.length; pixel++) band[pixel] = data[pixel * samples + sample]!;
    const validity = shared?.slice() ?? new Uint8Array(band.length).fill(1);
    if (sample === rules.alpha) validity.fill(1);
    else clearNodataInto(validity, band, { nodata: rules.nodata, bandCount: 1, bands: [0] });
    addInto(tally, band, validity);
  }
}

interface Tally {
  readonly hash: Hash;
  count: number;
  sum: number;
  min: number;
  max: number;
}

function newTally(): Tally {
  return {
    hash: createHash("sha256"),
    count: 0,
    sum: 0,
    min: Number.POSITIVE_INFINITY,
    max: Number.NEGATIVE_INFINITY,
  };
}

function addInto(tally: Tally, band: SampleArray, validity: Uint8Array): void {
  tally.hash.update(bytesOf(band));
  for (let pixel = 0; pixel < band.length; pixel++) {
    if (validity[pixel] === 0) continue;
    const sample = band[pixel]!;
    tally.count += 1;
    tally.sum += sample;
    if (sample < tally.min) tally.min = sample;
    if (sample > tally.max) tally.max = sample;
  }
}

function measuresOf({ hash, count, sum, min, max }: Tally, { statistics, checksums }: Measuring): Measures {
  const isEmpty = count === 0;
  const numbers = {
    validCount: count,
    min: isEmpty ? null : min,
    max: isEmpty ? null : max,
    mean: isEmpty ? null : sum / count,
  };
  return { ...(statistics ? numbers : {}), ...(checksums ? { sha256: hash.digest("hex") } : {}) };
}
