import { readFileChecked } from "@undercoat/files";
import { writeLabelGeoTiff } from "@undercoat/geotiff";
import { type ClassScheme, classMapping, IGNORE_INDEX, remapClasses } from "@undercoat/raster";
import { parse } from "yaml";
import * as z from "zod";
import { describeIssue } from "../config/describe-issue.ts";
import { WorkflowError } from "../errors.ts";
import { type ClassCount, classCounts } from "./class-counts.ts";
import { readLabelFile } from "./label-file.ts";

/** Class names of the source → class names of the target, or null for pixels that become ignored. */
const MappingFile = z.record(z.string(), z.string().nullable());

/** What {@link remapLabels} takes. */
export interface RemapLabelsOptions {
  readonly labels: string;
  readonly out: string;
  readonly from: ClassScheme;
  readonly to: ClassScheme;
  /** YAML file of class names; omitted: classes of equal names. */
  readonly mapping: string;
}

/** What was written. */
export interface RemappedLabels {
  readonly out: string;
  readonly before: readonly ClassCount[];
  readonly after: readonly ClassCount[];
  /** Pixels that became ignored because their class was mapped to nothing. */
  readonly droppedPixels: number;
}

/** Writes labels in another class scheme. @throws {WorkflowError} `CONFIG_VALUE`; {@link RasterError} `CLASS_UNMAPPED` */
export async function remapLabels({
  labels: file,
  out,
  from,
  to,
  mapping,
}: RemapLabelsOptions): Promise<RemappedLabels> {
  const raw: unknown = parse(new TextDecoder().decode(await readFileChecked(mapping)));
  const parsed = MappingFile.safeParse(raw);
  if (!parsed.success)
    throw new WorkflowError("CONFIG_VALUE", {
      message: `mapping "${mapping}": ${describeIssue(parsed.error.issues[0]!, raw, MappingFile)}; write one line for each class, <class>: <class or null>`,
      context: { mapping },
    });
  const labels = await readLabelFile(file, from);
  const remapped = remapClasses(labels, { scheme: to, mapping: classMapping(from, to, parsed.data) });
  await writeLabelGeoTiff(out, remapped);
  const ignored = (data: Uint8Array) =>
    data.reduce((sum, index) => sum + (index === IGNORE_INDEX ? 1 : 0), 0);
  return {
    out,
    before: classCounts(labels),
    after: classCounts(remapped),
    droppedPixels: ignored(remapped.data) - ignored(labels.data),
  };
}
