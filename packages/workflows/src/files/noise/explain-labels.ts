import { createGeoTiff } from "@undercoat/geotiff";
import {
  decomposeLabelError,
  detectBias,
  type GroupMap,
  isNoiseEstimationError,
  type LabelBias,
  type LabelErrorDecomposition,
} from "@undercoat/noise-estimation";
import { createRng } from "@undercoat/random";
import { type ClassScheme, IGNORE_INDEX, type LabelMap } from "@undercoat/raster";
import { readLabelFile } from "../label-file.ts";
import { assertSameGrid, type PlacedFile, readImageOn } from "../on-grid.ts";
import { refuseOverwriting } from "../refuse-overwriting.ts";

/** What {@link explainLabels} takes. */
export interface ExplainLabelsOptions {
  readonly labels: string;
  /** Clean labels on the same grid, or predictions that are better than the labels. */
  readonly reference: string;
  /** Class scheme of both; omitted: the codes in the reference become the classes. */
  readonly scheme?: ClassScheme | undefined;
  /** Image on the same grid, whose bands are factors. */
  readonly image?: string | undefined;
  /** Rasters of one band on the same grid, by name: each of their codes is a group, such as a source or a year. */
  readonly groups?: Readonly<Record<string, string>> | undefined;
  /** Name of the class between objects; null: the scheme has none. Default: the first class. */
  readonly background?: string | null | undefined;
  /** Side in pixels of the blocks that may not depend on each other. */
  readonly blockSize?: number | undefined;
  /** GeoTIFF to write: for every block how far its disagreement lies from chance. */
  readonly map?: string | undefined;
  readonly seed?: number | undefined;
}

/** In what way labels are wrong, and whether by a system. */
export interface ExplainedLabels {
  readonly labels: string;
  readonly reference: string;
  readonly known: number;
  readonly wrong: number;
  /** What the wrong pixels consist of, or why that cannot be told. */
  readonly parts: LabelErrorDecomposition | { readonly kind: "no-estimate"; readonly reason: string };
  readonly factors: LabelBias["factors"];
  readonly map: string | null;
}

/**
 * Says in what way a label file differs from a better one, and whether that is systematic.
 *
 * @throws {WorkflowError} `DATA` for files on other grids; {@link NoiseEstimationError} `NOT_SUPPORTED`,
 *   `CLASS_UNKNOWN`, `OPTIONS_REFUSED`; the errors of the files.
 */
export async function explainLabels(options: ExplainLabelsOptions): Promise<ExplainedLabels> {
  const { image: imageFile, groups: groupFiles = {}, seed = 0, blockSize } = options;
  const inputs = [options.labels, options.reference, imageFile, ...Object.values(groupFiles)];
  await refuseOverwriting(inputs, [options.map]);
  const reference = await readLabelFile(options.reference, options.scheme);
  const labels = await readLabelFile(options.labels, reference.scheme);
  const placed = { file: options.labels, grid: labels };
  assertSameGrid(placed, { file: options.reference, grid: reference });
  const image = imageFile === undefined ? null : await readImageOn(placed, imageFile);
  const groups = await readGroups(groupFiles, placed);
  const rng = createRng(seed);
  const blocks = blockSize === undefined ? {} : { blockSize };
  const background = options.background === undefined ? 0 : options.background;
  const bias = detectBias([{ labels, reference, groups, ...(image === null ? {} : { image }) }], {
    ...blocks,
    background: background ?? 0,
    rng: rng.fork("bias"),
  });
  const parts = orReason(() =>
    decomposeLabelError({ labels, reference }, { ...blocks, background, rng: rng.fork("parts") }),
  );
  if (options.map !== undefined) await writeMap(options.map, labels, bias);
  const { known, wrong, factors } = bias;
  const { labels: file, reference: better, map = null } = options;
  return { labels: file, reference: better, known, wrong, parts, factors, map };
}

/** The explanation as lines of text. */
export function explainText({ known, wrong, parts, factors, map }: ExplainedLabels): string {
  const share = ((100 * wrong) / known).toFixed(1);
  return [
    `${wrong} of ${known} pixels differ from the reference (${share} %)`,
    "",
    "what they consist of",
    ...(parts.kind === "no-estimate"
      ? [`  no estimate: ${parts.reason}`]
      : parts.summary.map((line) => `  ${line}`)),
    "",
    "whether that is systematic",
    ...factors.map(({ factor, verdict }) => `  ${factor}: ${verdict}`),
    ...(map === null ? [] : ["", `wrote ${map}`]),
  ].join("\n");
}

function orReason<Value>(
  estimate: () => Value,
): Value | { readonly kind: "no-estimate"; readonly reason: string } {
  try {
    return estimate();
  } catch (error) {
    if (isNoiseEstimationError(error, "NOT_SUPPORTED")) return { kind: "no-estimate", reason: error.message };
    throw error;
  }
}

async function readGroups(
  files: Readonly<Record<string, string>>,
  labels: PlacedFile,
): Promise<Record<string, GroupMap>> {
  const groups: Record<string, GroupMap> = {};
  for (const [name, file] of Object.entries(files)) {
    const map = await readLabelFile(file);
    assertSameGrid(labels, { file, grid: map });
    groups[name] = { names: map.scheme.classes.map((one) => one.name), data: map.data };
  }
  return groups;
}

/** Standard deviations from chance, block by block; NaN where nothing is known. */
async function writeMap(file: string, labels: LabelMap, { places }: LabelBias): Promise<void> {
  const { width, height } = labels;
  const data = new Float32Array(width * height).fill(Number.NaN);
  const { windows = [], excess } = places[0] ?? {};
  windows.forEach((window, block) => {
    for (let y = window.y; y < window.y + window.height; y++) {
      for (let x = window.x; x < window.x + window.width; x++)
        if (labels.data[y * width + x] !== IGNORE_INDEX) data[y * width + x] = excess![block]!;
    }
  });
  const writer = await createGeoTiff(file, {
    grid: labels,
    sampleType: "float32",
    bandCount: 1,
    bandNames: ["excess of disagreement, standard deviations"],
    nodata: Number.NaN,
  });
  try {
    await writer.write({ x: 0, y: 0, width, height }, { data, validity: null });
    await writer.finish();
  } finally {
    await writer.abort();
  }
}
