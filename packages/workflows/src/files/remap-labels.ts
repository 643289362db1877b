import { readFileChecked } from "@undercoat/files";
import { writeLabelGeoTiff } from "@undercoat/geotiff";
import {
  type ApplyCrosswalkOptions,
  applyCrosswalk,
  type CrosswalkReport,
  crosswalk,
} from "@undercoat/label-sources";
import { classMapping, type LabelMap, remapClasses } from "@undercoat/raster";
import { parse } from "yaml";
import * as z from "zod";
import { describeIssue } from "../config/describe-issue.ts";
import { WorkflowError } from "../errors.ts";
import { type ClassCount, classCounts, ignoredPixels } from "./class-counts.ts";
import { readLabelFile } from "./label-file.ts";
import { readScheme } from "./read-scheme.ts";

/** Class names of the source → class names of the target, or null for pixels that become ignored. */
const MappingFile = z.record(z.string(), z.string().nullable());

/** What {@link remapLabels} takes. */
export interface RemapLabelsOptions extends ApplyCrosswalkOptions {
  readonly labels: string;
  readonly out: string;
  /** Product or scheme file of the labels. */
  readonly from: string;
  /** Product or scheme file that is wanted. */
  readonly to: string;
  /** YAML file of class names; omitted: the crosswalk between the two products. */
  readonly mapping?: string | undefined;
}

/** What was written. */
export interface RemappedLabels {
  readonly out: string;
  readonly before: readonly ClassCount[];
  readonly after: readonly ClassCount[];
  /** Pixels that became ignored. */
  readonly droppedPixels: number;
  /** Every pair of the crosswalk with its pixels; null where a mapping was given. */
  readonly pairs: CrosswalkReport["pairs"] | null;
}

/**
 * Writes labels in another class scheme.
 *
 * @throws {LabelSourceError} `AMBIGUOUS_CLASSES`, `CROSSWALK_UNKNOWN`; {@link RasterError} `CLASS_UNMAPPED`;
 *   {@link WorkflowError} `CONFIG_VALUE`
 */
export async function remapLabels(options: RemapLabelsOptions): Promise<RemappedLabels> {
  const labels = await readLabelFile(options.labels, await readScheme(options.from));
  const { labels: remapped, pairs } = await otherScheme(labels, options);
  await writeLabelGeoTiff(options.out, remapped);
  return {
    out: options.out,
    before: classCounts(labels),
    after: classCounts(remapped),
    droppedPixels: ignoredPixels(remapped) - ignoredPixels(labels),
    pairs,
  };
}

async function otherScheme(
  labels: LabelMap,
  { from, to, mapping, ambiguous = "refuse" }: RemapLabelsOptions,
) {
  if (mapping === undefined) {
    const { labels: mapped, report } = applyCrosswalk(labels, crosswalk(from, to), { ambiguous });
    return { labels: mapped, pairs: report.pairs };
  }
  const raw: unknown = parse(new TextDecoder().decode(await readFileChecked(mapping)));
  const parsed = MappingFile.safeParse(raw);
  if (!parsed.success)
    throw new WorkflowError("CONFIG_VALUE", {
      message: `mapping "${mapping}": ${describeIssue(parsed.error.issues[0]!, raw, MappingFile)}; write one line for each class, <class>: <class or null>`,
      context: { mapping },
    });
  const scheme = await readScheme(to);
  return {
    labels: remapClasses(labels, { scheme, mapping: classMapping(labels.scheme, scheme, parsed.data) }),
    pairs: null,
  };
}
