import { createLabelGeoTiff } from "@undercoat/geotiff";
import {
  type ApplyCrosswalkOptions,
  applyCrosswalk,
  type Crosswalk,
  type CrosswalkReport,
} from "@undercoat/label-sources";
import { IGNORE_INDEX, labelMap } from "@undercoat/raster";
import { type ClassCount, classCountsOf, indexCounts } from "./class-counts.ts";
import { type LabelFile, openLabelFile } from "./open-label-file.ts";
import { readLabelSource } from "./read-scheme.ts";
import { refuseOverwriting } from "./refuse-overwriting.ts";
import { type WantedCrosswalk, wantedCrosswalk } from "./wanted-crosswalk.ts";

/** What {@link remapLabels} takes. */
export interface RemapLabelsOptions extends ApplyCrosswalkOptions, WantedCrosswalk {
  readonly labels: string;
  readonly out: string;
  /** Stops between two windows; no file is left. */
  readonly signal?: AbortSignal | undefined;
}

/** What was written. */
export interface RemappedLabels {
  readonly out: string;
  readonly before: readonly ClassCount[];
  readonly after: readonly ClassCount[];
  /** Pixels that became ignored. */
  readonly droppedPixels: number;
  /** Every pair of the crosswalk with its pixels. */
  readonly pairs: CrosswalkReport["pairs"];
}

/**
 * Writes labels in another class scheme.
 *
 * @throws {LabelSourceError} `AMBIGUOUS_CLASSES`, `CROSSWALK_UNKNOWN`, `OPTIONS_REFUSED` for a decision that does not
 *   fit, `FILE_REFUSED`.
 */
export async function remapLabels({
  labels: file,
  out,
  ...options
}: RemapLabelsOptions): Promise<RemappedLabels> {
  await refuseOverwriting([file, options.mapping], [out]);
  const product = await readLabelSource(options.from);
  const walk = await wantedCrosswalk(options);
  const { ambiguous = "refuse", decide = {}, signal } = options;
  const source = await openLabelFile(file, product);
  try {
    const { grid, scheme } = source;
    const before = new Float64Array(256);
    for await (const { labels } of source.windows()) indexCounts(labels, before);
    // one pixel of every class that is there: what is refused is refused before anything is written
    const sample = Uint8Array.from([...before.keys()].filter((index) => before[index]! > 0));
    const held = labelMap({ width: sample.length, height: 1, scheme, data: sample });
    const { pairs } = applyCrosswalk(held, walk, { ambiguous, decide }).report;
    const after = await writeRemapped(source, out, { walk, ambiguous, decide, signal });
    return {
      out,
      before: classCountsOf(grid, scheme, before),
      after: classCountsOf(grid, walk.to, after),
      droppedPixels: (after[IGNORE_INDEX] ?? 0) - (before[IGNORE_INDEX] ?? 0),
      pairs: pairs.map((pair, index) => ({ ...pair, pixels: before[index] ?? 0 })),
    };
  } finally {
    await source.close();
  }
}

/** Writes one window after the other; how many pixels got each class index. */
async function writeRemapped(
  source: LabelFile,
  out: string,
  {
    walk,
    signal,
    ...options
  }: ApplyCrosswalkOptions & { readonly walk: Crosswalk; readonly signal: AbortSignal | undefined },
): Promise<Float64Array> {
  const after = new Float64Array(256);
  const writer = await createLabelGeoTiff(out, { grid: source.grid, scheme: walk.to });
  try {
    for await (const { window, labels } of source.windows()) {
      signal?.throwIfAborted();
      const remapped = applyCrosswalk(labels, walk, options).labels;
      indexCounts(remapped, after);
      await writer.write(window, remapped);
    }
    await writer.finish();
  } finally {
    await writer.abort();
  }
  return after;
}
