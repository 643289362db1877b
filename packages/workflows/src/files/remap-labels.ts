import { readFileChecked } from "@undercoat/files";
import { writeLabelGeoTiff } from "@undercoat/geotiff";
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
import { type ClassCount, classCounts, ignoredPixels } from "./class-counts.ts";
import { readLabelFile } from "./label-file.ts";
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
  const source = await readLabelSource(options.from);
  const walk = await wantedCrosswalk(source, options);
  const labels = await readLabelFile(file, source);
  const { ambiguous = "refuse", decide = {} } = options;
  const { labels: remapped, report } = applyCrosswalk(labels, walk, { ambiguous, decide });
  await writeLabelGeoTiff(out, remapped);
  return {
    out,
    before: classCounts(labels),
    after: classCounts(remapped),
    droppedPixels: ignoredPixels(remapped) - ignoredPixels(labels),
    pairs: report.pairs,
  };
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
