import path from "node:path";
import {
  ensembleIou,
  patchQuality,
  type SuspiciousObject,
  spatialBlocks,
  suspiciousObjects,
} from "@undercoat/noise-estimation";
import { createRng } from "@undercoat/random";
import type { ClassScheme, LabelMap, Window } from "@undercoat/raster";
import { WorkflowError } from "../../errors.ts";
import { readLabelFile } from "../label-file.ts";
import { refuseOverwriting } from "../refuse-overwriting.ts";
import { judgeLabels, readPixels } from "./judge-labels.ts";
import { openProbabilities, type ProbabilitySource } from "./probability-source.ts";
import { isPlaced, writeObjects, writeQuality } from "./write-noise-files.ts";

/** What {@link rankLabels} takes. */
export interface RankLabelsOptions {
  readonly labels: string;
  /** GeoTIFFs of probabilities, one for each model, one band a class. */
  readonly probabilities: readonly string[];
  readonly scheme?: ClassScheme | undefined;
  /** Side of the patches in pixels; 256. */
  readonly patchSize?: number | undefined;
  /** `softmin` of the pixels, or `ensemble-iou` of mean prediction and labels; `softmin`. */
  readonly by?: "softmin" | "ensemble-iou" | undefined;
  /** GeoJSON of suspicious objects, worst first. */
  readonly objects?: string | undefined;
  /** GeoTIFF of the quality of each label. */
  readonly quality?: string | undefined;
}

/** Patches and objects, worst first. */
export interface RankedLabels {
  readonly by: "softmin" | "ensemble-iou";
  readonly patches: readonly { readonly window: Window; readonly score: number }[];
  readonly objects: readonly SuspiciousObject[];
  readonly classes: readonly string[];
  readonly files: readonly string[];
}

/**
 * Ranks patches and suspicious objects of a label file, the worst first, by the probabilities of models.
 *
 * @throws {WorkflowError} `DATA`; `CONFIG_VALUE` where objects are asked for and the labels have no place on the map.
 */
export async function rankLabels(options: RankLabelsOptions): Promise<RankedLabels> {
  const { by = "softmin", patchSize = 256 } = options;
  assertPatchSize(patchSize);
  await refuseOverwriting([options.labels, ...options.probabilities], [options.quality, options.objects]);
  const labels = await readLabelFile(options.labels, options.scheme);
  if (options.objects !== undefined) assertObjectsFile(options.objects, labels);
  const sources: ProbabilitySource[] = [];
  try {
    for (const file of options.probabilities) sources.push(await openProbabilities(file, labels));
    const judged = await judgeLabels(labels, sources, {
      blocks: spatialBlocks(labels, patchSize),
      rng: createRng(0),
    });
    const objects = suspiciousObjects({ ...labels, labels: labels.data, ...judged });
    if (options.quality !== undefined) await writeQuality(options.quality, labels, judged.quality);
    if (options.objects !== undefined)
      await writeObjects(options.objects, labels, { suggested: judged.suggested, objects });
    return {
      by,
      patches:
        by === "softmin"
          ? patchQuality({ ...labels, data: judged.quality }, { size: patchSize })
          : await rankedByIou(labels, sources, patchSize),
      objects: objects.toSorted((a, b) => b.severity - a.severity),
      classes: labels.scheme.classes.map(({ name }) => name),
      files: [options.quality, options.objects].filter((file) => file !== undefined),
    };
  } finally {
    for (const source of sources) await source.close();
  }
}

/** Patches by the IoU of the mean prediction and the labels; those with nothing to compare are left out. */
async function rankedByIou(labels: LabelMap, sources: readonly ProbabilitySource[], patchSize: number) {
  const patches: { window: Window; score: number }[] = [];
  for (const window of spatialBlocks(labels, patchSize)) {
    const score = ensembleIou((await readPixels(labels, sources, window)).mean);
    if (score !== null) patches.push({ window, score });
  }
  return patches.toSorted((a, b) => a.score - b.score);
}

function assertPatchSize(patchSize: number): void {
  if (Number.isSafeInteger(patchSize) && patchSize >= 1) return;
  throw new WorkflowError("CONFIG_VALUE", {
    message: `--patch-size is ${patchSize}, expected a whole number of pixels from 1; 256 suits most maps`,
    context: { patchSize },
  });
}

function assertObjectsFile(file: string, labels: LabelMap): void {
  if (path.extname(file).toLowerCase() === ".geojson" && isPlaced(labels)) return;
  throw new WorkflowError("CONFIG_VALUE", {
    message: isPlaced(labels)
      ? `"${file}" does not end in .geojson, expected a GeoJSON file for the objects`
      : `the labels have no CRS with a code, so their objects have no place; leave the file of objects out`,
    context: { file },
  });
}

/** The ranking as lines of text. */
export function rankText({ by, patches, objects, classes, files }: RankedLabels): string {
  const at = ({ x, y, width, height }: Window) => `${width}×${height} at column ${x}, row ${y}`;
  return [
    `worst patches, by ${by} (0: surely wrong, 1: fits)`,
    ...patches.slice(0, LINES).map(({ window, score }) => `${score.toFixed(3)}  ${at(window)}`),
    "",
    `suspicious objects: ${objects.length}; to draw anew first`,
    ...objects
      .slice(0, LINES)
      .map(
        ({ label, suggested, severity, pixels, bounds }) =>
          `${severity.toFixed(1).padStart(8)} of ${pixels} pixels labelled ${classes[label] ?? "?"} look like ${classes[suggested] ?? "?"}: ${at(bounds)}`,
      ),
    ...(files.length === 0 ? [] : [`wrote ${files.join(", ")}`]),
  ].join("\n");
}

const LINES = 10;
