import { readFileChecked } from "@undercoat/files";
import { createLabelGeoTiff } from "@undercoat/geotiff";
import {
  type ApplyCrosswalkOptions,
  applyCrosswalk,
  type Crosswalk,
  type CrosswalkReport,
  composeCrosswalks,
  crosswalk,
  type LabelSource,
  parseCrosswalk,
} from "@undercoat/label-sources";
import { IGNORE_INDEX, labelMap } from "@undercoat/raster";
import { type ClassCount, classCountsOf, indexCounts } from "./class-counts.ts";
import { type LabelFile, openLabelFile } from "./open-label-file.ts";
import { readLabelSource } from "./read-scheme.ts";

/** What {@link remapLabels} takes. */
export interface RemapLabelsOptions extends ApplyCrosswalkOptions {
  readonly labels: string;
  readonly out: string;
  /** Product or scheme file of the labels. */
  readonly from: string;
  /** Product or scheme file that is wanted. */
  readonly to: string;
  /** Product in between, where there is no crosswalk from one to the other. */
  readonly via?: string | undefined;
  /** YAML file as `parseCrosswalk` reads it; omitted: the crosswalk between the two products. */
  readonly mapping?: string | undefined;
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
  const product = await readLabelSource(options.from);
  const walk = await wantedCrosswalk(product, options);
  const { ambiguous = "refuse", decide = {} } = options;
  const source = await openLabelFile(file, product);
  try {
    const { grid, scheme } = source;
    const before = new Float64Array(256);
    for await (const { labels } of source.windows()) indexCounts(labels, before);
    // one pixel of every class that is there: what is refused is refused before anything is written
    const sample = Uint8Array.from([...before.keys()].filter((index) => before[index]! > 0));
    const held = labelMap({ width: sample.length, height: 1, scheme, data: sample });
    const { pairs } = applyCrosswalk(held, walk, { ambiguous, decide }).report;
    const after = await writeRemapped(source, out, { walk, ambiguous, decide });
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
  { walk, ...options }: ApplyCrosswalkOptions & { readonly walk: Crosswalk },
): Promise<Float64Array> {
  const after = new Float64Array(256);
  const writer = await createLabelGeoTiff(out, { grid: source.grid, scheme: walk.to });
  try {
    for await (const { window, labels } of source.windows()) {
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

async function wantedCrosswalk(
  source: LabelSource,
  { from, to, via, mapping }: Pick<RemapLabelsOptions, "from" | "to" | "via" | "mapping">,
): Promise<Crosswalk> {
  if (mapping !== undefined) {
    const text = new TextDecoder().decode(await readFileChecked(mapping));
    return parseCrosswalk(text, {
      name: mapping,
      from: source.scheme,
      to: (await readLabelSource(to)).scheme,
    });
  }
  return via === undefined
    ? crosswalk(from, to)
    : composeCrosswalks(crosswalk(from, via), crosswalk(via, to));
}
