import { writeJsonAtomic } from "@undercoat/files";
import { writeLabelGeoTiff } from "@undercoat/geotiff";
import { labelNoise, type NoiseContext, type NoiseReport } from "@undercoat/label-noise";
import { createRng } from "@undercoat/random";
import { type ClassScheme, IGNORE_INDEX, type LabelMap } from "@undercoat/raster";
import { WorkflowError } from "../errors.ts";
import { schemeOfFiles } from "./class-codes.ts";
import { readLabelFile } from "./label-file.ts";
import { chosenNoise, type NoiseChoice } from "./noise-choice.ts";
import { assertSameGrid, readImageOn } from "./on-grid.ts";
import { refuseOverwriting } from "./refuse-overwriting.ts";

/** What {@link simulateNoise} takes: files, a noise, and how it is drawn. */
export interface SimulateNoiseOptions extends NoiseChoice {
  readonly labels: string;
  /** Noisy GeoTIFF to write, on the same grid. */
  readonly out: string;
  /** A whole number, as text. Default: `"0"`. */
  readonly seed?: string | undefined;
  /** JSON file to write the report to. */
  readonly report?: string | undefined;
  /** Classes of the labels. Default: the codes that the files hold. */
  readonly scheme?: ClassScheme | undefined;
  /** Other label files by name, on the same grid, for `outdated` and `rule-made`. */
  readonly others?: Readonly<Record<string, string>>;
  /** Image on the same grid, for rules on its bands. */
  readonly image?: string | undefined;
  /** Refuse a noise that removes a class, before anything is written. */
  readonly refuseLostClasses?: boolean | undefined;
}

/** What {@link simulateNoise} did, and the same as lines of text. */
export interface NoiseSimulation {
  readonly out: string;
  readonly seed: number;
  readonly noise: unknown;
  readonly classes: readonly number[];
  readonly report: NoiseReport;
  readonly text: string;
}

/**
 * Writes a noisy copy of a label GeoTIFF on the same grid, and reports what was really changed.
 *
 * @throws {WorkflowError} `CONFIG_VALUE` where noise or seed cannot be understood; `DATA` if files do not lie on each other,
 *   no pixel is labelled, or a class is lost that must not be.
 * @throws {LabelNoiseError} As the noise: `CLASS_UNKNOWN`, `LABELS_MISSING`, `TARGET_UNREACHABLE`, …
 */
export async function simulateNoise(options: SimulateNoiseOptions): Promise<NoiseSimulation> {
  const { out, labels: file, refuseLostClasses = false, report: reportFile } = options;
  const { others = {}, image } = options;
  await refuseOverwriting([file, ...Object.values(others), image], [out, reportFile]);
  const seed = seedOf(options.seed ?? "0");
  const noise = await chosenNoise(options);
  const { labels, context } = await readFiles(options);
  const result = labelNoise(noise).apply(labels, createRng(seed).fork("noise"), context);
  const { report } = result;
  const codes = labels.scheme.classes.map(({ value }) => value);
  if (refuseLostClasses && report.lostClasses.length > 0)
    throw new WorkflowError("DATA", {
      message: `the noise leaves no pixel of class ${report.lostClasses.map((index) => codes[index]).join(", ")} of "${file}"; nothing was written; make it weaker, or allow lost classes`,
      context: { file, lostClasses: report.lostClasses },
    });
  await writeLabelGeoTiff(out, result.labels);
  const made = { out, seed, noise, classes: codes, report };
  if (reportFile !== undefined) await writeJsonAtomic(reportFile, made);
  return { ...made, text: textOf(out, report, codes) };
}

async function readFiles({ labels: file, scheme, others = {}, image }: SimulateNoiseOptions) {
  const known = scheme ?? (await schemeOfFiles([file, ...Object.values(others)]));
  const labels = await readLabelFile(file, known);
  if (labels.data.every((index) => index === IGNORE_INDEX))
    throw new WorkflowError("DATA", {
      message: `"${file}" has no labelled pixel among ${labels.data.length}, expected at least 1; give a file with labels`,
      context: { file },
    });
  const otherLabels: Record<string, LabelMap> = {};
  for (const [name, other] of Object.entries(others)) {
    otherLabels[name] = await readLabelFile(other, known);
    assertSameGrid({ file, grid: labels }, { file: other, grid: otherLabels[name] });
  }
  const context: NoiseContext = {
    otherLabels,
    ...(image === undefined ? {} : { image: await readImageOn({ file, grid: labels }, image) }),
  };
  return { labels, context };
}

function seedOf(text: string): number {
  const seed = Number(text);
  if (text.trim() !== "" && Number.isSafeInteger(seed) && seed >= 0) return seed;
  throw new WorkflowError("CONFIG_VALUE", {
    message: `--seed is "${text}", expected a whole number from 0`,
    context: { seed: text },
  });
}

function textOf(out: string, report: NoiseReport, codes: readonly number[]): string {
  const { noiseRate, newlyIgnored, iou, objects, lostClasses } = report;
  const perClass = codes.map((code, index) => {
    const { lost = 0, added = 0, moved = 0 } = objects[index] ?? {};
    const gone = lostClasses.includes(index) ? ", class lost" : "";
    return `  class ${code}: IoU ${iou[index]?.toFixed(3) ?? "–"}; objects: ${lost} lost, ${added} added, ${moved} moved${gone}`;
  });
  const ignored = newlyIgnored === 0 ? "" : `, ${newlyIgnored} newly ignored`;
  return [`wrote ${out}: ${(100 * noiseRate).toFixed(2)} % of pixels changed${ignored}`, ...perClass].join(
    "\n",
  );
}
